// Package assets holds what the program carries inside: its icon, the built-in games, and the licences of all
// that it is made of.
package assets

import (
	"embed"
	"io/fs"
)

// Icon is the program's icon, a PNG of 256 by 256 pixels.
//
//go:embed icons/icon-256.png
var Icon []byte

// SmallIcon is the same of 128 by 128 pixels, to be shown in a window: scaled down from far more it is ragged.
//
//go:embed icons/icon-128.png
var SmallIcon []byte

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
