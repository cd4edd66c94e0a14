package diagnose

import (
	"slices"

	"porchlight/internal/lan"
)

// Symptom is what a friend reports.
type Symptom uint8

// The symptoms.
const (
	TimesOut     Symptom = iota // the connection attempt gets no answer
	Refused                     // it is refused
	CannotAssign                // the friend's own system rejects the address: error 10049, 99 or 49
	Freezes                     // it connects, and nothing follows
)

// Likelihood is how likely a cause is by the evidence.
type Likelihood uint8

// The values of Likelihood, in rising order.
const (
	RuledOut Likelihood = iota
	Unlikely
	Possible
	Likely
	Certain
)

// choose returns then if the condition holds, and otherwise otherwise.
func choose(condition bool, then, otherwise Likelihood) Likelihood {
	if condition {
		return then
	}
	return otherwise
}

// CauseID names one cause. The figures that belong to it are in the Evidence.
type CauseID uint8

// The causes.
const (
	HostingNotStarted CauseID = iota + 1
	NoNetwork
	ShownAddrIsVPN
	ShownAddrIsVirtual
	NoRouter
	OtherNetwork       // than the friend's
	HostFirewall       // of this computer, which drops
	HostFirewallSaysNo // and which rejects
	GuestIsolation
	WrongAddr             // in the friend's program
	WrongPortOrAddr       // likewise
	OutdatedAddr          // likewise
	SeveralNetworks       // of which the friend is in another
	FriendVPN             // in the way
	FriendFirewall        // keeps the program from the network
	OtherProgramOnPort    // of this computer
	ConnectsToLocalhost   // instead of this computer
	TriedBeforeStart      // of hosting
	AddrTakenOver         // by another computer
	StartsOldServer       // with this computer's address
	BindsInsteadOfConnect // to this computer's address
	ConnectsToZero        // 0.0.0.0, or port 0
	FriendOffline         // on no network
	ConnectsInLoop        // without closing
	WasRejected
	SeatsTaken // the player limit is reached
	ReachedSomethingElse
	WaitsForGreeting
	WaitsForPartner
	OtherFraming // than the game's
	OtherGame    // than the friend's program was made for
	BlocksInRecv
	ConnectionDied
)

// Cause is one explanation of a symptom.
type Cause struct {
	ID         CauseID
	Likelihood Likelihood // never RuledOut
}

// Causes returns the causes of a symptom that the evidence does not rule out, likeliest first. Each is
// there once.
func Causes(s Symptom, e *Evidence) []Cause {
	var list []Cause
	switch s {
	case TimesOut:
		list = timesOut(e)
	case Refused:
		list = refused(e)
	case CannotAssign:
		list = cannotAssign(e)
	case Freezes:
		list = freezes(e)
	}
	list = slices.DeleteFunc(list, func(c Cause) bool { return c.Likelihood == RuledOut })
	slices.SortStableFunc(list, func(a, b Cause) int { return int(b.Likelihood) - int(a.Likelihood) })
	return list
}

// timesOut lists the causes of an attempt without any answer.
func timesOut(e *Evidence) []Cause {
	others := e.Hosting && e.Attempts > 0 // others get through, so it is this friend's side
	several := len(e.Adapters(lan.WiFi, lan.Ethernet)) > 1 || len(e.Adapters(lan.VPN)) > 0
	return []Cause{
		{HostingNotStarted, choose(e.Hosting, RuledOut, Certain)},
		{NoNetwork, choose(e.LocalOnly(), Certain, RuledOut)},
		{ShownAddrIsVPN, choose(e.shownKind() == lan.VPN, Certain, RuledOut)},
		{ShownAddrIsVirtual, choose(e.shownKind() == lan.Virtual, Certain, RuledOut)},
		{NoRouter, choose(e.Addr.Addr().IsLinkLocalUnicast(), Certain, RuledOut)},
		{OtherNetwork, choose(others, Likely, Possible)},
		{HostFirewall, choose(others, Unlikely, Possible)},
		{GuestIsolation, Possible},
		{WrongAddr, choose(others, Likely, Possible)},
		{SeveralNetworks, choose(several, choose(others, Possible, Likely), RuledOut)},
		{FriendVPN, choose(others, Likely, Possible)},
		{FriendFirewall, choose(others, Likely, Unlikely)},
	}
}

// refused lists the causes of an attempt that some computer rejects.
func refused(e *Evidence) []Cause {
	here := choose(e.Hosting, Likely, Possible)
	unseen := choose(e.Hosting && e.Attempts == 0, Possible, Unlikely)
	return []Cause{
		{HostingNotStarted, choose(e.Hosting, RuledOut, Certain)},
		{NoNetwork, choose(e.LocalOnly(), Certain, RuledOut)},
		{ShownAddrIsVirtual, choose(e.shownKind() == lan.Virtual, Certain, RuledOut)},
		{OtherProgramOnPort, choose(e.Hosting && e.SharedPort, Certain, RuledOut)},
		{WrongPortOrAddr, here},
		{ConnectsToLocalhost, here},
		{TriedBeforeStart, choose(e.Hosting, Possible, RuledOut)},
		{AddrTakenOver, unseen},
		{HostFirewallSaysNo, unseen},
	}
}
