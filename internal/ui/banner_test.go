package ui

import (
	"slices"
	"testing"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2/widget"
)

// tellsNow are the sentence of the banner and what its buttons say.
func (p *person) tellsNow() []string {
	p.T.Helper()
	var list []string
	if p.banner.Box.Visible() {
		for _, thing := range uitest.ScreenOf(p.T, p.Harness).In(p.banner.Box) {
			switch o := thing.Canvas.(type) {
			case *widget.Label:
				list = append(list, o.Text)
			case *kit.Button:
				list = append(list, o.Text)
			}
		}
		for _, text := range list {
			if !p.Shows(text) {
				p.T.Errorf("the banner says %q, and that is not in sight", text)
			}
		}
	}
	return list
}

// bannerText is the label with the banner's sentence.
func (p *person) bannerText() uitest.Object {
	p.T.Helper()
	for _, thing := range uitest.ScreenOf(p.T, p.Harness).In(p.banner.Box) {
		if _, ok := thing.Canvas.(*widget.Label); ok {
			return thing
		}
	}
	p.T.Fatal("the banner has no sentence")
	return uitest.Object{}
}

func (p *person) isTold(want ...string) {
	p.T.Helper()
	if got := p.tellsNow(); !slices.Equal(got, want) {
		p.T.Errorf("the banner tells %q, want %q", got, want)
	}
}

func TestTroubleIsToldBeforeNewsAndTheNewestFirst(t *testing.T) {
	p := open(t)
	nothing := func() {}
	p.banner.ShowNotice("a", "The first news.", nil)
	p.banner.ShowNotice("b", "The second news.", &kit.Action{Label: "Answer", Do: nothing})
	p.isTold("The second news.", "Answer")
	p.banner.ShowTrouble("c", "The first trouble.", nil)
	p.banner.ShowNotice("d", "The third news.", nil)
	p.isTold("The first trouble.")
	p.banner.ShowTrouble("e", "The second trouble.", nil)
	for _, want := range []string{"The second trouble.", "The first trouble.", "The third news."} {
		p.isTold(want)
		p.Click("Dismiss")
	}
	p.isTold("The second news.", "Answer")
	p.Click("Dismiss")
	p.isTold("The first news.")
	p.Click("Dismiss")
	p.isTold()
}

func TestARemedyDoesWhatItSaysAndTheNextNewsShow(t *testing.T) {
	p := open(t)
	var done []string
	answer := func(s string) *kit.Action {
		return &kit.Action{Label: "Answer " + s, Do: func() { done = append(done, s) }}
	}
	p.banner.ShowNotice("a", "News a.", answer("a"))
	p.banner.ShowTrouble("b", "Trouble b.", answer("b"))
	p.Click("Answer b")
	p.isTold("News a.", "Answer a")
	p.Click("Answer a")
	p.isTold()
	if !slices.Equal(done, []string{"b", "a"}) {
		t.Errorf("done was %q", done)
	}
}

func TestNewsAboutTheSameTakeThePlaceOfTheOldOnes(t *testing.T) {
	p := open(t)
	p.banner.ShowNotice("door", "Anna came.", nil)
	p.banner.ShowNotice("other", "Something else.", nil)
	p.banner.ShowNotice("door", "Ben came.", nil)
	p.isTold("Ben came.")
	p.Click("Dismiss")
	p.isTold("Something else.")
	p.Click("Dismiss")
	p.isTold()
}

func TestWhatIsTakenBackIsNotShownLater(t *testing.T) {
	p := open(t)
	p.banner.ShowNotice("a", "News a.", nil)
	p.banner.ShowTrouble("b", "Trouble b.", nil)
	p.banner.Clear("a")
	p.isTold("Trouble b.")
	p.banner.Clear("never told")
	p.isTold("Trouble b.")
	p.banner.Clear("b")
	p.isTold()
}

func TestALongSentenceIsWholeWhereThereIsRoomAndScrollsElsewhere(t *testing.T) {
	p := open(t)
	p.window.Resize(sizes[1])
	p.banner.ShowTrouble("a", longGame().About+longGame().About+longGame().About+longGame().About, nil)
	p.Texts()
	if got := p.bannerText(); got.Visible != got.Bounds || p.banner.Box.Size().Height < 80 {
		t.Errorf("of a text at %v there is in sight %v", got.Bounds, got.Visible)
	}
	p.window.Resize(sizes[0])
	p.Texts()
	if got := p.bannerText(); got.Visible.Bottom-got.Visible.Top < 4*kit.Unit {
		t.Errorf("in the smallest window there is in sight %v", got.Visible)
	}
	p.banner.ShowTrouble("a", "Short.", nil)
	p.window.Resize(sizes[1])
	p.Texts()
	if got := p.banner.Box.Size().Height; got > 7*kit.Unit {
		t.Errorf("a short sentence has a height of %v", got)
	}
}
