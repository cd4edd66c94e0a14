// Package players is the part of the window that lists the connected players, and above them the pending connections
// with a button for each decision. It renders what it is given and calls functions of its caller for what the person
// wants. Everything here runs on the UI goroutine.
package players
