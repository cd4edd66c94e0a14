package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// sizes are the smallest window and a large one.
var sizes = []fyne.Size{fyne.NewSize(minWidth, minHeight), fyne.NewSize(1280, 800)}

func TestEverythingHasItsPlaceAndCanBeReadInEveryStateAndSize(t *testing.T) {
	for state, reach := range states {
		t.Run(state, func(t *testing.T) {
			p := openIn(t, newApp(theme.VariantLight), everywhere, port(5555), limit(1))
			before := p.window.Canvas().Size()
			reach(p)
			for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
				if variant != p.app.variant {
					p.window.Resize(before)
					p.app.become(variant)
				}
				checkContrast(t, p.harness, variant)
				for _, size := range sizes {
					p.window.Resize(size)
					checkPlaces(t, p, size)
				}
			}
		})
	}
}

// checkPlaces checks that a window of a size shows everything in a place of its own.
func checkPlaces(t *testing.T, p *person, size fyne.Size) {
	t.Helper()
	s := screenOf(t, p.harness)
	if got := p.window.Canvas().Size(); got != size {
		t.Errorf("the window grew from %v to %v", size, got)
	}
	s.checkInside()
	s.checkTexts()
	if p.window.Canvas().Overlays().Top() != nil {
		return
	}
	s.checkApart(p.header.box)
	s.checkApart(p.status.box)
	blocks := []fyne.CanvasObject{p.header.box, p.players.box, p.messages.box, p.status.box}
	if p.doorbell.box.Visible() {
		s.checkApart(p.doorbell.box)
		blocks = append(blocks, p.doorbell.box)
		for _, o := range []fyne.CanvasObject{p.doorbell.box, p.players.box} {
			if a := s.where(o).seen; a.bottom-a.top < 5*unit {
				t.Errorf("in %v: of the door or the players %v is left", s.window, a)
			}
		}
	}
	if p.banner.box.Visible() {
		s.checkApart(p.banner.box)
		blocks = append(blocks, p.banner.box)
	}
	s.checkBlocks(blocks...)
	s.checkBlocks(p.header.start, p.header.copy, p.header.port, p.header.players, p.header.address, p.header.state)
	if list := s.where(p.messages.list).seen; p.messages.list.Visible() && list.bottom-list.top < rowHeight {
		t.Errorf("in %v: the messages have a height of %v", s.window, list.bottom-list.top)
	}
}

func TestTheLongestAddressFitsTheSmallestWindow(t *testing.T) {
	const longest = "192.168.100.123:65535"
	p := open(t, everywhere, port(65535))
	p.network.become(cable("192.168.100.123"))
	p.window.Resize(sizes[0])
	p.sees(longest)
	text := p.find(longest)[0]
	if got := ink(text); !got.within(text.seen) || got.bottom > p.where(p.header.copy).whole.top {
		t.Errorf("the address takes %v, can be seen in %v, and Copy stands at %v", got, text.seen, p.where(p.header.copy).whole)
	}
	if size := text.object.(*canvas.Text).TextSize; size < 18 {
		t.Errorf("the address has a size of %v", size)
	}
}

func TestTheEntriesStayWhereTheyAreWhateverTheHintSays(t *testing.T) {
	p := open(t, port(5555))
	for _, size := range sizes {
		p.window.Resize(size)
		p.texts()
		before := p.where(p.header.port).whole
		for _, text := range []string{"", "80", "0", "70000", "5555"} {
			p.types(p.header.port, text)
			if got := p.where(p.header.port).whole; got != before {
				t.Errorf("with port %q the entry is at %v and was at %v", text, got, before)
			}
		}
	}
}

func TestTheAddressIsTheLargestThingInTheWindow(t *testing.T) {
	p := open(t, port(5555))
	p.sees("127.0.0.1:5555")
	address := p.find("127.0.0.1:5555")[0].object.(*canvas.Text)
	for _, thing := range p.things() {
		if o, ok := thing.object.(*canvas.Text); ok && o != address && o.TextSize >= address.TextSize {
			t.Errorf("%q is as large as the address", o.Text)
		}
	}
}

func TestTheSmallestWindowIsNoSmallerThanWhatIsInIt(t *testing.T) {
	p := openIn(t, newApp(theme.VariantDark), port(5555))
	p.window.Resize(fyne.NewSize(100, 100))
	p.texts()
	if got := p.window.Canvas().Size(); got != sizes[0] {
		t.Errorf("the smallest window is %v, want %v", got, sizes[0])
	}
}

func TestEveryTextCanBeReadAfterTheSystemTurnsLightOrDark(t *testing.T) {
	p := openIn(t, newApp(theme.VariantDark), port(0), limit(1))
	states["players and messages"](p)
	p.app.become(theme.VariantLight)
	checkContrast(t, p.harness, theme.VariantLight)
	p.app.become(theme.VariantDark)
	checkContrast(t, p.harness, theme.VariantDark)
}
