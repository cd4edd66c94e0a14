package help

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestEverySymptomPageShowsTheCurrentFindings(t *testing.T) {
	for _, id := range []PageID{TimesOut, Refused, CannotAssign, Freezes} {
		p := openHelp(t, evidence())
		p.help.Show(id)
		for _, want := range []string{"Porchlight is listening on 192.168.1.23:5555 since 12:00.", "Nobody from another computer has reached it yet."} {
			if got := p.pageText(); !strings.Contains(got, want) {
				t.Errorf("the page %q shows\n%s\nand not %q", id, got, want)
			}
		}
		reached(p.evidence)
		p.help.Refresh()
		if got := p.pageText(); !strings.Contains(got, "Other computers have reached it 3 times, the last one from 192.168.1.40 at 12:01.") || strings.Contains(got, "Nobody from another computer") {
			t.Errorf("after another computer connected, the page %q shows\n%s", id, got)
		}
		off(p.evidence)
		p.help.Refresh()
		if got := p.pageText(); !strings.Contains(got, "Porchlight is not hosting, so nobody can connect.") || strings.Contains(got, "is listening") {
			t.Errorf("after hosting stopped, the page %q shows\n%s", id, got)
		}
	}
}

func TestCausesAreNumberedInOrderAndFollowTheEvidence(t *testing.T) {
	p := openHelp(t, evidence(off))
	p.help.Show(Refused)
	if got := p.pageText(); !strings.Contains(got, "1. You have not pressed Start hosting.") {
		t.Errorf("while not hosting, the page shows\n%s", got)
	}
	p.evidence = evidence()
	p.help.Refresh()
	if got := p.pageText(); !strings.Contains(got, "1. Their program has another port") || strings.Contains(got, "You have not pressed") {
		t.Errorf("while hosting, the page shows\n%s", got)
	}
}

func TestALinkScrollsIntoViewWithTheFocusAndSelectsItsPage(t *testing.T) {
	p := openHelp(t, evidence())
	p.Window.Resize(sizes[0])
	p.Texts()
	found := map[string]bool{}
	for range 40 {
		p.focusNext()
		l, ok := p.focused().(*pageLink)
		if !ok {
			continue
		}
		if at := p.Where(l); !at.Bounds.IsWithin(at.Visible) {
			t.Errorf("%q has the focus at %v, and of that %v is visible", l.Text, at.Bounds, at.Visible)
		}
		found[l.Text] = true
	}
	for _, want := range []string{"Compare addresses", "Look at the firewall", "Friends elsewhere"} {
		if !found[want] {
			t.Errorf("Tab does not reach %q", want)
		}
	}
	for _, ok := p.focused().(*pageLink); !ok; _, ok = p.focused().(*pageLink) {
		p.focusNext()
	}
	p.PressKey(fyne.KeySpace)
	if p.help.Page() == TimesOut || !p.isOnRow() {
		t.Errorf("Space on a link shows %q", p.help.Page())
	}
}

func TestALinkKeepsTheFocusWhenTheEvidenceChanges(t *testing.T) {
	p := openHelp(t, evidence())
	p.Texts()
	var l *pageLink
	for ok := false; !ok || l.Text != "Look at the firewall"; l, ok = p.focused().(*pageLink) {
		p.focusNext()
	}
	reached(p.evidence)
	p.help.Refresh()
	if p.focused() != fyne.Focusable(l) || p.Where(l).Bounds.IsEmpty() {
		t.Errorf("the focus went to %T", p.focused())
	}
}

func TestEveryLinkSelectsItsPage(t *testing.T) {
	for label, id := range map[string]PageID{
		"Compare addresses": SameNetwork, "Look at the firewall": Firewall,
		"Two networks at once": TwoNetworks, "Friends elsewhere": Elsewhere,
	} {
		p := openHelp(t, evidence(longest))
		p.Texts()
		var links []*pageLink
		for _, o := range p.Objects() {
			if l, ok := o.Canvas.(*pageLink); ok && l.Text == label {
				links = append(links, l)
			}
		}
		if len(links) == 0 {
			t.Errorf("no link leads to %q", id)
			continue
		}
		links[0].OnTapped()
		if p.help.Page() != id {
			t.Errorf("%q leads to %q, want %q", label, p.help.Page(), id)
		}
	}
}
