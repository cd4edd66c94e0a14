package game

import (
	"bytes"
	"time"

	"porchlight/internal/framing"
)

// Limits and defaults of a game's numbers.
const (
	DefaultPlayers = 2       // as in the tutorials for beginners
	MaxPlayers     = 100_000 // of a game and of a room
	DefaultBuffer  = 2048    // bytes
	DefaultLargest = 1 << 20 // bytes
	MaxLargest     = 16 << 20
	MaxGap         = time.Second
	MaxName        = 256 // bytes of a player's name; the rest is dropped
)

// The names of the rules in game files.
const (
	RuleEcho      = "echo"
	RuleReply     = "reply"
	RuleSwap      = "swap"
	RuleRelay     = "relay"
	RuleBroadcast = "broadcast"
	RuleForward   = "forward" // to a server of the person's own
)

// RuleNames returns the names of all rules.
func RuleNames() []string {
	return []string{RuleEcho, RuleReply, RuleSwap, RuleRelay, RuleBroadcast, RuleForward}
}

// Game is the content of a game file. Texts may contain placeholders: {seat}, {number}, {room}, {name},
// {players}, {address}; {name|json} and the like stand in JSON strings. A list by seat that is shorter than the
// room repeats. At most one form of a text is set: the text itself, its bytes, or its files.
//
// A Game must not be changed while it is hosted; then it is safe for concurrent use.
type Game struct {
	Name  string
	About string // one sentence: the clients that it is for

	Rule    string // one of RuleNames
	Players int    // limit of concurrent players; 0: none
	Room    int    // players per room; 0: one room for all

	Reply         string     // rule reply: the answer
	Greeting      [][]string // by seat: the messages that a player is sent first
	GreetingHex   [][]string // the same in hexadecimal, as Bytes.Hex
	GreetingFiles [][]string // the same, as names of files beside the game file
	GreetingRaw   bool       // the greeting is sent without framing
	State         []string   // rule swap: the answer for a seat that has not sent anything
	StateHex      []string   // the same in hexadecimal
	StateFiles    []string   // the same, as names of files
	NameFirst     bool       // a player's first message is its name
	NameReply     string     // the answer to the name
	Prefix        string     // rules relay and broadcast: precedes a message
	Suffix        string     // rules relay and broadcast: follows a message
	NameFrame     bool       // rules relay and broadcast: the name precedes a message as a message of its own
	Roster        string     // sent to a player about each other one that is in its room already
	AnnounceJoin  string     // sent to the others in the room
	AnnounceLeave string

	// The texts above as bytes.
	ReplyBytes, NameReplyBytes, PrefixBytes, SuffixBytes, RosterBytes, JoinBytes, LeaveBytes Bytes

	Files map[string][]byte // the contents of the files that the game names, by name; names may share memory

	Server Server // rule forward

	In, Out framing.Framing // rule forward: only how messages are shown
	Buffer  int             // bytes per read; with raw framing, the longest message
	Largest int             // bytes of the largest message with other framings
	Gap     time.Duration   // raw Out framing: at least between two messages to one player
}

// Server is the server that the rule forward connects players to.
type Server struct {
	Address       string   // host:port; "": where the command listens
	Command       []string // the program and its arguments, which run while the game is hosted; empty: the server runs already
	Folder        string   // in which the command runs; in a game file, relative to that
	Environment   []string // of the command, besides Porchlight's, as "NAME=value"
	ProxyProtocol bool     // the server learns each player's address from a PROXY header of version 2
	Restart       bool     // the command is started again after a crash
}

// Echo returns the default game.
func Echo() *Game {
	return &Game{Name: "Echo", Rule: RuleEcho, Players: DefaultPlayers, Buffer: DefaultBuffer, Largest: DefaultLargest}
}

// SpeaksHTTP reports whether the game's own clients may look like browsers: its messages end as lines of
// HTTP do, or its answer is made for browsers.
func (g *Game) SpeaksHTTP() bool {
	endsLikeHTTP := bytes.HasSuffix(g.In.Terminator(), []byte("\n")) && g.In.String() != "line"
	return endsLikeHTTP || g.text(g.Reply, g.ReplyBytes).beginsWith("HTTP/")
}

// HasGreeting reports whether players are sent something before they send anything.
func (g *Game) HasGreeting() bool { return len(g.Greeting)+len(g.GreetingHex)+len(g.GreetingFiles) > 0 }

// Greets reports whether a join causes messages: a greeting, a roster or an announcement.
func (g *Game) Greets() bool {
	return g.HasGreeting() || g.Roster != "" || g.RosterBytes != Bytes{} || g.AnnounceJoin != "" || g.JoinBytes != Bytes{}
}

// RuleFactory returns a function that creates the rule of one room. All rules of a factory share the
// game's texts and the contents of its files, so a room costs no more than its players' messages. The
// function is safe for concurrent use.
func (g *Game) RuleFactory() func() Rule {
	switch g.Rule {
	case RuleReply:
		r := reply{text: g.text(g.Reply, g.ReplyBytes)}
		return func() Rule { return r }
	case RuleSwap:
		states := g.states()
		return func() Rule { return &swap{size: g.Room, states: states} }
	case RuleRelay:
		r := relay{prefix: g.prefix(), suffix: g.suffix(), to: Others}
		return func() Rule { return r }
	case RuleBroadcast:
		r := relay{prefix: g.prefix(), suffix: g.suffix(), to: Everyone}
		return func() Rule { return r }
	case RuleForward:
		return func() Rule { return forward{} }
	}
	return func() Rule { return echo{} }
}

// MaxAnswerText returns the most bytes that the game's own texts and files take in the answer to a message.
func (g *Game) MaxAnswerText() int {
	switch g.Rule {
	case RuleReply:
		return g.text(g.Reply, g.ReplyBytes).maxLength()
	case RuleRelay, RuleBroadcast:
		return g.prefix().maxLength() + g.suffix().maxLength()
	}
	n := 0
	for _, s := range g.states() { // of the rule swap
		n = max(n, len(s.bytes), s.text.maxLength())
	}
	return n
}

// states returns the initial states by seat.
func (g *Game) states() []message {
	states := make([]message, 0, len(g.State)+len(g.StateHex)+len(g.StateFiles))
	for _, s := range g.State {
		states = append(states, textMessage(s))
	}
	for _, digits := range g.StateHex {
		states = append(states, hexMessage(digits))
	}
	for _, name := range g.StateFiles {
		states = append(states, g.fileMessage(name))
	}
	return states
}

func (g *Game) prefix() template { return g.text(g.Prefix, g.PrefixBytes) }
func (g *Game) suffix() template { return g.text(g.Suffix, g.SuffixBytes) }
