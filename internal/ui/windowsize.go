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

// rememberSize stores the size in the preferences if the person has changed it: another running program may have
// stored another one since.
func rememberSize(p session.Preferences, opened, size fyne.Size) {
	if size.Width != opened.Width {
		p.SetFloat(keyWidth, float64(size.Width))
	}
	if size.Height != opened.Height {
		p.SetFloat(keyHeight, float64(size.Height))
	}
}
