package ui

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"porchlight/internal/diagnose"
	"porchlight/internal/journal"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/game"
	"porchlight/internal/lan"
)

// helped is the person before the help window, and what Porchlight sees meanwhile.
type helped struct {
	*uitest.Harness
	*help
	t        *testing.T
	evidence *diagnose.Evidence
}

// asksForHelp opens the help window, where the pages of other files are blank ones.
func asksForHelp(t *testing.T, e *diagnose.Evidence) *helped {
	t.Helper()
	a := uitest.NewApp(theme.VariantDark)
	a.Settings().SetTheme(kit.NewTheme())
	p := &helped{t: t, evidence: e}
	see := func() *diagnose.Evidence { return p.evidence }
	blank := func(id, title string) helpPage {
		return helpPage{id: id, title: title, content: widget.NewLabel("The page " + id)}
	}
	answers := answerPages(around{
		see:    see,
		goTo:   func(page string) { p.help.show(page) },
		reveal: func(o fyne.CanvasObject) { p.help.reveal(o) },
	})
	p.help = newHelp(a, answers, []helpPage{
		blank(pageSameNetwork, "Are we on the same network?"), blank(pageFirewall, "The firewall"),
		blank(pageTwoNetworks, "Two networks at once"), elsewherePage(see),
	})
	q := uitest.NewQueue()
	p.Harness = uitest.New(t, a, p.help.window, q)
	p.help.show(pageTimesOut)
	t.Cleanup(p.help.window.Close)
	return p
}

// shown is the id of the page that is shown.
func (p *helped) shown() string { return p.pages[p.at].id }

// says gives all texts of the page that is shown, also those that are scrolled out of sight.
func (p *helped) says() string {
	p.Texts() // lays out
	var list []string
	for _, t := range uitest.ScreenOf(p.t, p.Harness).In(p.readers[p.at]) {
		if l, ok := t.Canvas.(*widget.Label); ok {
			list = append(list, l.Text)
		}
	}
	return strings.Join(list, "\n")
}

// focus is what has the focus.
func (p *helped) focus() fyne.Focusable { return p.Harness.Window.Canvas().Focused() }

// sight is evidence of hosting on one network where nobody has come yet, after some changes.
func sight(changes ...func(*diagnose.Evidence)) *diagnose.Evidence {
	e := &diagnose.Evidence{
		Hosting: true, Since: time.Date(2026, 5, 4, 12, 0, 0, 0, time.Local), Reachability: diagnose.Tested,
		Addr:       netip.MustParseAddrPort("192.168.1.23:5555"),
		LocalAddrs: []lan.Address{wifi("192.168.1.23")},
		Limit:      2, Game: game.Echo(),
	}
	for _, change := range changes {
		change(e)
	}
	return e
}

func vpn(ip string) lan.Address {
	return lan.Address{IP: netip.MustParseAddr(ip), Interface: "tun0", Kind: lan.VPN}
}

func off(e *diagnose.Evidence) { e.Hosting, e.Reachability = false, diagnose.Off }

// visited is when somebody has come.
func visited(e *diagnose.Evidence) {
	e.Attempts, e.LastFrom, e.LastAt, e.Reachability = 3, netip.MustParseAddr("192.168.1.40"), e.Since.Add(time.Minute), diagnose.Reached
}

// crowded is everything at once: the longest pages.
func crowded(e *diagnose.Evidence) {
	visited(e)
	e.LocalAddrs = append(e.LocalAddrs, cable("10.0.0.7"), vpn("10.8.0.2"))
	e.SharedPort, e.LastRejected, e.Silent, e.Players = true, journal.GameFull, 2, 2
}

var answers = []string{pageTimesOut, pageRefused, pageCannotAssign, pageFreezes}

