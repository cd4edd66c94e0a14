// Package ownserver has what the window says and asks about the person's own server: why it ended or could not be
// started, and whether a program that a game names may run. Everything here runs on the UI goroutine.
package ownserver
