// Package firewall reads whether this computer's firewall admits connections of friends: Windows Firewall, the
// application firewall of macOS, and ufw, firewalld, nftables and iptables on Linux.
//
// It only reads: it changes nothing, sends nothing and never causes a password prompt. What it cannot read or prove is
// unknown; it reports Blocks and Allows only with proof.
package firewall

import (
	"context"
	"runtime"
	"time"
)

// Kind is a firewall.
type Kind int

// The supported firewalls.
const (
	Windows Kind = iota
	MacOS
	UFW
	Firewalld
	NFTables
	IPTables
)

// State is whether a firewall is on.
type State int

// The states.
const (
	StateUnknown State = iota
	Off
	On
)

// Effect is the effect of a firewall on a friend's connection to the program and port.
type Effect int

// The effects. NoRule is for firewalls with rules per program, if there is none for this one.
const (
	EffectUnknown Effect = iota
	NoRule
	Allows
	Blocks
)

// Reason is why an effect is unknown, or how a firewall blocks.
type Reason int

// The reasons.
const (
	NoReason           Reason = iota
	NeedsAdministrator        // to read the rules
	NoAnswer                  // the system's answer is missing or not understood
	Conditional               // the rules depend on details of a connection that are not known in advance
	BlocksAll                 // a switch blocks all connections regardless of rules
	Dismissed                 // by the rules that Windows creates when its prompt is cancelled
)

// Profile is the kind of network of a Windows rule; "" on other systems.
type Profile string

// The profiles, as in rules.
const (
	Domain  Profile = "Domain"
	Private Profile = "Private"
	Public  Profile = "Public"
)

// Lasting is the time during which a command has an effect.
type Lasting int

// The times.
const (
	ForGood      Lasting = iota
	UntilRestart         // from now until the firewall or the computer restarts
	FromRestart          // permanent, but only after that
)

// Command is a terminal command that admits friends. Several with the same Lasting are one sequence.
type Command struct {
	Line    string
	Lasting Lasting
}

// Finding is the result for one firewall, or for one profile of Windows Firewall.
type Finding struct {
	Kind     Kind
	Profile  Profile
	Unsure   bool // whether the profile is in use is unknown
	State    State
	Effect   Effect
	Why      Reason
	Commands []Command // that admit friends, if it does not; never run by the program
}

// Report is the result of Read. It has no findings if there is no firewall.
type Report struct {
	Port     int
	Findings []Finding
	Settings []string // command that opens the firewall's settings; nil: none
}

// readTimeout bounds Read.
const readTimeout = 15 * time.Second

// Read reads this computer's firewalls for TCP connections to a port of a program, given by its absolute path. It
// returns after at most 15 seconds or when ctx ends; what it could not read by then is unknown. It is safe for
// concurrent use.
func Read(ctx context.Context, program string, port int) Report {
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	sys := thisSystem()
	r := Report{Port: port}
	switch runtime.GOOS {
	case "windows":
		r.Findings = evaluateWindows(readWindows(ctx, sys.run), program, port)
		r.Settings = windowsSettings(r.Findings)
	case "darwin":
		r.Findings = []Finding{readMac(ctx, sys.run, program)}
		r.Settings = macSettings(ctx, sys.run)
	case "linux":
		r.Findings = readLinux(ctx, sys, port)
	}
	return r
}
