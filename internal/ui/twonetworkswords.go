package ui

import (
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/ui/kit"

	"porchlight/internal/lan"
)

// situation says in one sentence on how many networks this computer is.
func situation(all []lan.Address) string {
	switch len(all) {
	case 0:
		return lang.L("This computer is on no network.")
	case 1:
		return lang.L("This computer is on one network, so there is nothing to choose.")
	}
	return lang.L("This computer has {{.N}} addresses. Choose the one that friends are to use.", map[string]any{"N": kit.FormatCount(uint64(len(all)))})
}

// reachOf says who can connect to an address, and whether that is good for friends nearby.
func reachOf(a lan.Address) (sentence string, good bool) {
	words := map[string]any{"Address": a.IP.String(), "Name": a.Name(), "System": a.Interface}
	switch {
	case a.Kind == lan.VPN:
		return lang.L("Friends connect to {{.Address}}. That is the VPN {{.System}}: only who is in the same VPN can reach it, friends at home cannot.", words), false
	case a.Kind == lan.Virtual:
		return lang.L("Friends connect to {{.Address}}. That is {{.Name}}, which mostly exists only inside this computer: friends cannot reach it.", words), false
	case a.IP.IsLinkLocalUnicast():
		return lang.L("Friends connect to {{.Address}}. This computer gave itself that address because no router answered: only a computer at the other end of the same cable can reach it.", words), false
	case a.Hotspot():
		return lang.L("Friends connect to {{.Address}}. That is a hotspot: it works for everybody who has joined the same hotspot.", words), true
	}
	return lang.L("Friends connect to {{.Address}}. That works for everybody on the same network as {{.Name}}.", words), true
}

// advice says what to do about the kinds of networks that there are, a sentence or two for each.
func advice(all []lan.Address) (list []string) {
	add := func(sentence string) { list = append(list, sentence) }
	if len(all) == 0 {
		add(lang.L("Connect it to a Wi-Fi or plug in a cable, so that friends can reach it. Without a router, the hotspot of a phone does as well."))
		return list
	}
	kinds := sortOut(all)
	switch {
	case len(kinds.vpn) > 0 && len(kinds.real) > 0:
		add(lang.L("A VPN is on ({{.VPN}}). It is a private tunnel to somewhere else, and friends at home cannot reach its address; choose {{.Real}}. If they still cannot join, switch the VPN off: some VPNs keep everybody else out.",
			map[string]any{"VPN": kinds.vpn[0].Interface, "Real": kinds.real[0].Name()}))
	case len(kinds.vpn) > 0:
		add(lang.L("A VPN is on ({{.VPN}}). It is a private tunnel to somewhere else, and friends at home cannot reach its address. Connect to the Wi-Fi or the cable that they use.",
			map[string]any{"VPN": kinds.vpn[0].Interface}))
	}
	if len(kinds.real) > 1 {
		one, other := kinds.real[0], kinds.real[1]
		words := map[string]any{"One": one.Name(), "Other": other.Name()}
		if one.Prefix.Masked() == other.Prefix.Masked() {
			add(lang.L("{{.One}} and {{.Other}} lead to the same network, so either address works. A cable is steadier than Wi-Fi.", words))
		} else {
			add(lang.L("{{.One}} and {{.Other}} lead to different networks. Choose the one that your friends are on: if they use Wi-Fi, it is mostly the Wi-Fi.", words))
		}
	}
	if kinds.hotspot {
		add(lang.L("A hotspot is a small network of its own. Friends have to join the same hotspot; those who stay on the Wi-Fi at home cannot reach it."))
	}
	if len(kinds.virtual) > 0 {
		add(lang.L("{{.Name}} belongs to a program for virtual computers, such as VirtualBox, Docker or WSL. It can stay on; just do not give its address to friends.",
			map[string]any{"Name": kinds.virtual[0].Name()}))
	}
	if kinds.alone {
		add(lang.L("An address that begins with 169.254 means that no router answered. Check the cable, or connect to the Wi-Fi again."))
	}
	if len(all) > 1 {
		add(lang.L("What you choose is the address that Porchlight shows and copies."))
	}
	return list
}

// sorted are addresses by what there is to say about them.
type sorted struct {
	real, vpn, virtual []lan.Address
	hotspot, alone     bool
}

func sortOut(all []lan.Address) (s sorted) {
	for _, a := range all {
		switch {
		case a.Kind == lan.VPN:
			s.vpn = append(s.vpn, a)
		case a.Kind == lan.Virtual:
			s.virtual = append(s.virtual, a)
		case a.IP.IsLinkLocalUnicast():
			s.alone = true
		default:
			s.real = append(s.real, a)
			s.hotspot = s.hotspot || a.Hotspot()
		}
	}
	return s
}
