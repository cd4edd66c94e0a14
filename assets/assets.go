// Package assets contains the embedded files: the icon, the built-in games, and the licences of all parts of the program.
package assets

import (
	"embed"
	"io/fs"
)

// Icon is the program's icon, a PNG of 256 by 256 pixels.
//
//go:embed icons/icon-256.png
var Icon []byte

// SmallIcon is the icon with 128 by 128 pixels, for windows: a larger one becomes ragged when it is scaled down.
//
//go:embed icons/icon-128.png
var SmallIcon []byte

//go:embed games/*.toml
var files embed.FS

// Games returns the files of the built-in games, named in their order.
func Games() fs.FS {
	games, err := fs.Sub(files, "games")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return games
}
