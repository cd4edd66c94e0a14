// Package practice contains the windows of practice players: clients that join the game at the join address, to try it
// alone. Each player has its own window and, while it is connected, up to three goroutines.
//
// Everything here runs on the UI goroutine, apart from the goroutines of a connection, which dispatch to it.
package practice
