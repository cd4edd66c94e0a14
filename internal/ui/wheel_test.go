package ui

import (
	"testing"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTheWheelOverAFieldOfOneLineScrollsTheForm(t *testing.T) {
	who := open(t).opensAccess()
	who.Window.Resize(fyne.NewSize(540, 320))
	who.CheckWheelScrolls(who.form(), map[string]fyne.CanvasObject{
		"address": who.field(addressField), "connections of one address": who.field(perAddressField), "messages": who.field(messagesField),
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
