package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// NewFocusRing makes the line around a focused widget. PaintFocusRing shows and hides it.
func NewFocusRing() *canvas.Rectangle { return &canvas.Rectangle{CornerRadius: Unit, StrokeWidth: 2} }

// PaintFocusRing colours the ring of a widget, or makes it transparent. Call it from the Paint function of a
// Renderer.
func PaintFocusRing(ring *canvas.Rectangle, w interface{ Theme() fyne.Theme }, focused bool) {
	ring.FillColor, ring.StrokeColor = color.Transparent, color.Transparent
	if focused {
		ring.StrokeColor = ThemeColor(w, theme.ColorNamePrimary)
	}
}
