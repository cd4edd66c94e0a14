package ui

import (
	"strconv"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/diagnose"
	"porchlight/internal/game"
	"porchlight/internal/ui/messages"
)

// cause is one reason why a friend may see what they see, in words.
type cause struct {
	id    diagnose.CauseID
	title string // one sentence, which tells the cause from the others of its page
	text  string // what to do
	ways  []way  // what to do where that differs
	pages []string
}

// way is what to do on one system.
type way struct{ system, text string }

// onSystems tells what to do where the three systems differ.
func onSystems(windows, macOS, linux string) []way {
	return []way{{"Windows", windows}, {"macOS", macOS}, {"Linux", linux}}
}

// causesOf returns the causes of a symptom in words, likeliest first.
func causesOf(s diagnose.Symptom, e *diagnose.Evidence) []cause {
	data := causeData(e)
	var list []cause
	for _, c := range diagnose.Causes(s, e) {
		words := causeWords(c.ID, data)
		words.id = c.ID
		list = append(list, words)
	}
	return list
}

// causeData returns the figures that the words have in them. An address that no friend can reach is not
// among them.
func causeData(e *diagnose.Evidence) map[string]any {
	g := e.Game
	if g == nil {
		g = game.Echo()
	}
	data := map[string]any{
		"Address": lang.L("the address that Porchlight shows"), "Port": "?", "In": g.In.String(),
		"Time": clock(e.Since), "Last": e.LastFrom.String(), "Why": messages.RejectReason(e.LastRejected), "Limit": e.Limit,
	}
	if !e.LocalOnly() {
		data["Address"] = e.Addr.Addr().String()
	}
	if e.Addr.Port() > 0 {
		data["Port"] = strconv.Itoa(int(e.Addr.Port()))
	}
	return data
}

