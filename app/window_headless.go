//go:build headless

package main

import (
	"porchlight/internal/game"
	"porchlight/internal/game/library"
)

// withWindow reports whether the window is part of the program. Without it the build needs no C compiler and the program no
// display.
const withWindow = false

// inWindow returns false: there is no window.
func inWindow(options, *library.Library, *game.Game) (opened bool) { return false }

// faces is the part of the usage about the user interfaces.
const faces = `  porchlight                       hosts and prints what happens: this one has no window, so that
                                   --headless and --start say nothing new
`
