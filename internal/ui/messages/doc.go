// Package messages is the part of the window that lists what the journal holds: messages and their answers, joins,
// leaves and trouble. It finds, filters, pauses, clears, copies and saves them, and shows the bytes of one message.
//
// The list pulls from the journal in View.Update; nothing is pushed to it. Everything here runs on the UI goroutine,
// apart from the writing of a file.
package messages
