package help

import (
	"strconv"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/diagnose"
	"porchlight/internal/game"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/messages"
)

// cause is a likely cause of a symptom, as a page shows it.
type cause struct {
	id       diagnose.CauseID
	title    string   // one sentence, unique among all causes
	text     string   // explanation and remedy
	remedies []remedy // of each system, if they differ
	links    []PageID // to pages that say more
}

// remedy is the remedy of a cause on one operating system.
type remedy struct{ system, text string }

// remediesOn returns a remedy for each operating system.
func remediesOn(windows, macOS, linux string) []remedy {
	return []remedy{{"Windows", windows}, {"macOS", macOS}, {"Linux", linux}}
}

// causesOf returns the likely causes of a symptom, likeliest first.
func causesOf(s diagnose.Symptom, e *diagnose.Evidence) []cause {
	data := causeData(e)
	var list []cause
	for _, c := range diagnose.Causes(s, e) {
		texts := causeTexts(c.ID, data)
		texts.id = c.ID
		list = append(list, texts)
	}
	return list
}

// causeData returns the template data of the texts of causes. A phrase stands for an address that only programs on this
// computer can reach, and "?" for a port that is not known.
func causeData(e *diagnose.Evidence) map[string]any {
	g := e.Game
	if g == nil {
		g = game.Echo()
	}
	data := map[string]any{
		"Address": lang.L("the address that Porchlight shows"), "Port": "?", "In": g.In.String(),
		"Time": kit.FormatClock(e.Since), "Last": e.LastFrom.String(), "Why": messages.RejectReason(e.LastRejected), "Limit": e.Limit,
	}
	if !e.LocalOnly() {
		data["Address"] = e.Addr.Addr().String()
	}
	if e.Addr.Port() > 0 {
		data["Port"] = strconv.Itoa(int(e.Addr.Port()))
	}
	return data
}

// causeTexts returns the texts and links of a cause.
func causeTexts(id diagnose.CauseID, data map[string]any) cause {
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
			links: []PageID{TwoNetworks},
		}
	case diagnose.ShownAddrIsVirtual:
		return cause{
			title: lang.L("The address that Porchlight shows belongs to a virtual machine."),
			text:  lang.L("Friends cannot reach {{.Address}}. Join a Wi-Fi or plug in a cable, and choose that address in Porchlight's window.", data),
			links: []PageID{TwoNetworks},
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
			remedies: remediesOn(
				lang.L("Settings, Network & internet, then Properties of the network: “IPv4 address”. Or type ipconfig in a Command Prompt."),
				lang.L("System Settings, Wi-Fi, then Details beside the network: “IP address”."),
				lang.L("Type hostname -I in a terminal.")),
			links: []PageID{SameNetwork, Elsewhere},
		}
	case diagnose.HostFirewall:
		return cause{
			title:    lang.L("The firewall of this computer keeps friends out."),
			text:     lang.L("Allow Porchlight there. If the computer once asked and somebody pressed Cancel, it stays closed until you do."),
			remedies: firewallRemedies(data),
			links:    []PageID{Firewall},
		}
	case diagnose.HostFirewallSaysNo:
		return cause{
			title:    lang.L("A firewall says no."),
			text:     lang.L("Most firewalls say nothing at all, and the friend's program waits. Some refuse at once. Allow Porchlight on this computer; in a school, ask whoever looks after the network."),
			remedies: firewallRemedies(data),
			links:    []PageID{Firewall},
		}
	case diagnose.GuestIsolation:
		return cause{
			title: lang.L("The Wi-Fi keeps its guests apart."),
			text:  lang.L("Guest networks and the Wi-Fi of schools, hotels and cafés often let nobody reach anybody else. Use the ordinary Wi-Fi instead of the guests', a cable, or the hotspot of a phone that both of you join."),
			links: []PageID{SameNetwork},
		}
	case diagnose.WrongAddr:
		return cause{
			title: lang.L("Their program has another address in it."),
			text:  compareNumbers(data),
		}
	case diagnose.WrongPortOrAddr:
		return cause{
			title: lang.L("Their program has another port, or another address, in it."),
			text:  compareNumbers(data),
		}
	case diagnose.OutdatedAddr:
		return cause{
			title: lang.L("The address in it is one of another day, or of another network."),
			text:  compareNumbers(data),
		}
	case diagnose.SeveralNetworks:
		return cause{
			title: lang.L("This computer is on several networks, and your friend is in another of them."),
			text:  lang.L("Choose another address beside the one that Porchlight shows, and let your friend try that."),
			links: []PageID{TwoNetworks},
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
			remedies: remediesOn(
				lang.L("Look in the virus scanner for what it has blocked; Windows' own firewall lets programs out."),
				lang.L("System Settings, Privacy & Security, Local Network: switch on the Terminal, or the editor that starts the game. Without it the program says “No route to host”."),
				lang.L("Seldom: ufw and firewalld let programs out unless told otherwise.")),
		}
	case diagnose.AddrTakenOver:
		return cause{
			title: lang.L("Another computer now has the address that they type."),
			text:  lang.L("Routers give addresses out anew. A computer that answers “refused” is there, but it may not be yours. Compare what is typed with what Porchlight shows."),
			links: []PageID{SameNetwork},
		}
	case diagnose.FriendOffline:
		return cause{
			title: lang.L("Their computer is not on a network."),
			text:  lang.L("Without a network a Mac says this for every address. Let them join the Wi-Fi first."),
			remedies: remediesOn(
				lang.L("Look at the Wi-Fi symbol beside the clock."),
				lang.L("Look at the Wi-Fi symbol at the top of the screen; System Settings, Wi-Fi shows whether it is connected."),
				lang.L("Look at the network symbol in the panel, or type ip address in a terminal.")),
			links: []PageID{SameNetwork},
		}
	}
	return programCauseTexts(id, data)
}

// compareNumbers returns the request to compare address and port with the correct ones.
func compareNumbers(data map[string]any) string {
	return lang.L("It must be {{.Address}} and {{.Port}}, just as Porchlight shows them now. The address can change from day to day, and a number is quickly mistyped. Copy it and send it to your friend.", data)
}

// firewallRemedies returns how to allow Porchlight in the firewall of each system.
func firewallRemedies(data map[string]any) []remedy {
	return remediesOn(
		lang.L("Windows Security, Firewall & network protection, Allow an app through firewall, Change settings: tick Porchlight under Private and Public."),
		lang.L("System Settings, Network, Firewall, Options: set Porchlight to “Allow incoming connections”."),
		lang.L("In a terminal: sudo ufw allow {{.Port}}/tcp, or with firewalld: sudo firewall-cmd --add-port={{.Port}}/tcp", data))
}
