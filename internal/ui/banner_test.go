package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/widget"
)

// tellsNow are the sentence of the banner and what its buttons say.
func (p *person) tellsNow() []string {
	p.t.Helper()
	var list []string
	if p.banner.box.Visible() {
		for _, thing := range screenOf(p.t, p.harness).in(p.banner.box) {
			switch o := thing.object.(type) {
			case *widget.Label:
				list = append(list, o.Text)
			case *widget.Button:
				if o.Text != "Dismiss" {
					list = append(list, o.Text)
				}
			}
		}
		for _, text := range list {
			if !p.shows(text) {
				p.t.Errorf("the banner says %q, and that is not in sight", text)
			}
		}
	}
	return list
}

// bannerText is the label with the banner's sentence.
func (p *person) bannerText() thing {
	p.t.Helper()
	for _, thing := range screenOf(p.t, p.harness).in(p.banner.box) {
		if _, ok := thing.object.(*widget.Label); ok {
			return thing
		}
	}
	p.t.Fatal("the banner has no sentence")
	return thing{}
}

func (p *person) isTold(want ...string) {
	p.t.Helper()
	if got := p.tellsNow(); !slices.Equal(got, want) {
		p.t.Errorf("the banner tells %q, want %q", got, want)
	}
}

func TestTroubleIsToldBeforeNewsAndTheNewestFirst(t *testing.T) {
	p := open(t)
	nothing := func() {}
	p.banner.notice("a", "The first news.", nil)
	p.banner.notice("b", "The second news.", &remedy{"Answer", nothing})
	p.isTold("The second news.", "Answer")
	p.banner.trouble("c", "The first trouble.", nil)
	p.banner.notice("d", "The third news.", nil)
	p.isTold("The first trouble.")
	p.banner.trouble("e", "The second trouble.", nil)
	for _, want := range []string{"The second trouble.", "The first trouble.", "The third news."} {
		p.isTold(want)
		p.press("Dismiss")
	}
	p.isTold("The second news.", "Answer")
	p.press("Dismiss")
	p.isTold("The first news.")
	p.press("Dismiss")
	p.isTold()
}

func TestARemedyDoesWhatItSaysAndTheNextNewsShow(t *testing.T) {
	p := open(t)
	var done []string
	answer := func(s string) *remedy { return &remedy{"Answer " + s, func() { done = append(done, s) }} }
	p.banner.notice("a", "News a.", answer("a"))
	p.banner.trouble("b", "Trouble b.", answer("b"))
	p.press("Answer b")
	p.isTold("News a.", "Answer a")
	p.press("Answer a")
	p.isTold()
	if !slices.Equal(done, []string{"b", "a"}) {
		t.Errorf("done was %q", done)
	}
}

func TestNewsAboutTheSameTakeThePlaceOfTheOldOnes(t *testing.T) {
	p := open(t)
	p.banner.notice("door", "Anna came.", nil)
	p.banner.notice("other", "Something else.", nil)
	p.banner.notice("door", "Ben came.", nil)
	p.isTold("Ben came.")
	p.press("Dismiss")
	p.isTold("Something else.")
	p.press("Dismiss")
	p.isTold()
}

func TestWhatIsTakenBackIsNotShownLater(t *testing.T) {
	p := open(t)
	p.banner.notice("a", "News a.", nil)
	p.banner.trouble("b", "Trouble b.", nil)
	p.banner.clear("a")
	p.isTold("Trouble b.")
	p.banner.clear("never told")
	p.isTold("Trouble b.")
	p.banner.clear("b")
	p.isTold()
}

func TestALongSentenceIsWholeWhereThereIsRoomAndScrollsElsewhere(t *testing.T) {
	p := open(t)
	p.window.Resize(sizes[1])
	p.banner.trouble("a", longGame().About+longGame().About+longGame().About+longGame().About, nil)
	p.texts()
	if got := p.bannerText(); got.seen != got.whole || p.banner.box.Size().Height < 80 {
		t.Errorf("of a text at %v there is in sight %v", got.whole, got.seen)
	}
	p.window.Resize(sizes[0])
	p.texts()
	if got := p.bannerText(); got.seen.bottom-got.seen.top < 4*unit {
		t.Errorf("in the smallest window there is in sight %v", got.seen)
	}
	p.banner.trouble("a", "Short.", nil)
	p.window.Resize(sizes[1])
	p.texts()
	if got := p.banner.box.Size().Height; got > 7*unit {
		t.Errorf("a short sentence has a height of %v", got)
	}
}
