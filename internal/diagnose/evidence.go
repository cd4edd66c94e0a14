// Package diagnose judges from what Porchlight sees why a friend cannot connect: [Findings] lists the
// observations, [Causes] the likely causes of a symptom, likeliest first. It reads an [Evidence] value and
// nothing else: no sockets, no clock, no state. The results are identifiers; the sentences that a person
// reads are made by the faces.
package diagnose

import (
	"net/netip"
	"slices"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
)

// Reachability is how far it is known that others reach this computer. No value claims more than was seen.
type Reachability uint8

// The values of Reachability.
const (
	Off       Reachability = iota
	Starting               // or stopping
	Listening              // the listener is open
	Tested                 // and the self-test passed at the address that friends type
	Reached                // and another computer connected to that address
	Trouble                // hosting failed to start, or the self-test failed
)

// Evidence is what Porchlight itself sees at one moment. The zero value is a program that is not hosting
// on a computer without a network.
type Evidence struct {
	Hosting      bool
	Since        time.Time // start of the hosting
	Reachability Reachability
	Addr         netip.AddrPort // the join address; port 0: not known yet
	LocalAddrs   []lan.Address  // of this computer, best first
	SharedPort   bool           // another program answers on the same port

	Attempts     int        // connections from other computers since the start, accepted or not
	LastFrom     netip.Addr // source of the last attempt, where Attempts is above 0
	LastAt       time.Time
	LastRejected journal.Reason // why the last attempt was rejected; 0: it was not

	Game       *game.Game // nil: not known
	Players    int        // connected now
	Limit      int        // player limit; 0: none
	Silent     int        // players that have sent nothing yet
	Incomplete int        // players whose message began and has not ended for some seconds
}

// LocalOnly reports whether only programs on this computer can reach the address that is shown.
func (e *Evidence) LocalOnly() bool { return !e.Addr.Addr().IsValid() || e.Addr.Addr().IsLoopback() }

// IsFull reports whether the player limit is reached.
func (e *Evidence) IsFull() bool { return e.Limit > 0 && e.Players >= e.Limit }

// Greets reports whether the game sends something before the player does.
func (e *Evidence) Greets() bool {
	return e.Game != nil && e.Game.HasGreeting()
}

// Adapters returns the addresses on adapters of the given kinds, best first.
func (e *Evidence) Adapters(kinds ...lan.Kind) []lan.Address {
	var list []lan.Address
	for _, a := range e.LocalAddrs {
		if slices.Contains(kinds, a.Kind) {
			list = append(list, a)
		}
	}
	return list
}

// RouterTarget returns the address and port that a router has to forward to. Each is its zero value where
// it is not known.
func (e *Evidence) RouterTarget() (netip.Addr, uint16) {
	for _, a := range e.Adapters(lan.WiFi, lan.Ethernet) {
		return a.IP, e.Addr.Port()
	}
	return netip.Addr{}, e.Addr.Port()
}

// shownKind returns the kind of the adapter that has the shown address, and Ethernet where none has it.
func (e *Evidence) shownKind() lan.Kind {
	for _, a := range e.LocalAddrs {
		if a.IP == e.Addr.Addr() {
			return a.Kind
		}
	}
	return lan.Ethernet
}
