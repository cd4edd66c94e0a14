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
			h := openIn(t, uitest.NewApp(theme.VariantLight), onAllAddresses, withPort(5555), withLimit(1))
			before := h.window.Canvas().Size()
			reach(h)
			for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
				if variant != h.App.Variant {
					h.window.Resize(before)
					h.App.SetVariant(variant)
				}
				uitest.CheckContrast(t, h.Harness, variant)
				for _, size := range sizes {
					h.window.Resize(size)
					checkPlaces(t, h, size)
				}
			}
		})
	}
}

// checkPlaces checks that a window of a size shows everything in a place of its own.
func checkPlaces(t *testing.T, h *windowHarness, size fyne.Size) {
	t.Helper()
	s := uitest.ScreenOf(t, h.Harness)
	if got := h.window.Canvas().Size(); got != size {
		t.Errorf("the window grew from %v to %v", size, got)
	}
	s.CheckInside()
	s.CheckTexts()
	if h.window.Canvas().Overlays().Top() != nil {
		return
	}
	s.CheckApart(h.header.box)
	s.CheckApart(h.status.box)
	blocks := []fyne.CanvasObject{h.header.box, h.players.Box, h.messages.Box, h.status.box}
	if h.waitingPanel.Box.Visible() {
		s.CheckApart(h.waitingPanel.Box)
		blocks = append(blocks, h.waitingPanel.Box)
		for _, o := range []fyne.CanvasObject{h.waitingPanel.Box, h.players.Box} {
			if a := s.Where(o).Visible; a.Bottom-a.Top < 5*kit.Unit {
				t.Errorf("in %v: of the waiting panel or the players %v is left", s.Window, a)
			}
		}
	}
	if h.banner.Box.Visible() {
		s.CheckApart(h.banner.Box)
		blocks = append(blocks, h.banner.Box)
	}
	s.CheckBlocks(blocks...)
	s.CheckBlocks(h.header.start, h.header.copy, h.header.port, h.header.players, h.header.address, h.header.state)
	if list := s.Where(h.messages.List).Visible; h.messages.List.Visible() && list.Bottom-list.Top < kit.RowHeight {
		t.Errorf("in %v: the messages have a height of %v", s.Window, list.Bottom-list.Top)
	}
}

func TestTheLongestAddressFitsTheSmallestWindow(t *testing.T) {
	const longest = "192.168.100.123:65535"
	h := open(t, onAllAddresses, withPort(65535))
	h.network.set(cable("192.168.100.123"))
	h.window.Resize(sizes[0])
	h.WaitForText(longest)
	text := h.Find(longest)[0]
	if got := uitest.InkArea(text); !got.IsWithin(text.Visible) || got.Bottom > h.Where(h.header.copy).Bounds.Top {
		t.Errorf("the address takes %v, can be seen in %v, and Copy stands at %v", got, text.Visible, h.Where(h.header.copy).Bounds)
	}
	if size := text.Canvas.(*canvas.Text).TextSize; size < 18 {
		t.Errorf("the address has a size of %v", size)
	}
}

func TestTheEntriesStayWhereTheyAreWhateverTheHintSays(t *testing.T) {
	h := open(t, withPort(5555))
	for _, size := range sizes {
		h.window.Resize(size)
		h.Texts()
		before := h.Where(h.header.port).Bounds
		for _, text := range []string{"", "80", "0", "70000", "5555"} {
			h.TypeInto(h.header.port, text)
			if got := h.Where(h.header.port).Bounds; got != before {
				t.Errorf("with port %q the entry is at %v and was at %v", text, got, before)
			}
		}
	}
}

func TestTheAddressIsTheLargestThingInTheWindow(t *testing.T) {
	h := open(t, withPort(5555))
	h.WaitForText("127.0.0.1:5555")
	address := h.Find("127.0.0.1:5555")[0].Canvas.(*canvas.Text)
	for _, thing := range h.Objects() {
		if o, ok := thing.Canvas.(*canvas.Text); ok && o != address && o.TextSize >= address.TextSize {
			t.Errorf("%q is as large as the address", o.Text)
		}
	}
}

func TestTheSmallestWindowIsNoSmallerThanWhatIsInIt(t *testing.T) {
	h := openIn(t, uitest.NewApp(theme.VariantDark), withPort(5555))
	h.window.Resize(fyne.NewSize(100, 100))
	h.Texts()
	if got := h.window.Canvas().Size(); got != sizes[0] {
		t.Errorf("the smallest window is %v, want %v", got, sizes[0])
	}
}

func TestEveryTextCanBeReadAfterTheSystemTurnsLightOrDark(t *testing.T) {
	h := openIn(t, uitest.NewApp(theme.VariantDark), withPort(0), withLimit(1))
	states["players and messages"](h)
	h.App.SetVariant(theme.VariantLight)
	uitest.CheckContrast(t, h.Harness, theme.VariantLight)
	h.App.SetVariant(theme.VariantDark)
	uitest.CheckContrast(t, h.Harness, theme.VariantDark)
}
