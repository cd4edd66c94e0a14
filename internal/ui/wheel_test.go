package ui

import (
	"testing"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTheWheelOverAFieldOfOneLineScrollsTheForm(t *testing.T) {
	w := open(t).openAccess()
	w.Window.Resize(fyne.NewSize(540, 320))
	w.CheckWheelScrolls(w.form(), map[string]fyne.CanvasObject{
		"address": w.field(addressField), "connections of one address": w.field(perAddressField), "messages": w.field(messagesField),
	})
}

func TestTheWheelOverTheNameOnThePhonePageScrollsTheInvitation(t *testing.T) {
	h := open(t)
	v := h.openInvite()
	w := h.For(v.window)
	w.Window.Resize(fyne.NewSize(640, 240))
	w.LayOut()
	v.scan.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	end := v.scan.Scroll.Offset.Y
	test.Scroll(w.Window.Canvas(), w.Where(v.owner).Visible.Centre(), 0, kit.Unit)
	if now := v.scan.Scroll.Offset.Y; end == 0 || now >= end {
		t.Errorf("over the name the invitation stays at %v, of %v", now, end)
	}
}
