package help

import (
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/diagnose"
)

// programCauseTexts returns the texts and links of a cause that lies in the friend's program, in the game, or in its
// players.
func programCauseTexts(id diagnose.CauseID, data map[string]any) cause {
	switch id {
	case diagnose.OtherProgramOnPort:
		return cause{
			title: lang.L("Another program answers on the same port."),
			text:  lang.L("Perhaps the old server script still runs: close it. Then stop hosting and start again, or use another port than {{.Port}} in Porchlight and in your friend's program.", data),
			remedies: remediesOn(
				lang.L("Ctrl+Shift+Esc opens the Task Manager: end what is called Python."),
				lang.L("Open Activity Monitor and quit what is called Python."),
				lang.L("Press Ctrl+C in the terminal where the script runs, or close that terminal.")),
		}
	case diagnose.ConnectsToLocalhost:
		return cause{
			title: lang.L("Their program connects to “localhost” or 127.0.0.1."),
			text:  lang.L("Those names mean “this same computer”, so your friend's program looks on your friend's computer. Put {{.Address}} there instead.", data),
		}
	case diagnose.TriedBeforeStart:
		return cause{
			title: lang.L("They tried before you pressed Start hosting."),
			text:  lang.L("Porchlight is listening since {{.Time}}. Let them start their program again: most programs try only once.", data),
		}
	case diagnose.StartsOldServer:
		return cause{
			title: lang.L("They start the old server script, with your address in it."),
			text:  lang.L("Only the computer that has an address can open it. Porchlight is the server now: nobody needs server.py any more. Start only the client."),
		}
	case diagnose.BindsInsteadOfConnect:
		return cause{
			title: lang.L("Their program says bind where it should say connect."),
			text:  lang.L("bind opens a door at one's own address, connect goes to somebody else's. In Python it is: s.connect((\"{{.Address}}\", {{.Port}})), without any bind.", data),
		}
	case diagnose.ConnectsToZero:
		return cause{
			title: lang.L("Their program connects to 0.0.0.0, or to port 0."),
			text:  lang.L("0.0.0.0 is for servers and means “every address of mine”; nobody can go there. Put {{.Address}} and {{.Port}}.", data),
		}
	case diagnose.ConnectsInLoop:
		return cause{
			title: lang.L("Their program connects over and over, and never closes."),
			text:  lang.L("After some ten thousand connections a computer has no numbers left for more. Connect once, before the game's loop, and close at the end."),
		}
	case diagnose.WasRejected:
		return cause{
			title: lang.L("Porchlight turned them away."),
			text:  lang.L("The last one, from {{.Last}}, was told goodbye at once: {{.Why}}. Many programs do not notice and wait on.", data),
		}
	case diagnose.SeatsTaken:
		return cause{
			title: lang.L("The game is full."),
			text:  lang.L("{{.Limit}} players may play, and they are in. Allow more under Players in Porchlight's window, or send somebody out.", data),
		}
	case diagnose.ReachedSomethingElse:
		return cause{
			title: lang.L("They have reached something else than Porchlight."),
			text:  lang.L("If Porchlight has seen nobody from their computer, their program is connected to something else. Compare the address and the port, and look for an old server script that still runs, on your friend's computer too."),
			links: []PageID{SameNetwork},
		}
	case diagnose.WaitsForGreeting:
		return cause{
			title: lang.L("Their program waits for the server to speak first."),
			text:  lang.L("Many tutorials' clients first receive their player number or their starting place. A game that says nothing first leaves them waiting. Choose a game that greets, such as Positions, or give yours a greeting: press Games, and see “Greeting”."),
		}
	case diagnose.WaitsForPartner:
		return cause{
			title: lang.L("The game goes on only when another player is there."),
			text:  lang.L("Let a second friend connect, or start the client once more on this computer with 127.0.0.1 as the address."),
		}
	case diagnose.OtherFraming:
		return cause{
			title: lang.L("Their program marks the ends of messages in another way than the game."),
			text:  lang.L("The game takes messages as “{{.In}}”. With “line”, each message must end with \\n; with a header or a length, that comes first; with “raw”, nothing is added. Choose the game that does as their program does.", data),
		}
	case diagnose.OtherGame:
		return cause{
			title: lang.L("Another game is chosen than their program was made for."),
			text:  lang.L("Look at the messages in Porchlight's window: what came in, and what was answered. Then choose another game at the top, or press Games to make one."),
		}
	case diagnose.BlocksInRecv:
		return cause{
			title: lang.L("Their program waits in recv, in the middle of drawing."),
			text:  lang.L("recv stops the whole program until something comes. Receive in a thread of its own, or say s.setblocking(False) and go on drawing when there is nothing yet."),
		}
	case diagnose.ConnectionDied:
		return cause{
			title: lang.L("A computer fell asleep, or its Wi-Fi broke off."),
			text:  lang.L("Porchlight notices within half a minute and frees the seat. Let them start their program again."),
		}
	}
	return cause{}
}