// causeWords says what a cause is and what to do about it.
func causeWords(id diagnose.CauseID, data map[string]any) cause {
	switch id {
	case diagnose.HostingNotStarted:
		return cause{
			title: lang.L("You have not pressed Start hosting."),
			text:  lang.L("Press Start hosting in Porchlight's window, and let your friend try again. Nobody can connect before."),
		}
	case diagnose.NoNetwork:
		return cause{
			title: lang.L("This computer is not on a network."),
			text:  lang.L("Join the Wi-Fi that your friend is in, or plug in the cable. Porchlight then shows the address to give."),
		}
	case diagnose.ShownAddrIsVPN:
		return cause{
			title: lang.L("The address that Porchlight shows belongs to a VPN."),
			text:  lang.L("Friends who are not in that VPN cannot reach {{.Address}}. Choose another address beside it, or end the VPN and give them the new address.", data),
			pages: []string{pageTwoNetworks},
		}
	case diagnose.ShownAddrIsVirtual:
		return cause{
			title: lang.L("The address that Porchlight shows belongs to a virtual machine."),
			text:  lang.L("Friends cannot reach {{.Address}}. Join a Wi-Fi or plug in a cable, and choose that address in Porchlight's window.", data),
			pages: []string{pageTwoNetworks},
		}
	case diagnose.NoRouter:
		return cause{
			title: lang.L("This computer has got no address from a router."),
			text:  lang.L("{{.Address}} is a makeshift. Only computers on the very same cable can reach it. Join the Wi-Fi again, or look whether the router is on.", data),
		}
	case diagnose.OtherNetwork:
		return cause{
			title: lang.L("Your friend is on another network than you."),
			text:  lang.L("Both computers must be in the same Wi-Fi, or on cables of the same router. Mobile data, the neighbour's Wi-Fi and another classroom are other networks. Ask your friend for the address of their computer: mostly it begins as {{.Address}} does.", data),
			ways: onSystems(
				lang.L("Settings, Network & internet, then Properties of the network: “IPv4 address”. Or type ipconfig in a Command Prompt."),
				lang.L("System Settings, Wi-Fi, then Details beside the network: “IP address”."),
				lang.L("Type hostname -I in a terminal.")),
			pages: []string{pageSameNetwork, pageElsewhere},
		}
	case diagnose.HostFirewall:
		return cause{
			title: lang.L("The firewall of this computer keeps friends out."),
			text:  lang.L("Allow Porchlight there. If the computer once asked and somebody pressed Cancel, it stays closed until you do."),
			ways:  openFirewall(data),
			pages: []string{pageFirewall},
		}
	case diagnose.HostFirewallSaysNo:
		return cause{
			title: lang.L("A firewall says no."),
			text:  lang.L("Most firewalls say nothing at all, and the friend's program waits. Some refuse at once. Allow Porchlight on this computer; in a school, ask whoever looks after the network."),
			ways:  openFirewall(data),
			pages: []string{pageFirewall},
		}
	case diagnose.GuestIsolation:
		return cause{
			title: lang.L("The Wi-Fi keeps its guests apart."),
			text:  lang.L("Guest networks and the Wi-Fi of schools, hotels and cafés often let nobody reach anybody else. Use the ordinary Wi-Fi instead of the guests', a cable, or the hotspot of a phone that both of you join."),
			pages: []string{pageSameNetwork},
		}
	case diagnose.WrongAddr:
		return cause{
			title: lang.L("Their program has another address in it."),
			text:  correctNumbers(data),
		}
	case diagnose.WrongPortOrAddr:
		return cause{
			title: lang.L("Their program has another port, or another address, in it."),
			text:  correctNumbers(data),
		}
	case diagnose.OutdatedAddr:
		return cause{
			title: lang.L("The address in it is one of another day, or of another network."),
			text:  correctNumbers(data),
		}
	case diagnose.SeveralNetworks:
		return cause{
			title: lang.L("This computer is on several networks, and your friend is in another of them."),
			text:  lang.L("Choose another address beside the one that Porchlight shows, and let your friend try that."),
			pages: []string{pageTwoNetworks},
		}
	case diagnose.FriendVPN:
		return cause{
			title: lang.L("A VPN on your friend's computer is in the way."),
			text:  lang.L("With a VPN on, their computer may not see the others around it. Let them switch it off while you play, or allow “local network” in its settings."),
		}
	case diagnose.FriendFirewall:
		return cause{
			title: lang.L("Your friend's computer does not let the program out."),
			text:  lang.L("Their firewall or virus scanner may keep Python, or whatever the game is written in, from the network."),
			ways: onSystems(
				lang.L("Look in the virus scanner for what it has blocked; Windows' own firewall lets programs out."),
				lang.L("System Settings, Privacy & Security, Local Network: switch on the Terminal, or the editor that starts the game. Without it the program says “No route to host”."),
				lang.L("Seldom: ufw and firewalld let programs out unless told otherwise.")),
		}
	case diagnose.AddrTakenOver:
		return cause{
			title: lang.L("Another computer now has the address that they type."),
			text:  lang.L("Routers give addresses out anew. A computer that answers “refused” is there, but it may not be yours. Compare what is typed with what Porchlight shows."),
			pages: []string{pageSameNetwork},
		}
	case diagnose.FriendOffline:
		return cause{
			title: lang.L("Their computer is not on a network."),
			text:  lang.L("Without a network a Mac says this for every address. Let them join the Wi-Fi first."),
			ways: onSystems(
				lang.L("Look at the Wi-Fi symbol beside the clock."),
				lang.L("Look at the Wi-Fi symbol at the top of the screen; System Settings, Wi-Fi shows whether it is connected."),
				lang.L("Look at the network symbol in the panel, or type ip address in a terminal.")),
			pages: []string{pageSameNetwork},
		}
	}
	return programCauseWords(id, data)
}

// correctNumbers asks to compare what the friend has typed with what they should.
func correctNumbers(data map[string]any) string {
	return lang.L("It must be {{.Address}} and {{.Port}}, just as Porchlight shows them now. The address can change from day to day, and a number is quickly mistyped. Copy it and send it to your friend.", data)
}

// openFirewall says where this computer's firewall is opened.
func openFirewall(data map[string]any) []way {
	return onSystems(
		lang.L("Windows Security, Firewall & network protection, Allow an app through firewall, Change settings: tick Porchlight under Private and Public."),
		lang.L("System Settings, Network, Firewall, Options: set Porchlight to “Allow incoming connections”."),
		lang.L("In a terminal: sudo ufw allow {{.Port}}/tcp, or with firewalld: sudo firewall-cmd --add-port={{.Port}}/tcp", data))
}
