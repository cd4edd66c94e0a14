package ui

import (
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/framing"
	"porchlight/internal/game"
)

// manyArrivals are so many connections that a program must be making them over and over.
const manyArrivals = 1000

// ofNotAssigning are the causes of asking one's own computer for an address that it has not.
func (e evidence) ofNotAssigning() []cause {
	return inOrder(
		cause{
			chance: likely,
			title:  lang.L("They start the old server script, with your address in it."),
			text:   lang.L("Only the computer that has an address can open it. Porchlight is the server now: nobody needs server.py any more. Start only the client."),
		},
		cause{
			chance: likely,
			title:  lang.L("Their program says bind where it should say connect."),
			text:   lang.L("bind opens a door at one's own address, connect goes to somebody else's. In Python it is: s.connect((\"{{.Address}}\", {{.Port}})), without any bind.", e.told()),
		},
		cause{
			chance: when(e.own(), surely, possible),
			title:  lang.L("Their program connects to 0.0.0.0, or to port 0."),
			text:   lang.L("0.0.0.0 is for servers and means “every address of mine”; nobody can go there. Put {{.Address}} and {{.Port}}.", e.told()),
		},
		e.numbersRight(lang.L("The address in it is one of another day, or of another network."), possible),
		cause{
			chance: possible,
			title:  lang.L("Their computer is not on a network."),
			text:   lang.L("Without a network a Mac says this for every address. Let them join the Wi-Fi first."),
			ways: onSystems(
				lang.L("Look at the Wi-Fi symbol beside the clock."),
				lang.L("Look at the Wi-Fi symbol at the top of the screen; System Settings, Wi-Fi shows whether it is connected."),
				lang.L("Look at the network symbol in the panel, or type ip address in a terminal.")),
			pages: []string{pageSameNetwork},
		},
		cause{
			chance: when(e.arrived >= manyArrivals, surely, unlikely),
			title:  lang.L("Their program connects over and over, and never closes."),
			text:   lang.L("After some ten thousand connections a computer has no numbers left for more. Connect once, before the game's loop, and close at the end."),
		},
	)
}

// ofFreezing are the causes of being connected and hearing nothing that helps.
func (e evidence) ofFreezing() []cause {
	g := e.game
	if g == nil {
		g = game.Echo()
	}
	cut := g.In != framing.Framing{} || g.Out != framing.Framing{}
	waiting := e.hosting && e.silent > 0
	alone := e.players == 1 && (g.Room > 1 || g.Rule == game.RuleRelay || g.Rule == game.RuleSwap)
	otherEnds := when(cut && waiting, likely, when(cut, possible, unlikely))
	return inOrder(
		e.notHosting(),
		endsOtherwise(g, when(e.hosting && e.unended > 0, surely, ruledOut)),
		cause{
			chance: when(e.hosting && e.refused != "", surely, ruledOut),
			title:  lang.L("Porchlight turned them away."),
			text:   lang.L("The last one, from {{.Last}}, was told goodbye at once: {{.Why}}. Many programs do not notice and wait on.", e.told()),
		},
		cause{
			chance: when(e.hosting && e.full(), surely, ruledOut),
			title:  lang.L("The game is full."),
			text:   lang.L("{{.Limit}} players may play, and they are in. Allow more under Players in Porchlight's window, or send somebody out.", e.told()),
		},
		e.otherProgram(when(e.hosting && e.shared, surely, ruledOut)),
		cause{
			chance: when(e.hosting && e.players > 0, ruledOut, when(e.hosting && e.arrived > 0, unlikely, likely)),
			title:  lang.L("They have reached something else than Porchlight."),
			text:   lang.L("If Porchlight has seen nobody from their computer, their program is connected to something else. Compare the address and the port, and look for an old server script that still runs, on your friend's computer too."),
			pages:  []string{pageSameNetwork},
		},
		cause{
			chance: when(waiting && !e.greets(), likely, when(e.greets(), unlikely, possible)),
			title:  lang.L("Their program waits for the server to speak first."),
			text:   lang.L("Many tutorials' clients first receive their player number or their starting place. A game that says nothing first leaves them waiting. Choose a game that greets, such as Positions, or give yours a greeting: press Games, and see “Greeting”."),
		},
		cause{
			chance: when(alone, likely, when(g.Room > 1, possible, ruledOut)),
			title:  lang.L("The game goes on only when another player is there."),
			text:   lang.L("Let a second friend connect, or start the client once more on this computer with 127.0.0.1 as the address."),
		},
		endsOtherwise(g, when(e.hosting && e.unended > 0, ruledOut, otherEnds)),
		cause{
			chance: possible,
			title:  lang.L("Another game is chosen than their program was made for."),
			text:   lang.L("Look at the messages in Porchlight's window: what came in, and what was answered. Then choose another game at the top, or press Games to make one."),
		},
		cause{
			chance: possible,
			title:  lang.L("Their program waits in recv, in the middle of drawing."),
			text:   lang.L("recv stops the whole program until something comes. Receive in a thread of its own, or say s.setblocking(False) and go on drawing when there is nothing yet."),
		},
		cause{
			chance: unlikely,
			title:  lang.L("A computer fell asleep, or its Wi-Fi broke off."),
			text:   lang.L("Porchlight notices within half a minute and frees the seat. Let them start their program again."),
		},
	)
}

// endsOtherwise is when a friend's program does not mark messages as the game wants.
func endsOtherwise(g *game.Game, c chance) cause {
	return cause{
		chance: c,
		title:  lang.L("Their program marks the ends of messages in another way than the game."),
		text:   lang.L("The game takes messages as “{{.In}}”. With “line”, each message must end with \\n; with a header or a length, that comes first; with “raw”, nothing is added. Choose the game that does as their program does.", map[string]any{"In": g.In.String()}),
	}
}
