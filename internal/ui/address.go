package ui

import (
	"net/netip"
	"slices"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/lan"
	"porchlight/internal/session"
	"porchlight/internal/ui/kit"
)

// renderAddresses shows the join address and the choice of networks.
func (w *Window) renderAddresses(n *session.Snapshot) {
	h, a := w.header, n.Addresses
	names := make([]string, len(a.All))
	for i := range a.All {
		names[i] = networkName(a.All[i])
	}
	shown := slices.IndexFunc(a.All, func(l lan.Address) bool { return l.IP == a.Shown })
	switch {
	case shown >= 0:
		h.network.Set(a.All[shown].Name(), kit.ColorDim)
		if h.networks.Selected != names[shown] || !slices.Equal(h.networks.Options, names) {
			h.networks.Options, h.networks.Selected = names, names[shown]
			h.networks.Refresh()
		}
	case a.Bound.IsValid():
		h.network.Set(lang.L("Set by --bind"), kit.ColorDim)
	default:
		h.network.Set(lang.L("No network"), kit.ColorDim)
	}
	kit.SetVisible(h.networksRow, len(names) > 1)
	kit.SetVisible(h.network, len(names) < 2)
	h.address.SetText(joinText(n))
	h.addressIs.Set(audienceText(n), kit.ColorDim)
	kit.SetEnabled(h.copy, a.Join.Port() != 0)
}

// networkName returns the option for an address in the choice of networks.
func networkName(a lan.Address) string { return a.Name() + "  " + a.IP.String() }

func (w *Window) onNetworkPicked(name string) {
	for _, a := range w.session.Snapshot().Addresses.All {
		if networkName(a) == name {
			w.selectAddress(a.IP)
		}
	}
}

// selectAddress shows another of this computer's addresses.
func (w *Window) selectAddress(ip netip.Addr) {
	w.session.SelectAddress(ip)
	w.render()
}

// audienceText returns the caption above the address: from which computers it works.
func audienceText(n *session.Snapshot) string {
	for _, a := range n.Addresses.All {
		switch {
		case a.IP != n.Addresses.Shown || a.IP.IsLoopback():
		case a.Kind == lan.VPN:
			return lang.L("Friends on this VPN connect to")
		case !a.IP.IsPrivate() && !a.IP.IsLinkLocalUnicast():
			return lang.L("Friends connect to") // a public address
		default:
			return lang.L("Friends on this network connect to")
		}
	}
	return lang.L("Programs on this computer connect to")
}

// joinText returns the join address; an unknown port is shown as "?".
func joinText(n *session.Snapshot) string {
	port := "?"
	if p := n.Addresses.Join.Port(); p != 0 {
		port = strconv.Itoa(int(p))
	}
	return n.Addresses.Shown.String() + ":" + port
}

// copyAddress puts the join address on the clipboard.
func (w *Window) copyAddress() {
	join, ok := w.session.GiveOut()
	if !ok {
		return
	}
	w.App.Clipboard().SetContent(join.String())
	w.toast.Show(lang.L("Copied {{.Address}}", map[string]any{"Address": join.String()}), nil)
	w.render()
}

// giveOut records that the join address was given out, and puts a text that contains it, unless it is "", on the
// clipboard.
func (w *Window) giveOut(text string) {
	if _, ok := w.session.GiveOut(); ok && text != "" {
		w.App.Clipboard().SetContent(text)
	}
	w.render()
}
