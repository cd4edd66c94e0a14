//go:build crashtest && headless

package main

// onWindow does nothing, since there is no window.
func onWindow(func()) {}
