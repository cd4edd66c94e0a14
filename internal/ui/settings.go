package ui

import (
	"fyne.io/fyne/v2"

	"porchlight/internal/game"
	"porchlight/internal/host"
)

// Names of what is kept between runs, in Fyne's preferences.
const (
	keyPort    = "port"
	keyPlayers = "players"
	keyAddress = "address"
	keyGame    = "game"
	keyWidth   = "window.width"
	keyHeight  = "window.height"
)

// The window's sizes in Fyne's pixels.
const (
	defaultWidth, defaultHeight float32 = 960, 640
	minWidth, minHeight         float32 = 640, 420
	maxSide                     float32 = 10_000
)

// maxPlayers is the highest player limit that can be set.
const maxPlayers = 1_000_000

// settings are what the person chose, kept between runs. Values that make no sense, as after a
// hand-edited file, are replaced by their defaults.
type settings struct{ fyne.Preferences }

func (s settings) port() int {
	if p := s.IntWithFallback(keyPort, host.DefaultPort); p >= 0 && p <= 65535 {
		return p
	}
	return host.DefaultPort
}

func (s settings) players() int {
	if n := s.IntWithFallback(keyPlayers, game.DefaultPlayers); n >= 0 && n <= maxPlayers {
		return n
	}
	return game.DefaultPlayers
}

// address is the address that the person picked to show, or "".
func (s settings) address() string { return s.String(keyAddress) }

func (s settings) size() fyne.Size {
	side := func(key string, otherwise, lowest float32) float32 {
		if v := float32(s.FloatWithFallback(key, float64(otherwise))); v >= lowest && v <= maxSide {
			return v
		}
		return otherwise
	}
	return fyne.NewSize(side(keyWidth, defaultWidth, minWidth), side(keyHeight, defaultHeight, minHeight))
}

func (s settings) keepSize(size fyne.Size) {
	s.SetFloat(keyWidth, float64(size.Width))
	s.SetFloat(keyHeight, float64(size.Height))
}
