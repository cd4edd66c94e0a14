// Package assets holds what the program carries inside: its icon.
package assets

import _ "embed" // the files

// Icon is the program's icon, a PNG of 512 by 512 pixels.
//
//go:embed icon.png
var Icon []byte
