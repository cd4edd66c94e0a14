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

func TestEverythingHasItsPlaceInEveryStateAndSize(t *testing.T) {
	for state, reach := range states {
		t.Run(state, func(t *testing.T) {
			p := openIn(t, newApp(theme.VariantDark), everywhere, port(5555), limit(1))
			reach(p)
			for _, variant := range variants {
				p.app.become(variant)
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
	p.layOut()
	if got := p.window.Canvas().Size(); got != size {
		t.Errorf("the window grew from %v to %v", size, got)
	}
	checkInside(t, p)
	checkTexts(t, p)
	if p.window.Canvas().Overlays().Top() != nil {
		return
	}
	checkApart(t, p, thingsOf(p, p.header.box))
	checkApart(t, p, thingsOf(p, p.status.box))
	if p.banner.box.Visible() {
		checkApart(t, p, thingsOf(p, p.banner.box))
	}
	checkBlocks(t, p)
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

// thingsOf are the things on the screen in an object.
func thingsOf(p *person, root fyne.CanvasObject) []thing {
	return thingsIn(root, p.where(root).whole.at().Subtract(root.Position()), areaOf(fyne.Position{}, p.window.Canvas().Size()))
}

func (a area) at() fyne.Position { return fyne.NewPos(a.left, a.top) }

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
func checkInside(t *testing.T, p *person) {
	t.Helper()
	window := areaOf(fyne.Position{}, p.window.Canvas().Size())
	for _, thing := range p.things() {
		if thing.leaf && !thing.seen.empty() && !thing.seen.within(window) || drawn(thing) && !clipped(thing) && !ink(thing).within(window) {
			t.Errorf("in %v: %s reaches out of it", window, describe(thing))
		}
	}
}

// clipped tells whether a scroller hides a part of a thing.
func clipped(t thing) bool { return t.seen != t.whole }

// checkTexts checks that no text is longer than the place it has.
func checkTexts(t *testing.T, p *person) {
	t.Helper()
	for _, thing := range p.things() {
		if o, ok := thing.object.(*canvas.Text); ok && drawn(thing) && !clipped(thing) && !ink(thing).within(thing.whole) {
			t.Errorf("at %v: %q takes %v and has %v", p.window.Canvas().Size(), o.Text, ink(thing), thing.whole)
		}
	}
}

// checkApart checks that no two leaves lie over each other.
func checkApart(t *testing.T, p *person, things []thing) {
	t.Helper()
	var leaves []thing
	for _, thing := range things {
		if drawn(thing) {
			leaves = append(leaves, thing)
		}
	}
	for i, a := range leaves {
		for _, b := range leaves[:i] {
			common := ink(a).and(ink(b))
			// Lines of text reach a little above and below their letters.
			common.top += 3
			common.bottom -= 3
			if !common.empty() {
				t.Errorf("at %v: %s and %s lie over each other", p.window.Canvas().Size(), describe(a), describe(b))
			}
		}
	}
}

// checkBlocks checks that the parts of the window stand apart and inside of it.
func checkBlocks(t *testing.T, p *person) {
	t.Helper()
	blocks := []fyne.CanvasObject{p.header.box, p.players.box, p.messages.box, p.status.box, p.header.start, p.header.copy, p.header.port, p.header.players, p.header.address}
	if p.banner.box.Visible() {
		blocks = append(blocks, p.banner.box)
	}
	inHeader := map[fyne.CanvasObject]bool{p.header.start: true, p.header.copy: true, p.header.port: true, p.header.players: true, p.header.address: true}
	for i, a := range blocks {
		for _, b := range blocks[:i] {
			if (a == p.header.box) != (b == p.header.box) && (inHeader[a] || inHeader[b]) {
				continue
			}
			if common := p.where(a).whole.and(p.where(b).whole); !common.empty() {
				t.Errorf("at %v: %s and %s lie over each other", p.window.Canvas().Size(), describe(p.where(a)), describe(p.where(b)))
			}
		}
	}
	if list := p.where(p.messages.list).seen; list.bottom-list.top < rowHeight {
		t.Errorf("at %v: the messages have a height of %v", p.window.Canvas().Size(), list.bottom-list.top)
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
