// Package games is the window for making, editing, importing and exporting games. Built-in games can be viewed and
// duplicated.
//
// Everything here runs on the UI goroutine.
package games
