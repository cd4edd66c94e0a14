package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// newRing makes the line around what has the focus.
func newRing() *canvas.Rectangle { return &canvas.Rectangle{CornerRadius: unit, StrokeWidth: 2} }

func paintRing(ring *canvas.Rectangle, w interface{ Theme() fyne.Theme }, focused bool) {
	ring.FillColor, ring.StrokeColor = color.Transparent, color.Transparent
	if focused {
		ring.StrokeColor = colorFor(w, theme.ColorNamePrimary)
	}
}
