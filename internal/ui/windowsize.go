package ui

import (
	"fyne.io/fyne/v2"

	"porchlight/internal/session"
)

// Names of what the window remembers itself.
const (
	keyWidth    = "window-width"
	keyHeight   = "window-height"
	keyWelcomed = "welcomed" // the screen of the first start was seen
)

// The window's sizes in Fyne's pixels.
const (
	defaultWidth, defaultHeight float32 = 960, 640
	minWidth, minHeight         float32 = 640, 420
	maxSide                     float32 = 10_000
)

// rememberedSize is the window's size of last time, or the default where that makes no sense.
func rememberedSize(p session.Preferences) fyne.Size {
	side := func(key string, fallback, lowest float32) float32 {
		if v := float32(p.FloatWithFallback(key, float64(fallback))); v >= lowest && v <= maxSide {
			return v
		}
		return fallback
	}
	return fyne.NewSize(side(keyWidth, defaultWidth, minWidth), side(keyHeight, defaultHeight, minHeight))
}

func rememberSize(p session.Preferences, size fyne.Size) {
	p.SetFloat(keyWidth, float64(size.Width))
	p.SetFloat(keyHeight, float64(size.Height))
}
