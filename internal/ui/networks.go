package ui

import (
	"net/netip"
	"strconv"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/lan"
)

// showNetworks takes in the addresses as they are now and shows the best one, or the one that the
// person picked while that exists.
func (w *Window) showNetworks() {
	w.networks = w.Networks.Version()
	w.addresses = lan.Listening(w.Config.Addr, w.Networks.Addresses())
	names := make([]string, len(w.addresses))
	pick := 0
	for i, a := range w.addresses {
		names[i] = networkName(a)
		if a.IP.String() == w.settings.address() {
			pick = i
		}
	}
	h := w.header
	h.networks.Options = names
	switch len(names) {
	case 0:
		w.shown = netip.AddrFrom4([4]byte{127, 0, 0, 1})
		h.network.Set(lang.L("No network"), kit.ColorDim)
		if w.bound() {
			w.shown = w.Config.Addr
			h.network.Set(lang.L("Set by --bind"), kit.ColorDim)
		}
	default:
		w.shown = w.addresses[pick].IP
		h.network.Set(w.addresses[pick].Name(), kit.ColorDim)
		h.networks.Selected = names[pick]
		h.networks.Refresh()
	}
	kit.SetVisible(h.networksRow, len(names) > 1)
	kit.SetVisible(h.network, len(names) < 2)
	w.showAddress()
	w.lookAgain()
}

// bound tells whether the host is to listen on one address alone.
func (w *Window) bound() bool { return !lan.OnAll(w.Config.Addr) }

// networkName is how the choice names an address.
func networkName(a lan.Address) string { return a.Name() + "  " + a.IP.String() }

func (w *Window) onNetworkPicked(name string) {
	for _, a := range w.addresses {
		if networkName(a) == name {
			w.pick(a.IP)
		}
	}
}

// pick shows another of this computer's addresses, and keeps the choice.
func (w *Window) pick(ip netip.Addr) {
	w.settings.SetString(keyAddress, ip.String())
	w.showNetworks()
	w.sayState()
}

// showAddress shows what friends should type, and says so where what was copied before is another.
func (w *Window) showAddress() {
	w.showPort()
	now := w.friendsType()
	if w.copied == "" || w.copied == now || w.portText() == noPort || w.valid(w.copied) {
		w.banner.Clear(aboutAddress)
		return
	}
	data := map[string]any{"Old": w.copied}
	if len(w.addresses) == 0 {
		w.banner.ShowNotice(aboutAddress, lang.L("The address you gave out, {{.Old}}, does not work now: this computer has lost its network.", data), nil)
		return
	}
	w.banner.ShowNotice(aboutAddress,
		lang.L("The address you gave out, {{.Old}}, no longer works.", data),
		&kit.Action{Label: lang.L("Copy the new one"), Do: w.copyAddress})
}

// whoConnects says over the address whom it is for.
func (w *Window) whoConnects() string {
	for _, a := range w.addresses {
		switch {
		case a.IP != w.shown || a.IP.IsLoopback():
		case a.Kind == lan.VPN:
			return lang.L("Friends on this VPN connect to")
		case !a.IP.IsPrivate() && !a.IP.IsLinkLocalUnicast():
			return lang.L("Friends connect to") // an address of the Internet's own
		default:
			return lang.L("Friends on this network connect to")
		}
	}
	return lang.L("Programs on this computer connect to")
}

// showPort shows the address with its port, which cannot be copied or given out before the port is known.
func (w *Window) showPort() {
	w.header.address.SetText(w.friendsType())
	w.header.addressIs.Set(w.whoConnects(), kit.ColorDim)
	if w.portText() == noPort {
		w.header.copy.Disable()
	} else {
		w.header.copy.Enable()
	}
	w.renewInvite()
}

// valid tells whether an address that was copied before still leads here.
func (w *Window) valid(copied string) bool {
	ap, err := netip.ParseAddrPort(copied)
	if err != nil || strconv.Itoa(int(ap.Port())) != w.portText() {
		return false
	}
	for _, a := range w.addresses {
		if a.IP == ap.Addr() {
			return true
		}
	}
	return len(w.addresses) == 0 && ap.Addr() == w.shown
}

// friendsType is the address with its port. Before a free port was chosen that is not known.
func (w *Window) friendsType() string { return w.shown.String() + ":" + w.portText() }

// typed is what friendsType says, as a value; not valid before the port is known.
func (w *Window) typed() netip.AddrPort {
	port, err := strconv.ParseUint(w.portText(), 10, 16)
	if err != nil {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(w.shown, uint16(port))
}

// noPort stands for a port that is not known: a free one is not chosen yet, or none is typed.
const noPort = "?"

func (w *Window) portText() string {
	if on := w.Host.Addr(); on.IsValid() {
		return strconv.Itoa(int(on.Port()))
	}
	if port, ok := w.header.readPort(); ok && port > 0 {
		return strconv.Itoa(port)
	}
	return noPort
}

func (w *Window) copyAddress() {
	w.copied = w.friendsType()
	w.App.Clipboard().SetContent(w.copied)
	w.banner.Clear(aboutAddress)
	w.toast.Show(lang.L("Copied {{.Address}}", map[string]any{"Address": w.copied}), nil)
}
