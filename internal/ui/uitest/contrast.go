package uitest

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// MinContrast is the minimum contrast of text (WCAG 2.1, success criterion 1.4.3).
const MinContrast = 4.5

// Variants are the theme variants by name.
var Variants = map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark}

// luminance returns the relative luminance of an opaque colour (WCAG 2.1).
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// Contrast returns the contrast ratio of two opaque colours, from 1 to 21.
func Contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// Blend returns the colour that results from front over the opaque colour back.
func Blend(front, back color.Color) color.Color {
	r, g, b, a := front.RGBA() // with alpha multiplied in
	br, bg, bb, _ := back.RGBA()
	mix := func(f, b uint32) uint8 { return uint8((f + b*(0xffff-a)/0xffff) >> 8) }
	return color.NRGBA{mix(r, br), mix(g, bg), mix(b, bb), 0xff}
}
