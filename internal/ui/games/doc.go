// Package games has the window in which a person makes, edits, imports and exports games. Built-in games can be viewed
// and duplicated.
//
// Everything here runs on the UI goroutine.
package games
