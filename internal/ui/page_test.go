package ui

import (
	"net/netip"
	"testing"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/lan"
)

// opens puts a page before a person, in a window of its own.
func opens(t testing.TB, variant fyne.ThemeVariant, page func() fyne.CanvasObject) *uitest.Harness {
	t.Helper()
	a := uitest.NewApp(variant)
	a.Settings().SetTheme(kit.NewTheme())
	w := test.NewWindow(kit.NewReader(kit.Inset(1, 1, page())))
	w.SetPadded(false)
	w.Resize(uitest.PageSize)
	t.Cleanup(w.Close)
	return uitest.New(t, a, w, uitest.NewQueue())
}

// at is an address of this computer with its network, as "192.168.1.23/24".
func at(kind lan.Kind, adapter, prefix string) lan.Address {
	p := netip.MustParsePrefix(prefix)
	return lan.Address{IP: p.Addr(), Prefix: p, Interface: adapter, Kind: kind}
}

// result are the sentences of the answer that a page shows; nil where it shows none.
func result(p *uitest.Harness, page *sameNetworkPage) (list []string) {
	for _, l := range []*widget.Label{page.answer, page.why} {
		if page.result.Visible() && l.Visible() {
			list = append(list, l.Text)
		}
	}
	return list
}
