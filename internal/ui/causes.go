package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/lan"
)

// chance is how likely a cause is, by what Porchlight sees.
type chance uint8

const (
	ruledOut chance = iota
	unlikely
	possible
	likely
	surely
)

// when is one chance if something is so, and otherwise another.
func when(so bool, then, otherwise chance) chance {
	if so {
		return then
	}
	return otherwise
}

// cause is one reason why a friend may see what they see.
type cause struct {
	chance chance
	title  string // one sentence, which tells the cause from the others of its page
	text   string // what to do
	ways   []way  // what to do where that differs
	pages  []string
}

// way is what to do on one system.
type way struct{ system, text string }

// onSystems tells what to do where the three systems differ.
func onSystems(windows, macOS, linux string) []way {
	return []way{{"Windows", windows}, {"macOS", macOS}, {"Linux", linux}}
}

// inOrder leaves out what is ruled out and puts the likeliest first.
func inOrder(list ...cause) []cause {
	list = slices.DeleteFunc(list, func(c cause) bool { return c.chance == ruledOut })
	slices.SortStableFunc(list, func(a, b cause) int { return int(b.chance) - int(a.chance) })
	return list
}

// told are the values that causes tell of. An address that no friend can reach is not told.
func (e evidence) told() map[string]any {
	data := map[string]any{
		"Address": lang.L("the address that Porchlight shows"), "Port": "?",
		"Time": clock(e.since), "Last": e.lastFrom.String(), "Why": e.refused, "Limit": e.limit,
	}
	if !e.own() {
		data["Address"] = e.address.Addr().String()
	}
	if e.address.Port() > 0 {
		data["Port"] = strconv.Itoa(int(e.address.Port()))
	}
	return data
}

func (e evidence) notHosting() cause {
	return cause{
		chance: when(e.hosting, ruledOut, surely),
		title:  lang.L("You have not pressed Start hosting."),
		text:   lang.L("Press Start hosting in Porchlight's window, and let your friend try again. Nobody can connect before."),
	}
}

func (e evidence) noNetwork() cause {
	return cause{
		chance: when(e.own(), surely, ruledOut),
		title:  lang.L("This computer is not on a network."),
		text:   lang.L("Join the Wi-Fi that your friend is in, or plug in the cable. Porchlight then shows the address to give."),
	}
}

func (e evidence) onlyInVPN() cause {
	return cause{
		chance: when(e.shownKind() == lan.VPN, surely, ruledOut),
		title:  lang.L("The address that Porchlight shows belongs to a VPN."),
		text:   lang.L("Friends who are not in that VPN cannot reach {{.Address}}. Choose another address beside it, or end the VPN and give them the new address.", e.told()),
		pages:  []string{pageTwoNetworks},
	}
}

func (e evidence) onlyVirtual() cause {
	return cause{
		chance: when(e.shownKind() == lan.Virtual, surely, ruledOut),
		title:  lang.L("The address that Porchlight shows belongs to a virtual machine."),
		text:   lang.L("Friends cannot reach {{.Address}}. Join a Wi-Fi or plug in a cable, and choose that address in Porchlight's window.", e.told()),
		pages:  []string{pageTwoNetworks},
	}
}

// numbersRight asks to compare what the friend has typed with what they should.
func (e evidence) numbersRight(title string, c chance) cause {
	return cause{
		chance: c,
		title:  title,
		text:   lang.L("It must be {{.Address}} and {{.Port}}, just as Porchlight shows them now. The address can change from day to day, and a number is quickly mistyped. Copy it and send it to your friend.", e.told()),
	}
}

// otherProgram is when something else answers friends.
func (e evidence) otherProgram(c chance) cause {
	return cause{
		chance: c,
		title:  lang.L("Another program answers on the same port."),
		text:   lang.L("Perhaps the old server script still runs: close it. Then stop hosting and start again, or use another port than {{.Port}} in Porchlight and in your friend's program.", e.told()),
		ways: onSystems(
			lang.L("Ctrl+Shift+Esc opens the Task Manager: end what is called Python."),
			lang.L("Open Activity Monitor and quit what is called Python."),
			lang.L("Press Ctrl+C in the terminal where the script runs, or close that terminal.")),
	}
}

// localhost is when a friend's program looks for the host on its own computer.
func (e evidence) localhost(c chance) cause {
	return cause{
		chance: c,
		title:  lang.L("Their program connects to “localhost” or 127.0.0.1."),
		text:   lang.L("Those names mean “this same computer”, so your friend's program looks on your friend's computer. Put {{.Address}} there instead.", e.told()),
	}
}
