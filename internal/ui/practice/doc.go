// Package practice has the windows of practice players: clients that join the game over the address that friends use, so
// that a person can try it alone. Each has a window of its own and up to three goroutines while it is connected.
//
// Windows belong to the UI goroutine; the goroutines of a connection dispatch to it.
package practice
