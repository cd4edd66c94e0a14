//go:build crashtest && !headless

package main

import "fyne.io/fyne/v2"

// onWindow runs a function on the window's goroutine.
func onWindow(f func()) { fyne.Do(f) }
