// Package game says what a host does with what players send: the rules and the games made of them.
package game

// Audience is who gets an answer.
type Audience uint8

// The audiences.
const (
	Nobody   Audience = iota
	Sender            // the player that sent the message
	Others            // everybody else in its room
	Everyone          // everybody in its room, the sender too
)

// A Rule decides what a host answers to a message. One Rule serves one room, and the goroutines of
// all the room's players may call it at once.
type Rule interface {
	// Answer returns the answer to a player's message and who gets it. The seat is the player's
	// seat in its room, from 0. The answer may be msg itself, or built by appending to scratch,
	// an empty slice with capacity that is the caller's again once the answer was sent; msg is not
	// to be kept or changed.
	Answer(seat int, msg, scratch []byte) (answer []byte, to Audience)
}

// Echo answers every message with itself, to its sender.
type Echo struct{}

// Answer implements Rule.
func (Echo) Answer(_ int, msg, _ []byte) ([]byte, Audience) { return msg, Sender }
