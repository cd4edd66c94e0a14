//go:build headless

package main

import "porchlight/internal/game"

// withWindow tells that the window is left out: the program needs no C compiler and no display then.
const withWindow = false

func inWindow(options, *game.Library, *game.Game) (opened bool) { return false }
