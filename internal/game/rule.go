// Package game says what a host does with what players send: the rules, and the games made of them,
// which are small TOML files.
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
// all the room's players may call it at once. Seats are seats of the room, from 0.
type Rule interface {
	// Answer returns the answer to a player's message and who gets it. The answer may be msg
	// itself, or built by appending to scratch, an empty slice with capacity that is the caller's
	// again once the answer was sent; msg is not to be kept or changed.
	Answer(from *PlayerInfo, msg, scratch []byte) (answer []byte, to Audience)
	// Join and Leave tell that a seat was taken and given back.
	Join(seat int)
	Leave(seat int)
}

// PlayerInfo is a player as rules and templates see it.
type PlayerInfo struct {
	Seat    int    // in its room, from 0
	Room    int    // from 0
	Name    string // as it gave it; "" is written "Player 0" by its seat
	Players int    // how many are in its room
	Address string // IP address and port
}

// stateless is the part of a rule that remembers nothing.
type stateless struct{}

// Join implements Rule.
func (stateless) Join(int) {}

// Leave implements Rule.
func (stateless) Leave(int) {}

// echo answers every message with itself, to its sender.
type echo struct{ stateless }

// Answer implements Rule.
func (echo) Answer(_ *PlayerInfo, msg, _ []byte) ([]byte, Audience) { return msg, Sender }

// reply answers every message with the same text, to its sender.
type reply struct {
	stateless
	text template
}

// Answer implements Rule.
func (r reply) Answer(from *PlayerInfo, _, scratch []byte) ([]byte, Audience) {
	return r.text.append(scratch, from), Sender
}

// relay passes every message on, with what the game puts before it.
type relay struct {
	stateless
	prefix template
	to     Audience
}

// Answer implements Rule.
func (r relay) Answer(from *PlayerInfo, msg, scratch []byte) ([]byte, Audience) {
	if len(r.prefix) == 0 {
		return msg, r.to
	}
	return append(r.prefix.append(scratch, from), msg...), r.to
}
