// Package upstream starts, watches and ends the person's own server, a program behind the host. It keeps the lines that
// the server prints in bounded memory, finds the addresses on which it listens, and guesses from its last lines why it
// ended. It makes no sentences for the person.
//
// A server ends with this program, however this program ends. On Unix another run of this program, the keeper, holds
// one end of a pipe whose other end is here, and ends the server and all its children when that closes. On Windows a
// job object does the same.
package upstream

import (
	"context"
	"net/netip"
	"time"
)

// Options are the parameters of Start.
type Options struct {
	// Keeper is the program, with its arguments, that calls RunKeeper with what follows them: this program and
	// KeeperCommand. Windows does not use it.
	Keeper []string
	// Output receives the lines that the server prints. Several programs, one after the other or at once, may have
	// the same. It is required.
	Output *Output
}

// Exit says how a server ended.
type Exit struct {
	Code     int           // exit status; -1 if a signal ended it or it is not known
	Signal   string        // "SIGSEGV": the signal that ended it, or ""
	Stopped  bool          // Stop was called before it ended
	Duration time.Duration // from its start to its end
}

// Program is a server that has been started. Its methods may be called from any goroutine.
type Program struct {
	done chan struct{}
}

// Start starts a server, without a shell, with the null device as standard input. It returns an error if the server
// cannot be started: a *StartError.
func Start(c Command, o Options) (*Program, error) {
	return nil, &StartError{Program: c.String()}
}

// PID returns the process ID of the server.
func (p *Program) PID() int { return 0 }

// Done returns a channel that is closed once the server and all its children have ended and their output has been
// read.
func (p *Program) Done() <-chan struct{} { return p.done }

// Exit says how the server ended. It is valid once Done is closed.
func (p *Program) Exit() Exit { return Exit{} }

// Stop asks the server to end (SIGTERM; Ctrl+Break on Windows), kills it and all its children 2 s later, and returns
// once Done is closed. Further calls wait for the same end.
func (p *Program) Stop() {}

// Listening returns the TCP addresses on which the server or one of its children listens now, in the order in which
// Listening first saw them. It asks the system and sends nothing. It returns nil if ctx ends first. It takes
// milliseconds on Linux and Windows and up to a second on macOS, where it runs lsof.
func (p *Program) Listening(ctx context.Context) []netip.AddrPort { _ = ctx; return nil }

// Cause guesses why the server ended, or why it cannot go on, from its last lines. It may be called at any time, and
// is complete once Done is closed.
func (p *Program) Cause() Cause { return Cause{} }