func TestEveryAnswerShowsWhatPorchlightSeesAndFollowsIt(t *testing.T) {
	for _, page := range answers {
		p := asksForHelp(t, sight())
		p.help.show(page)
		for _, want := range []string{"Porchlight is listening on 192.168.1.23:5555 since 12:00.", "Nobody from another computer has reached it yet."} {
			if got := p.says(); !strings.Contains(got, want) {
				t.Errorf("the page %q says\n%s\nand not %q", page, got, want)
			}
		}
		visited(p.evidence)
		p.help.refresh()
		if got := p.says(); !strings.Contains(got, "Other computers have reached it 3 times, the last one from 192.168.1.40 at 12:01.") || strings.Contains(got, "Nobody from another computer") {
			t.Errorf("after a visit the page %q says\n%s", page, got)
		}
		off(p.evidence)
		p.help.refresh()
		if got := p.says(); !strings.Contains(got, "Porchlight is not hosting, so nobody can connect.") || strings.Contains(got, "is listening") {
			t.Errorf("after the end of the hosting the page %q says\n%s", page, got)
		}
	}
}

func TestTheCausesAreNumberedInTheirOrderAndMoveWithTheEvidence(t *testing.T) {
	p := asksForHelp(t, sight(off))
	p.help.show(pageRefused)
	if got := p.says(); !strings.Contains(got, "1. You have not pressed Start hosting.") {
		t.Errorf("while not hosting it says\n%s", got)
	}
	p.evidence = sight()
	p.help.refresh()
	if got := p.says(); !strings.Contains(got, "1. Their program has another port") || strings.Contains(got, "You have not pressed") {
		t.Errorf("while hosting it says\n%s", got)
	}
}

func TestAClosedHelpWindowLooksAtNothing(t *testing.T) {
	p := asksForHelp(t, sight())
	looked := 0
	p.pages[0].turnedTo = func() { looked++ }
	p.help.refresh()
	p.help.close()
	p.help.refresh()
	if looked != 1 {
		t.Errorf("it looked %d times, want once, while it was open", looked)
	}
	p.help.show(pageTimesOut)
	if looked != 2 {
		t.Errorf("opened again, it looked %d times in all, want 2", looked)
	}
}

func TestTheListTurnsPagesByTapAndByKeyboard(t *testing.T) {
	p := asksForHelp(t, sight())
	p.Click("Connection refused")
	p.WaitForText("“It says: connection refused.”")
	if p.shown() != pageRefused || p.focus() != p.help.rows[1] {
		t.Errorf("a tap shows %q, and the focus is on %T", p.shown(), p.focus())
	}
	for _, step := range []struct {
		key  fyne.KeyName
		page string
	}{{fyne.KeyDown, pageCannotAssign}, {fyne.KeyDown, pageFreezes}, {fyne.KeyDown, pageSameNetwork}, {fyne.KeyUp, pageFreezes}} {
		if p.Harness.PressKey(step.key); p.shown() != step.page || p.focus() != p.help.rows[p.at] {
			t.Errorf("%s shows %q, want %q", step.key, p.shown(), step.page)
		}
	}
	for range 30 {
		p.Harness.PressKey(fyne.KeyDown)
	}
	if p.shown() != pageElsewhere {
		t.Errorf("the last page is %q", p.shown())
	}
	p.Harness.Window.Canvas().Focus(p.help.rows[0])
	p.Harness.PressKey(fyne.KeyReturn)
	if p.shown() != pageTimesOut {
		t.Errorf("Enter on the first row shows %q", p.shown())
	}
	p.Harness.PressKey(fyne.KeyEscape)
	if p.open {
		t.Error("Escape leaves the window open")
	}
}

func TestThePageIsReadByTheKeyboardAlone(t *testing.T) {
	p := asksForHelp(t, sight())
	p.Harness.Window.Resize(sizes[0])
	p.Texts()
	r := p.readers[p.at]
	p.Harness.PressKey(fyne.KeyPageDown) // with the focus in the list
	if r.Scroll.Offset.Y <= 0 || r.Scroll.Offset.Y >= r.Scroll.Size().Height {
		t.Errorf("a page down scrolls to %v in a height of %v", r.Scroll.Offset.Y, r.Scroll.Size().Height)
	}
	p.Harness.Window.Canvas().FocusNext()
	for p.focus() != fyne.Focusable(r) {
		if p.focus() == fyne.Focusable(p.help.rows[0]) {
			t.Fatal("Tab goes around without the page")
		}
		p.Harness.Window.Canvas().FocusNext()
	}
	p.Harness.PressKey(fyne.KeyEnd)
	if bottom := r.Scroll.Content.Size().Height - r.Scroll.Size().Height; r.Scroll.Offset.Y < bottom-1 || bottom <= 0 {
		t.Errorf("End scrolls to %v of %v", r.Scroll.Offset.Y, bottom)
	}
	p.Harness.PressKey(fyne.KeyHome)
	p.Harness.PressKey(fyne.KeyDown)
	p.Harness.PressKey(fyne.KeyDown)
	p.Harness.PressKey(fyne.KeyUp)
	if got := r.Scroll.Offset.Y; got <= 0 || got > 50 {
		t.Errorf("one line down is %v", got)
	}
	p.help.show(pageRefused)
	p.help.show(pageTimesOut)
	if got := r.Scroll.Offset.Y; got != 0 {
		t.Errorf("turned to again, the page begins at %v", got)
	}
}

