// Package firewall reads what this computer's own firewall does with the connections of friends: Windows
// Firewall, the application firewall of macOS, and ufw, firewalld, nftables and iptables on Linux.
//
// It only reads. It changes nothing, sends nothing and never has a password asked for; what it may not
// read, or cannot be certain of, is unknown. "Blocks" and "allows" are only said with proof.
package firewall

import (
	"context"
	"runtime"
	"time"
)

// Kind tells which firewall a finding is about.
type Kind int

// The firewalls that can be read.
const (
	Windows Kind = iota
	MacOS
	UFW
	Firewalld
	NFTables
	IPTables
)

// State tells whether a firewall is on.
type State int

// What is known about it.
const (
	StateUnknown State = iota
	Off
	On
)

// Effect tells what a firewall does with a friend's connection to the program and port.
type Effect int

// The effects. NoRule is for firewalls that go by program: nothing was decided about this one yet.
const (
	EffectUnknown Effect = iota
	NoRule
	Allows
	Blocks
)

// Reason tells why something is unknown, or by what a firewall blocks.
type Reason int

// The reasons.
const (
	NoReason           Reason = iota
	NeedsAdministrator        // only the administrator may read the rules
	NoAnswer                  // the system gave no answer, or none that is understood
	Conditional               // the rules go by things that are not known before a friend comes
	BlocksAll                 // a switch keeps everything out, whatever the rules say
	Dismissed                 // the rules that Windows makes when its question is cancelled
)

// Profile is the kind of network that a rule of Windows is for; "" elsewhere.
type Profile string

// The profiles, as rules name them.
const (
	Domain  Profile = "Domain"
	Private Profile = "Private"
	Public  Profile = "Public"
)

// Lasting tells when a command has its effect.
type Lasting int

// How long commands last.
const (
	ForGood      Lasting = iota
	UntilRestart         // at once, and until the firewall or the computer starts anew
	FromRestart          // not before that, and then for good
)

// Command is a line for a terminal that lets friends in. Where there are several of the same lasting,
// they belong together, in order.
type Command struct {
	Line    string
	Lasting Lasting
}

// Finding is what is known about one firewall, or about one profile of Windows's.
type Finding struct {
	Kind     Kind
	Profile  Profile
	Unsure   bool // it is not known whether the profile is in use
	State    State
	Effect   Effect
	Why      Reason
	Commands []Command // for where it does not let friends in; never run by the program
}

// Report is all that is known. Without findings, no firewall was found.
type Report struct {
	Port     int
	Findings []Finding
	Settings []string // the command that opens the system's settings of the firewall; nil: it has none
}

// readTime is how long a reading may take.
const readTime = 15 * time.Second

// Read looks at this computer's firewalls for connections by TCP to a port of a program, which is named
// by its whole path. It takes readTime at most, less where ctx ends: what was not found out until then is
// unknown. Call it from any goroutine but one that must not wait.
func Read(ctx context.Context, program string, port int) Report {
	ctx, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	sys := thisSystem()
	r := Report{Port: port}
	switch runtime.GOOS {
	case "windows":
		r.Findings = judgeWindows(readWindows(ctx, sys.run), program, port)
		r.Settings = windowsSettings(r.Findings)
	case "darwin":
		r.Findings = []Finding{readMac(ctx, sys.run, program)}
		r.Settings = macSettings(ctx, sys.run)
	case "linux":
		r.Findings = readLinux(ctx, sys, port)
	}
	return r
}
