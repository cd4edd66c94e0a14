//go:build !inspect && !headless

package main

import "fyne.io/fyne/v2"

// serveInspection does nothing. The tests build a program that answers what its windows show.
func serveInspection(fyne.App) (stop func()) { return func() {} }
