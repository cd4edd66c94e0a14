package ui

import (
	"net/netip"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/lan"
)

// pageSize is what a help page has to do with.
var pageSize = fyne.NewSize(480, 420)

// opens puts a page before a person, in a window of its own.
func opens(t testing.TB, variant fyne.ThemeVariant, page func() fyne.CanvasObject) *person {
	t.Helper()
	a := newApp(variant)
	a.Settings().SetTheme(newLook())
	w := test.NewWindow(newReader(inset(1, 1, page())))
	w.SetPadded(false)
	w.Resize(pageSize)
	t.Cleanup(w.Close)
	return &person{
		Window: &Window{window: w}, t: t, app: a,
		queue: &queue{more: make(chan struct{}, 1)}, least: map[fyne.CanvasObject]fyne.Size{},
	}
}

// at is an address of this computer with its network, as "192.168.1.23/24".
func at(kind lan.Kind, adapter, prefix string) lan.Address {
	p := netip.MustParsePrefix(prefix)
	return lan.Address{IP: p.Addr(), Prefix: p, Interface: adapter, Kind: kind}
}

// checkFits checks that a page keeps to the size that it has, and that nothing in it is cut off at the
// sides.
func (p *person) checkFits() {
	p.t.Helper()
	for _, size := range []fyne.Size{fyne.NewSize(400, 300), pageSize, fyne.NewSize(900, 700)} {
		p.window.Resize(size)
		all := p.things()
		if got := p.window.Canvas().Size(); got != size {
			p.t.Errorf("the page grows from %v to %v", size, got)
		}
		for _, t := range all {
			if t.whole.left < 0 || t.whole.right > size.Width+0.5 {
				p.t.Errorf("in %v, a %T reaches from %v to %v", size, t.object, t.whole.left, t.whole.right)
			}
		}
	}
	p.window.Resize(pageSize)
}

// result are the sentences of the answer that a page shows; nil where it shows none.
func (p *person) result(page *sameNetworkPage) (list []string) {
	for _, l := range []*widget.Label{page.answer, page.why} {
		if page.result.Visible() && l.Visible() {
			list = append(list, l.Text)
		}
	}
	return list
}
