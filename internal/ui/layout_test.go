package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
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
				checkContrast(t, p, variant)
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
	s := screenOf(t, p)
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

// screen is what a window shows at one moment.
type screen struct {
	t      *testing.T
	things []thing
	window area
}

func screenOf(t *testing.T, p *person) screen {
	return screen{t, p.things(), areaOf(fyne.Position{}, p.window.Canvas().Size())}
}

func checkInside(t *testing.T, p *person) {
	t.Helper()
	screenOf(t, p).checkInside()
}

func checkTexts(t *testing.T, p *person) {
	t.Helper()
	screenOf(t, p).checkTexts()
}

// where finds an object, or nothing.
func (s screen) where(o fyne.CanvasObject) thing {
	for _, t := range s.things {
		if t.object == o {
			return t
		}
	}
	return thing{}
}

// in are the things in an object, which is one of them: parents stand before what is in them.
func (s screen) in(o fyne.CanvasObject) []thing {
	inside := map[fyne.CanvasObject]bool{o: true}
	var list []thing
	for _, t := range s.things {
		if inside[t.object] {
			list = append(list, t)
			children, _ := childrenOf(t.object)
			for _, child := range children {
				inside[child] = true
			}
		}
	}
	return list
}

// describe names a thing for a message.
func describe(t thing) string {
	switch o := t.object.(type) {
	case *canvas.Text:
		return fmt.Sprintf("%q at %v", o.Text, t.whole)
	case *widget.Label:
		return fmt.Sprintf("label %q at %v", o.Text, t.whole)
	default:
		return fmt.Sprintf("%T at %v", o, t.whole)
	}
}

// drawn tells whether a thing is a leaf that leaves something on the screen.
func drawn(t thing) bool {
	if !t.leaf || t.seen.empty() {
		return false
	}
	switch o := t.object.(type) {
	case *canvas.Text:
		return o.Text != "" && o.Text != " "
	case *canvas.Image:
		return o.Resource != nil
	}
	return false // rectangles and the lamp's parts lie below and over others
}

// ink is where the ink of a thing is: texts may be given more room than they take.
func ink(t thing) area {
	o, ok := t.object.(*canvas.Text)
	if !ok {
		return t.whole
	}
	s := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle)
	a := t.whole
	switch o.Alignment {
	case fyne.TextAlignCenter:
		a.left += (t.whole.right - t.whole.left - s.Width) / 2
	case fyne.TextAlignTrailing:
		a.left = t.whole.right - s.Width
	case fyne.TextAlignLeading:
	}
	a.right = a.left + s.Width
	return a
}

// checkInside checks that nothing reaches out of the window.
func (s screen) checkInside() {
	s.t.Helper()
	for _, thing := range s.things {
		if thing.leaf && !thing.left.empty() && !thing.left.within(s.window) || drawn(thing) && !clipped(thing) && !ink(thing).within(s.window) {
			s.t.Errorf("in %v: %s reaches out of it", s.window, describe(thing))
		}
	}
}

// clipped tells whether a scroller hides a part of a thing.
func clipped(t thing) bool { return t.left != t.whole }

// checkTexts checks that no text is longer than the place it has.
func (s screen) checkTexts() {
	s.t.Helper()
	for _, thing := range s.things {
		if o, ok := thing.object.(*canvas.Text); ok && drawn(thing) && !clipped(thing) && !ink(thing).within(thing.whole) {
			s.t.Errorf("in %v: %q takes %v and has %v", s.window, o.Text, ink(thing), thing.whole)
		}
	}
}

// checkApart checks that no two leaves in an object lie over each other.
func (s screen) checkApart(o fyne.CanvasObject) {
	s.t.Helper()
	var leaves []thing
	for _, thing := range s.in(o) {
		if drawn(thing) {
			leaves = append(leaves, thing)
		}
	}
	for i, a := range leaves {
		for _, b := range leaves[:i] {
			if a.whole == b.whole {
				continue // the parts of a check's mark
			}
			common := ink(a).and(ink(b))
			// Lines of text reach a little above and below their letters.
			common.top += 3
			common.bottom -= 3
			if !common.empty() {
				s.t.Errorf("in %v: %s and %s lie over each other", s.window, describe(a), describe(b))
			}
		}
	}
}

// checkBlocks checks that objects stand apart.
func (s screen) checkBlocks(blocks ...fyne.CanvasObject) {
	s.t.Helper()
	for i, o := range blocks {
		a := s.where(o)
		for _, other := range blocks[:i] {
			if b := s.where(other); !a.whole.and(b.whole).empty() {
				s.t.Errorf("in %v: %s and %s lie over each other", s.window, describe(a), describe(b))
			}
		}
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
	if size := p.header.address.text.TextSize; size < 18 {
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
	for _, thing := range p.things() {
		if o, ok := thing.object.(*canvas.Text); ok && o != p.header.address.text && o.TextSize >= p.header.address.text.TextSize {
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
