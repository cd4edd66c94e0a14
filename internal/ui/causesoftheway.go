package ui

import (
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/lan"
)

// ofTimingOut are the causes of asking and hearing nothing at all.
func (e evidence) ofTimingOut() []cause {
	others := e.hosting && e.arrived > 0 // others get through, so it is this friend's side
	several := len(e.of(lan.WiFi, lan.Ethernet)) > 1 || len(e.of(lan.VPN)) > 0
	return inOrder(
		e.notHosting(),
		e.noNetwork(),
		e.onlyInVPN(),
		e.onlyVirtual(),
		e.noRouter(),
		cause{
			chance: when(others, likely, possible),
			title:  lang.L("Your friend is on another network than you."),
			text:   lang.L("Both computers must be in the same Wi-Fi, or on cables of the same router. Mobile data, the neighbour's Wi-Fi and another classroom are other networks. Ask your friend for the address of their computer: mostly it begins as {{.Address}} does.", e.told()),
			ways: onSystems(
				lang.L("Settings, Network & internet, then Properties of the network: “IPv4 address”. Or type ipconfig in a Command Prompt."),
				lang.L("System Settings, Wi-Fi, then Details beside the network: “IP address”."),
				lang.L("Type hostname -I in a terminal.")),
			pages: []string{pageSameNetwork, pageElsewhere},
		},
		e.firewallHere(when(others, unlikely, possible)),
		cause{
			chance: possible,
			title:  lang.L("The Wi-Fi keeps its guests apart."),
			text:   lang.L("Guest networks and the Wi-Fi of schools, hotels and cafés often let nobody reach anybody else. Use the ordinary Wi-Fi instead of the guests', a cable, or the hotspot of a phone that both of you join."),
			pages:  []string{pageSameNetwork},
		},
		e.numbersRight(lang.L("Their program has another address in it."), when(others, likely, possible)),
		cause{
			chance: when(several, when(others, possible, likely), ruledOut),
			title:  lang.L("This computer is on several networks, and your friend is in another of them."),
			text:   lang.L("Choose another address beside the one that Porchlight shows, and let your friend try that."),
			pages:  []string{pageTwoNetworks},
		},
		cause{
			chance: when(others, likely, possible),
			title:  lang.L("A VPN on your friend's computer is in the way."),
			text:   lang.L("With a VPN on, their computer may not see the others around it. Let them switch it off while you play, or allow “local network” in its settings."),
		},
		cause{
			chance: when(others, likely, unlikely),
			title:  lang.L("Your friend's computer does not let the program out."),
			text:   lang.L("Their firewall or virus scanner may keep Python, or whatever the game is written in, from the network."),
			ways: onSystems(
				lang.L("Look in the virus scanner for what it has blocked; Windows' own firewall lets programs out."),
				lang.L("System Settings, Privacy & Security, Local Network: switch on the Terminal, or the editor that starts the game. Without it the program says “No route to host”."),
				lang.L("Seldom: ufw and firewalld let programs out unless told otherwise.")),
		},
	)
}

func (e evidence) noRouter() cause {
	return cause{
		chance: when(e.address.Addr().IsLinkLocalUnicast(), surely, ruledOut),
		title:  lang.L("This computer has got no address from a router."),
		text:   lang.L("{{.Address}} is a makeshift. Only computers on the very same cable can reach it. Join the Wi-Fi again, or look whether the router is on.", e.told()),
	}
}

func (e evidence) firewallHere(c chance) cause {
	return cause{
		chance: c,
		title:  lang.L("The firewall of this computer keeps friends out."),
		text:   lang.L("Allow Porchlight there. If the computer once asked and somebody pressed Cancel, it stays closed until you do."),
		ways: onSystems(
			lang.L("Windows Security, Firewall & network protection, Allow an app through firewall, Change settings: tick Porchlight under Private and Public."),
			lang.L("System Settings, Network, Firewall, Options: set Porchlight to “Allow incoming connections”."),
			lang.L("In a terminal: sudo ufw allow {{.Port}}/tcp, or with firewalld: sudo firewall-cmd --add-port={{.Port}}/tcp", e.told())),
		pages: []string{pageFirewall},
	}
}

// ofRefusing are the causes of hearing that nobody listens there.
func (e evidence) ofRefusing() []cause {
	here := when(e.hosting, likely, possible)
	return inOrder(
		e.notHosting(),
		e.noNetwork(),
		e.onlyVirtual(),
		e.otherProgram(when(e.hosting && e.shared, surely, ruledOut)),
		e.numbersRight(lang.L("Their program has another port, or another address, in it."), here),
		e.localhost(here),
		cause{
			chance: when(e.hosting, possible, ruledOut),
			title:  lang.L("They tried before you pressed Start hosting."),
			text:   lang.L("Porchlight is listening since {{.Time}}. Let them start their program again: most programs try only once.", e.told()),
		},
		cause{
			chance: when(e.hosting && e.arrived == 0, possible, unlikely),
			title:  lang.L("Another computer now has the address that they type."),
			text:   lang.L("Routers give addresses out anew. A computer that answers “refused” is there, but it may not be yours. Compare what is typed with what Porchlight shows."),
			pages:  []string{pageSameNetwork},
		},
		e.firewallRefuses(when(e.hosting && e.arrived == 0, possible, unlikely)),
	)
}

// firewallRefuses is the same firewall where it says no instead of nothing.
func (e evidence) firewallRefuses(c chance) cause {
	f := e.firewallHere(c)
	f.title = lang.L("A firewall says no.")
	f.text = lang.L("Most firewalls say nothing at all, and the friend's program waits. Some refuse at once. Allow Porchlight on this computer; in a school, ask whoever looks after the network.")
	return f
}
