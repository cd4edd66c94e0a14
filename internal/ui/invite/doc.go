// Package invite is the window with what a person gives to friends: a text for a chat, lines for a Python client and a
// QR code for a phone, which a second window shows large.
//
// It shows the join address of a snapshot. Everything here runs on the UI goroutine.
package invite
