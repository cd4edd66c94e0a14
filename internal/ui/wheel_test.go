package ui

import (
	"strings"
	"testing"

	"porchlight/internal/ui/kit"

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
		m.CheckWheelScrolls(m.form.box, fields)
	})
	t.Run("Who may come in", func(t *testing.T) {
		who := open(t).opensAccess()
		who.Window.Resize(fyne.NewSize(540, 320))
		who.CheckWheelScrolls(who.form(), map[string]fyne.CanvasObject{
			"address": who.field(addressField), "connections of one address": who.field(perAddressField), "messages": who.field(messagesField),
		})
	})
}

func TestTheWheelOverTheNameOnThePhonePageScrollsTheInvitation(t *testing.T) {
	p := open(t)
	v := p.openInvite()
	who := p.For(v.window)
	who.Window.Resize(fyne.NewSize(640, 240))
	who.LayOut()
	v.scan.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	end := v.scan.Scroll.Offset.Y
	test.Scroll(who.Window.Canvas(), who.Where(v.owner).Visible.Centre(), 0, kit.Unit)
	if now := v.scan.Scroll.Offset.Y; end == 0 || now >= end {
		t.Errorf("over the name the invitation stays at %v, of %v", now, end)
	}
}

func TestALongTextInAFieldOfOneLineFollowsTheCaret(t *testing.T) {
	m := open(t).makesGames()
	m.lists("Echo")
	m.Click("Duplicate")
	field := m.line("about").entry
	long := strings.Repeat("a sentence that is wider than its field ", 5)
	m.Harness.TypeInto(field, long)
	begin := func() float32 {
		for _, thing := range m.Objects() {
			if text, ok := thing.Canvas.(*canvas.Text); ok && text.Text == long {
				return thing.Bounds.Left - m.Where(field).Bounds.Left
			}
		}
		t.Fatal("the text is not on the screen")
		return 0
	}
	if at := begin(); at >= 0 {
		t.Errorf("with the caret at the end the text begins at %v in its field", at)
	}
	m.PressKey(fyne.KeyHome)
	if at := begin(); at < 0 {
		t.Errorf("with the caret at the beginning the text begins at %v in its field", at)
	}
}
