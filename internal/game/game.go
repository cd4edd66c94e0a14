package game

import (
	"strings"

	"porchlight/internal/framing"
)

// Bounds and defaults of a game's numbers.
const (
	DefaultPlayers = 2       // as in the script that every beginner writes
	MaxPlayers     = 100_000 // also of a room
	DefaultBuffer  = 2048    // bytes
	DefaultLargest = 1 << 20 // bytes
	MaxLargest     = 16 << 20
	MaxName        = 256 // bytes of a player's name; more is cut off
)

// The rules' names in game files.
const (
	RuleEcho      = "echo"
	RuleReply     = "reply"
	RuleSwap      = "swap"
	RuleRelay     = "relay"
	RuleBroadcast = "broadcast"
)

// RuleNames are the rules there are.
func RuleNames() []string {
	return []string{RuleEcho, RuleReply, RuleSwap, RuleRelay, RuleBroadcast}
}

// Game is what a game file says. Texts may hold placeholders: {seat}, {room}, {name}, {players},
// {address}. A list by seat that is shorter than the room begins again from its first.
//
// A Game is not changed once hosting has begun.
type Game struct {
	Name  string
	About string // one sentence: which clients it is for

	Rule    string
	Players int // the most at once; 0: no limit
	Room    int // players a room; 0: everybody together

	Reply         string   // rule reply: the answer
	Greeting      []string // sent first, by seat; empty: nothing
	GreetingFiles []string // the same from files, relative to the game file
	State         []string // rule swap: what a seat last said before it spoke
	StateFiles    []string
	NameFirst     bool   // a player's first message is its name
	NameReply     string // answers it
	Prefix        string // rules relay and broadcast: put before a message
	NameFrame     bool   // rules relay and broadcast: the name as a message of its own before each
	AnnounceJoin  string // to the others in the room
	AnnounceLeave string

	In, Out framing.Framing
	Buffer  int // bytes read at a time; in raw framing the longest message
	Largest int // bytes of the largest message in other framings

	greetingBytes, stateBytes [][]byte // what the files hold
}

// Echo is the game of the plain echo: the zero game with its defaults.
func Echo() *Game {
	return &Game{Name: "Echo", Rule: RuleEcho, Players: DefaultPlayers, Buffer: DefaultBuffer, Largest: DefaultLargest}
}

// SpeaksHTTP tells whether this game's own clients may look like browsers: messages that end as the
// lines of HTTP do, or an answer made for browsers. Then no browser can be told from them.
func (g *Game) SpeaksHTTP() bool {
	in := g.In.String()
	return in == "crlf" || strings.HasPrefix(in, "end:") && strings.HasSuffix(in, `\n`) || strings.HasPrefix(g.Reply, "HTTP/")
}

// Greets tells whether players are sent something when they join, or others are told of them.
func (g *Game) Greets() bool {
	return len(g.Greeting) > 0 || len(g.greetingBytes) > 0 || g.AnnounceJoin != ""
}

// NewRule makes the rule for one room.
func (g *Game) NewRule() Rule {
	switch g.Rule {
	case RuleReply:
		return reply{text: newTemplate(g.Reply)}
	case RuleSwap:
		return &swap{size: g.Room, states: g.states()}
	case RuleRelay:
		return relay{prefix: newTemplate(g.Prefix), to: Others}
	case RuleBroadcast:
		return relay{prefix: newTemplate(g.Prefix), to: Everyone}
	}
	return echo{}
}

// states is what seats last said before they spoke.
func (g *Game) states() []template {
	var states []template
	for _, s := range g.State {
		states = append(states, newTemplate(s))
	}
	for _, b := range g.stateBytes {
		states = append(states, template{string(b)})
	}
	return states
}

// Texts are a game's texts, ready to be said to and of players.
type Texts struct {
	greetings                              []template
	greetingBytes                          [][]byte
	nameReply, announceJoin, announceLeave template
}

// Texts prepares the game's texts.
func (g *Game) Texts() *Texts {
	t := &Texts{
		greetingBytes: g.greetingBytes,
		nameReply:     newTemplate(g.NameReply),
		announceJoin:  newTemplate(g.AnnounceJoin),
		announceLeave: newTemplate(g.AnnounceLeave),
	}
	for _, s := range g.Greeting {
		t.greetings = append(t.greetings, newTemplate(s))
	}
	return t
}

// Greeting is what a player is sent first, and whether there is anything: an empty text in a list is
// nothing for that seat.
func (t *Texts) Greeting(to *PlayerInfo) (text []byte, ok bool) {
	switch {
	case len(t.greetingBytes) > 0:
		text = t.greetingBytes[to.Seat%len(t.greetingBytes)]
	case len(t.greetings) > 0:
		text = t.greetings[to.Seat%len(t.greetings)].append(nil, to)
	}
	return text, len(text) > 0
}

// NameReply answers a player's name, if anything does.
func (t *Texts) NameReply(to *PlayerInfo) ([]byte, bool) { return said(t.nameReply, to) }

// Joined is what the others in the room are told when a player has joined, if anything.
func (t *Texts) Joined(who *PlayerInfo) ([]byte, bool) { return said(t.announceJoin, who) }

// Left is what the others in the room are told when a player has left, if anything.
func (t *Texts) Left(who *PlayerInfo) ([]byte, bool) { return said(t.announceLeave, who) }

func said(t template, s *PlayerInfo) ([]byte, bool) {
	if len(t) == 0 {
		return nil, false
	}
	return t.append(nil, s), true
}
