//go:build !inspect && !headless

package main

import "fyne.io/fyne/v2"

// serveInspection does nothing: only programs built with the tag inspect answer requests from tests.
func serveInspection(fyne.App) (stop func()) { return func() {} }
