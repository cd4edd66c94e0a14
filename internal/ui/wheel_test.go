package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func TestTheWheelOverAFieldOfOneLineScrollsTheForm(t *testing.T) {
	t.Run("Games", func(t *testing.T) {
		m := open(t).makesGames()
		fields := map[string]fyne.CanvasObject{}
		for _, key := range []string{"name", "about", "players", "largest"} {
			fields[key] = m.line(key).entry
		}
		m.turnsTheWheel(m.form.box, fields)
	})
	t.Run("Who may come in", func(t *testing.T) {
		p := open(t)
		g := p.opensGuests()
		who := p.before(g.window)
		who.win.Resize(fyne.NewSize(540, 320))
		who.turnsTheWheel(g.reader.scroll, map[string]fyne.CanvasObject{
			"address": g.address, "connections of one address": g.perAddress, "messages": g.tooMuch.messages,
		})
	})
}

func TestTheWheelOverTheNameOnThePhonePageScrollsTheInvitation(t *testing.T) {
	p := open(t)
	v := p.openInvite()
	who := p.before(v.window)
	who.win.Resize(fyne.NewSize(640, 240))
	who.layOut()
	v.scan.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	end := v.scan.scroll.Offset.Y
	test.Scroll(who.win.Canvas(), who.where(v.owner).seen.middle(), 0, unit)
	if now := v.scan.scroll.Offset.Y; end == 0 || now >= end {
		t.Errorf("over the name the invitation stays at %v, of %v", now, end)
	}
}

func TestALongTextInAFieldOfOneLineFollowsTheCaret(t *testing.T) {
	m := open(t).makesGames()
	m.lists("Echo")
	m.press("Duplicate")
	field := m.line("about").entry
	long := strings.Repeat("a sentence that is wider than its field ", 5)
	m.harness.types(field, long)
	begin := func() float32 {
		for _, thing := range m.things() {
			if text, ok := thing.object.(*canvas.Text); ok && text.Text == long {
				return thing.whole.left - m.where(field).whole.left
			}
		}
		t.Fatal("the text is not on the screen")
		return 0
	}
	if at := begin(); at >= 0 {
		t.Errorf("with the caret at the end the text begins at %v in its field", at)
	}
	m.key(fyne.KeyHome)
	if at := begin(); at < 0 {
		t.Errorf("with the caret at the beginning the text begins at %v in its field", at)
	}
}
