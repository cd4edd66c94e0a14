package main

import (
	"path/filepath"

	"porchlight/internal/settings"
)

// openSettings opens the window's settings, which are usable even if there is an error. failed receives errors of later
// writes.
func openSettings(failed func(error)) (*settings.Store, error) {
	return settings.Open(filepath.Join(configFolder(), "settings.toml"), failed)
}
