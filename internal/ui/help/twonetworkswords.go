package help

import (
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/diagnose"
	"porchlight/internal/lan"
	"porchlight/internal/ui/kit"
)

// summarySentence returns the number of this computer's addresses as a sentence.
func summarySentence(all []lan.Address) string {
	switch len(all) {
	case 0:
		return lang.L("This computer is on no network.")
	case 1:
		return lang.L("This computer is on one network, so there is nothing to choose.")
	}
	return lang.L("This computer has {{.N}} addresses. Choose the one that friends are to use.", map[string]any{"N": kit.FormatCount(uint64(len(all)))})
}

// useSentence returns which friends can connect to an address.
func useSentence(a lan.Address) string {
	data := map[string]any{"Address": a.IP.String(), "Name": a.Name(), "System": a.Interface}
	switch diagnose.UseOf(a) {
	case diagnose.UseVPN:
		return lang.L("Friends connect to {{.Address}}. That is the VPN {{.System}}: only who is in the same VPN can reach it, friends at home cannot.", data)
	case diagnose.UseVirtual:
		return lang.L("Friends connect to {{.Address}}. That is {{.Name}}, which mostly exists only inside this computer: friends cannot reach it.", data)
	case diagnose.UseLinkLocal:
		return lang.L("Friends connect to {{.Address}}. This computer gave itself that address because no router answered: only a computer at the other end of the same cable can reach it.", data)
	case diagnose.UseHotspot:
		return lang.L("Friends connect to {{.Address}}. That is a hotspot: it works for everybody who has joined the same hotspot.", data)
	case diagnose.UseSameNetwork:
	}
	return lang.L("Friends connect to {{.Address}}. That works for everybody on the same network as {{.Name}}.", data)
}

// adviceSentence returns a piece of advice on this computer's networks as a sentence.
func adviceSentence(a diagnose.Advice) string {
	switch a.ID {
	case diagnose.ConnectToNetwork:
		return lang.L("Connect it to a Wi-Fi or plug in a cable, so that friends can reach it. Without a router, the hotspot of a phone does as well.")
	case diagnose.ChooseBesideVPN:
		return lang.L("A VPN is on ({{.VPN}}). It is a private tunnel to somewhere else, and friends at home cannot reach its address; choose {{.Real}}. If they still cannot join, switch the VPN off: some VPNs keep everybody else out.",
			map[string]any{"VPN": a.A.Interface, "Real": a.B.Name()})
	case diagnose.LeaveVPN:
		return lang.L("A VPN is on ({{.VPN}}). It is a private tunnel to somewhere else, and friends at home cannot reach its address. Connect to the Wi-Fi or the cable that they use.",
			map[string]any{"VPN": a.A.Interface})
	case diagnose.SameNetworkTwice:
		return lang.L("{{.One}} and {{.Other}} lead to the same network, so either address works. A cable is steadier than Wi-Fi.", map[string]any{"One": a.A.Name(), "Other": a.B.Name()})
	case diagnose.DifferentNetworks:
		return lang.L("{{.One}} and {{.Other}} lead to different networks. Choose the one that your friends are on: if they use Wi-Fi, it is mostly the Wi-Fi.", map[string]any{"One": a.A.Name(), "Other": a.B.Name()})
	case diagnose.HotspotIsSmall:
		return lang.L("A hotspot is a small network of its own. Friends have to join the same hotspot; those who stay on the Wi-Fi at home cannot reach it.")
	case diagnose.VirtualIsNotForFriends:
		return lang.L("{{.Name}} belongs to a program for virtual computers, such as VirtualBox, Docker or WSL. It can stay on; just do not give its address to friends.",
			map[string]any{"Name": a.A.Name()})
	case diagnose.NoRouterAnswered:
		return lang.L("An address that begins with 169.254 means that no router answered. Check the cable, or connect to the Wi-Fi again.")
	case diagnose.ShownIsChosen:
	}
	return lang.L("What you choose is the address that Porchlight shows and copies.")
}
