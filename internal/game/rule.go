// Package game defines games: the rules by which a host answers messages, and the texts that it sends.
//
// A game is data and knows neither sockets nor files. Package gamefile reads and writes game files,
// package library holds the games to choose from.
package game

import "strconv"

// Audience is the set of players that receive an answer.
type Audience uint8

// The audiences.
const (
	Sender   Audience = iota // the player that sent the message
	Others                   // all other players in its room
	Everyone                 // all players in its room
)

// A Rule determines the host's answer to a message. One Rule serves one room. It is safe for concurrent
// use by the goroutines of the room's players. Seats are numbers in the room, from 0.
type Rule interface {
	// Answer returns the answer to a player's message and its audience. The answer is msg itself or
	// is appended to scratch, which has length 0 and, for the first message, no capacity. The caller
	// may reuse the memory of both once the answer is sent: Answer retains neither, and does not
	// change msg.
	Answer(from *PlayerInfo, msg, scratch []byte) (answer []byte, to Audience)
	// Join is called when a player takes a seat.
	Join(seat int)
	// Leave is called when a player gives its seat back.
	Leave(seat int)
}

// PlayerInfo is the part of a player that rules and templates use.
type PlayerInfo struct {
	Seat    int    // in its room, from 0
	Room    int    // from 0
	Name    string // "" stands for DefaultName(Seat)
	Players int    // in its room
	Address string // IP address and port
}

// DefaultName returns the name of a player without a name, such as "Player 0".
func DefaultName(seat int) string { return "Player " + strconv.Itoa(seat) }

// stateless implements the methods of a rule that keeps no state by seat.
type stateless struct{}

// Join implements Rule.
func (stateless) Join(int) {}

// Leave implements Rule.
func (stateless) Leave(int) {}

// echo returns each message to its sender.
type echo struct{ stateless }

// Answer implements Rule.
func (echo) Answer(_ *PlayerInfo, msg, _ []byte) ([]byte, Audience) { return msg, Sender }

// reply answers each message with a constant text, to its sender.
type reply struct {
	stateless
	text template
}

// Answer implements Rule.
func (r reply) Answer(from *PlayerInfo, _, scratch []byte) ([]byte, Audience) {
	return r.text.append(scratch, from), Sender
}

// relay forwards each message between a prefix and a suffix.
type relay struct {
	stateless
	prefix, suffix template
	to             Audience
}

// Answer implements Rule.
func (r relay) Answer(from *PlayerInfo, msg, scratch []byte) ([]byte, Audience) {
	if len(r.prefix) == 0 && len(r.suffix) == 0 {
		return msg, r.to
	}
	return r.suffix.append(append(r.prefix.append(scratch, from), msg...), from), r.to
}

// forward answers nothing: the person's own server does.
type forward struct{ stateless }

// Answer implements Rule.
func (forward) Answer(*PlayerInfo, []byte, []byte) ([]byte, Audience) { return nil, Others }
