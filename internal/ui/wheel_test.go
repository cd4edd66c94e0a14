package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTheWheelOverAFieldOfOneLineScrollsTheForm(t *testing.T) {
	w := open(t).openAccess()
	w.Window.Resize(fyne.NewSize(540, 320))
	w.CheckWheelScrolls(w.form(), map[string]fyne.CanvasObject{
		"address": w.field(addressField), "connections of one address": w.field(perAddressField), "messages": w.field(messagesField),
	})
}
