//go:build headless

package main

import (
	"porchlight/internal/game"
	"porchlight/internal/game/library"
)

// withWindow tells that the window is left out: the program needs no C compiler and no display then.
const withWindow = false

func inWindow(options, *library.Library, *game.Game) (opened bool) { return false }

// faces is the part of the usage that says what opens.
const faces = `  porchlight                       hosts and prints what happens: this one has no window, so that
                                   --headless and --start say nothing new
`
