package help

import (
	"testing"

	"fyne.io/fyne/v2"

	"porchlight/internal/diagnose"
	"porchlight/internal/ui/uitest"
)

func TestAHiddenWindowUpdatesNoPage(t *testing.T) {
	p := openHelp(t, evidence())
	updates := 0
	p.help.pages[0].update = func() { updates++ }
	p.help.Refresh()
	p.help.Hide()
	p.help.Refresh()
	if updates != 1 {
		t.Errorf("the page was updated %d times, want once, while the window was open", updates)
	}
	p.help.Show(TimesOut)
	if updates != 2 {
		t.Errorf("after opening the window again, the page was updated %d times in all, want 2", updates)
	}
}

func TestAHiddenWindowShowsNoPage(t *testing.T) {
	p := openHelp(t, evidence())
	if got := p.help.Page(); got != TimesOut {
		t.Errorf("the window opens with the page %q", got)
	}
	p.help.Hide()
	if got := p.help.Page(); got != "" || !p.help.window.(*uitest.Window).Hidden {
		t.Errorf("after Hide the window shows the page %q", got)
	}
	if p.help.Show(Elsewhere); p.help.Page() != Elsewhere {
		t.Errorf("opened again, the window shows the page %q", p.help.Page())
	}
}

func TestPagesAreSelectedByTapAndByKeyboard(t *testing.T) {
	p := openHelp(t, evidence())
	p.Click("Connection refused")
	p.WaitForText("“It says: connection refused.”")
	if p.help.Page() != Refused || p.focused() != p.help.rows[1] {
		t.Errorf("a tap shows %q, and the focus is on %T", p.help.Page(), p.focused())
	}
	for _, step := range []struct {
		key  fyne.KeyName
		page PageID
	}{{fyne.KeyDown, CannotAssign}, {fyne.KeyDown, Freezes}, {fyne.KeyDown, SameNetwork}, {fyne.KeyUp, Freezes}} {
		if p.PressKey(step.key); p.help.Page() != step.page || !p.isOnRow() {
			t.Errorf("%s shows %q, want %q", step.key, p.help.Page(), step.page)
		}
	}
	for range 30 {
		p.PressKey(fyne.KeyDown)
	}
	if p.help.Page() != Elsewhere {
		t.Errorf("the last page is %q", p.help.Page())
	}
	p.Window.Canvas().Focus(p.help.rows[0])
	p.PressKey(fyne.KeyReturn)
	if p.help.Page() != TimesOut {
		t.Errorf("Enter on the first row shows %q", p.help.Page())
	}
	p.PressKey(fyne.KeyEscape)
	if p.help.isOpen || !p.help.window.(*uitest.Window).Hidden {
		t.Error("Escape leaves the window open")
	}
}

func TestAPageIsScrolledByKeyboard(t *testing.T) {
	p := openHelp(t, evidence())
	p.Window.Resize(sizes[0])
	p.Texts()
	r := p.help.readers[p.help.selected]
	p.PressKey(fyne.KeyPageDown) // with the focus in the list
	if r.Scroll.Offset.Y <= 0 || r.Scroll.Offset.Y >= r.Scroll.Size().Height {
		t.Errorf("a page down scrolls to %v in a height of %v", r.Scroll.Offset.Y, r.Scroll.Size().Height)
	}
	p.focusNext()
	for p.focused() != fyne.Focusable(r) {
		if p.focused() == fyne.Focusable(p.help.rows[0]) {
			t.Fatal("Tab goes around without the page")
		}
		p.focusNext()
	}
	p.PressKey(fyne.KeyEnd)
	if bottom := r.Scroll.Content.Size().Height - r.Scroll.Size().Height; r.Scroll.Offset.Y < bottom-1 || bottom <= 0 {
		t.Errorf("End scrolls to %v of %v", r.Scroll.Offset.Y, bottom)
	}
	p.PressKey(fyne.KeyHome)
	p.PressKey(fyne.KeyDown)
	p.PressKey(fyne.KeyDown)
	p.PressKey(fyne.KeyUp)
	if got := r.Scroll.Offset.Y; got <= 0 || got > 50 {
		t.Errorf("one line down is %v", got)
	}
	p.help.Show(Refused)
	p.help.Show(TimesOut)
	if got := r.Scroll.Offset.Y; got != 0 {
		t.Errorf("selected again, the page begins at %v", got)
	}
}

func TestTheFirewallIsReadWheneverItsPageIsSelected(t *testing.T) {
	p := openHelp(t, evidence())
	if p.reads != 0 {
		t.Errorf("the firewall was read %d times before its page was selected", p.reads)
	}
	p.help.Show(Firewall)
	p.WaitForText("The firewall ufw is on.")
	p.help.Refresh()
	p.help.Show(TimesOut)
	p.help.Show(Firewall)
	if p.reads != 2 {
		t.Errorf("the firewall was read %d times, want twice", p.reads)
	}
}

func TestTheWindowFitsAndCanBeRead(t *testing.T) {
	for _, e := range []*diagnose.Evidence{evidence(), evidence(off), evidence(longest), {}} {
		p := openHelp(t, e)
		for _, variant := range uitest.Variants {
			p.App.SetVariant(variant)
			for _, size := range sizes {
				p.Window.Resize(size)
				for _, page := range p.help.pages {
					p.help.Show(page.id)
					p.RunPending()
					uitest.CheckInside(t, p.Harness)
					uitest.CheckTexts(t, p.Harness)
					uitest.CheckContrast(t, p.Harness, variant)
					if got := p.Window.Canvas().Size(); got != size {
						t.Errorf("%s: the window grew from %v to %v", page.id, size, got)
					}
				}
			}
		}
	}
}
