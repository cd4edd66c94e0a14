package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTheWheelOverAFieldOfOneLineScrollsTheForm(t *testing.T) {
	who := open(t).opensAccess()
	who.Window.Resize(fyne.NewSize(540, 320))
	who.CheckWheelScrolls(who.form(), map[string]fyne.CanvasObject{
		"address": who.field(addressField), "connections of one address": who.field(perAddressField), "messages": who.field(messagesField),
	})
}
