// Package assets holds what the program carries inside: its icon and the built-in games.
package assets

import (
	"embed"
	"io/fs"
)

// Icon is the program's icon, a PNG of 512 by 512 pixels.
//
//go:embed icon.png
var Icon []byte

//go:embed games/*.toml
var files embed.FS

// Games are the built-in games' files, in the order to show them.
func Games() fs.FS {
	games, err := fs.Sub(files, "games")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return games
}