func TestAButtonThatTabReachesComesIntoSightAndTurnsThePage(t *testing.T) {
	p := asksForHelp(t, sight())
	p.Harness.Window.Resize(sizes[0])
	p.Texts()
	found := map[string]bool{}
	for range 40 {
		p.Harness.Window.Canvas().FocusNext()
		l, ok := p.focus().(*pageLink)
		if !ok {
			continue
		}
		if at := p.Where(l); !at.Bounds.IsWithin(at.Visible) {
			t.Errorf("%q has the focus at %v, and of that %v is in sight", l.Text, at.Bounds, at.Visible)
		}
		found[l.Text] = true
	}
	for _, want := range []string{"Compare addresses", "Look at the firewall", "Friends elsewhere"} {
		if !found[want] {
			t.Errorf("Tab does not reach %q", want)
		}
	}
	for _, ok := p.focus().(*pageLink); !ok; _, ok = p.focus().(*pageLink) {
		p.Harness.Window.Canvas().FocusNext()
	}
	p.Harness.PressKey(fyne.KeySpace)
	if p.shown() == pageTimesOut || p.focus() != p.help.rows[p.at] {
		t.Errorf("Space on a button shows %q", p.shown())
	}
}

func TestAButtonKeepsTheFocusWhenTheEvidenceChanges(t *testing.T) {
	p := asksForHelp(t, sight())
	p.Texts()
	var l *pageLink
	for ok := false; !ok || l.Text != "Look at the firewall"; l, ok = p.focus().(*pageLink) {
		p.Harness.Window.Canvas().FocusNext()
	}
	visited(p.evidence)
	p.help.refresh()
	if p.focus() != fyne.Focusable(l) || p.Where(l).Bounds.IsEmpty() {
		t.Errorf("the focus went to %T", p.focus())
	}
}

func TestEveryButtonOfTheHelpLeadsToItsPage(t *testing.T) {
	for title, page := range map[string]string{
		"Compare addresses": pageSameNetwork, "Look at the firewall": pageFirewall,
		"Two networks at once": pageTwoNetworks, "Friends elsewhere": pageElsewhere,
	} {
		p := asksForHelp(t, sight(crowded))
		p.Texts()
		var links []*pageLink
		for _, th := range p.Objects() {
			if l, ok := th.Canvas.(*pageLink); ok && l.Text == title {
				links = append(links, l)
			}
		}
		if len(links) == 0 {
			t.Errorf("nothing leads to %q", page)
			continue
		}
		links[0].OnTapped()
		if p.shown() != page {
			t.Errorf("%q leads to %q, want %q", title, p.shown(), page)
		}
	}
}

func TestTheHelpFitsItsWindowAndCanBeRead(t *testing.T) {
	for _, e := range []*diagnose.Evidence{sight(), sight(off), sight(crowded), {}} {
		p := asksForHelp(t, e)
		for _, variant := range uitest.Variants {
			p.App.SetVariant(variant)
			for _, size := range append(slices.Clone(sizes), fyne.NewSize(900, 600)) {
				p.Harness.Window.Resize(size)
				for _, page := range p.pages {
					p.help.show(page.id)
					uitest.CheckInside(t, p.Harness)
					uitest.CheckTexts(t, p.Harness)
					uitest.CheckContrast(t, p.Harness, variant)
					if got := p.Harness.Window.Canvas().Size(); got != size {
						t.Errorf("%s: the window grew from %v to %v", page.id, size, got)
					}
				}
			}
		}
	}
}
