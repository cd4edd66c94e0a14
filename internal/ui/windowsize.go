package ui

import (
	"fyne.io/fyne/v2"

	"porchlight/internal/session"
)

// The names of the window's own preferences.
const (
	keyWidth    = "window-width"
	keyHeight   = "window-height"
	keyWelcomed = "welcomed" // the welcome screen was closed
)

// Sizes of the window in Fyne's pixels.
const (
	defaultWidth, defaultHeight float32 = 960, 640
	minWidth, minHeight         float32 = 640, 420
	maxSide                     float32 = 10_000
)

// rememberedSize returns the size in the preferences, with defaults for missing and invalid values.
func rememberedSize(p session.Preferences) fyne.Size {
	side := func(key string, fallback, lowest float32) float32 {
		if v := float32(p.FloatWithFallback(key, float64(fallback))); v >= lowest && v <= maxSide {
			return v
		}
		return fallback
	}
	return fyne.NewSize(side(keyWidth, defaultWidth, minWidth), side(keyHeight, defaultHeight, minHeight))
}

// rememberSize stores the size in the preferences, unless they have one and the person has not changed it since the
// window was opened: another running program may have stored another one.
func rememberSize(p session.Preferences, opened, size fyne.Size) {
	store := func(key string, opened, side float32) {
		if side != opened || p.FloatWithFallback(key, 0) == 0 {
			p.SetFloat(key, float64(side))
		}
	}
	store(keyWidth, opened.Width, size.Width)
	store(keyHeight, opened.Height, size.Height)
}
