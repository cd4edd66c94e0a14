package ui

import (
	"testing"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// sizes are the smallest window and a large one.
var sizes = []fyne.Size{fyne.NewSize(minWidth, minHeight), fyne.NewSize(1280, 800)}

func TestEverythingHasItsPlaceAndCanBeReadInEveryStateAndSize(t *testing.T) {
	for state, reach := range states {
		t.Run(state, func(t *testing.T) {
			p := openIn(t, uitest.NewApp(theme.VariantLight), everywhere, port(5555), limit(1))
			before := p.window.Canvas().Size()
			reach(p)
			for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
				if variant != p.App.Variant {
					p.window.Resize(before)
					p.App.SetVariant(variant)
				}
				uitest.CheckContrast(t, p.Harness, variant)
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
	s := uitest.ScreenOf(t, p.Harness)
	if got := p.window.Canvas().Size(); got != size {
		t.Errorf("the window grew from %v to %v", size, got)
	}
	s.CheckInside()
	s.CheckTexts()
	if p.window.Canvas().Overlays().Top() != nil {
		return
	}
	s.CheckApart(p.header.box)
	s.CheckApart(p.status.box)
	blocks := []fyne.CanvasObject{p.header.box, p.players.Box, p.messages.Box, p.status.box}
	if p.waitingPanel.Box.Visible() {
		s.CheckApart(p.waitingPanel.Box)
		blocks = append(blocks, p.waitingPanel.Box)
		for _, o := range []fyne.CanvasObject{p.waitingPanel.Box, p.players.Box} {
			if a := s.Where(o).Visible; a.Bottom-a.Top < 5*kit.Unit {
				t.Errorf("in %v: of the waiting panel or the players %v is left", s.Window, a)
			}
		}
	}
	if p.banner.Box.Visible() {
		s.CheckApart(p.banner.Box)
		blocks = append(blocks, p.banner.Box)
	}
	s.CheckBlocks(blocks...)
	s.CheckBlocks(p.header.start, p.header.copy, p.header.port, p.header.players, p.header.address, p.header.state)
	if list := s.Where(p.messages.List).Visible; p.messages.List.Visible() && list.Bottom-list.Top < kit.RowHeight {
		t.Errorf("in %v: the messages have a height of %v", s.Window, list.Bottom-list.Top)
	}
}

func TestTheLongestAddressFitsTheSmallestWindow(t *testing.T) {
	const longest = "192.168.100.123:65535"
	p := open(t, everywhere, port(65535))
	p.network.become(cable("192.168.100.123"))
	p.window.Resize(sizes[0])
	p.WaitForText(longest)
	text := p.Find(longest)[0]
	if got := uitest.InkArea(text); !got.IsWithin(text.Visible) || got.Bottom > p.Where(p.header.copy).Bounds.Top {
		t.Errorf("the address takes %v, can be seen in %v, and Copy stands at %v", got, text.Visible, p.Where(p.header.copy).Bounds)
	}
	if size := text.Canvas.(*canvas.Text).TextSize; size < 18 {
		t.Errorf("the address has a size of %v", size)
	}
}

func TestTheEntriesStayWhereTheyAreWhateverTheHintSays(t *testing.T) {
	p := open(t, port(5555))
	for _, size := range sizes {
		p.window.Resize(size)
		p.Texts()
		before := p.Where(p.header.port).Bounds
		for _, text := range []string{"", "80", "0", "70000", "5555"} {
			p.TypeInto(p.header.port, text)
			if got := p.Where(p.header.port).Bounds; got != before {
				t.Errorf("with port %q the entry is at %v and was at %v", text, got, before)
			}
		}
	}
}

func TestTheAddressIsTheLargestThingInTheWindow(t *testing.T) {
	p := open(t, port(5555))
	p.WaitForText("127.0.0.1:5555")
	address := p.Find("127.0.0.1:5555")[0].Canvas.(*canvas.Text)
	for _, thing := range p.Objects() {
		if o, ok := thing.Canvas.(*canvas.Text); ok && o != address && o.TextSize >= address.TextSize {
			t.Errorf("%q is as large as the address", o.Text)
		}
	}
}

func TestTheSmallestWindowIsNoSmallerThanWhatIsInIt(t *testing.T) {
	p := openIn(t, uitest.NewApp(theme.VariantDark), port(5555))
	p.window.Resize(fyne.NewSize(100, 100))
	p.Texts()
	if got := p.window.Canvas().Size(); got != sizes[0] {
		t.Errorf("the smallest window is %v, want %v", got, sizes[0])
	}
}

func TestEveryTextCanBeReadAfterTheSystemTurnsLightOrDark(t *testing.T) {
	p := openIn(t, uitest.NewApp(theme.VariantDark), port(0), limit(1))
	states["players and messages"](p)
	p.App.SetVariant(theme.VariantLight)
	uitest.CheckContrast(t, p.Harness, theme.VariantLight)
	p.App.SetVariant(theme.VariantDark)
	uitest.CheckContrast(t, p.Harness, theme.VariantDark)
}
