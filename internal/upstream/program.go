// Package upstream starts, watches and ends the person's own server, a program behind the host. It keeps the lines that
// the server prints in bounded memory, finds the addresses on which it listens, and guesses from its last lines why it
// ended. It makes no sentences for the person.
//
// A server ends with this program, however this program ends. On Unix another run of this program, the keeper, holds
// one end of a pipe whose other end is here, and ends the server and all its children when that closes. On Windows a
// job object does the same.
package upstream

import (
	"cmp"
	"net/netip"
	"os"
	"sync"
	"syscall"
	"time"
)

const (
	// stopGrace is the time that a server has to end after Stop has asked it to.
	stopGrace = 2 * time.Second
	// orphanGrace is the time that children have to end after their server has ended by itself, and that a server has
	// after the end of this program.
	orphanGrace = time.Second
	// endTimeout bounds the wait for killed processes, which the system may not be able to end.
	endTimeout = 5 * time.Second
	// drainTimeout bounds the wait for the rest of the output after the end of all processes that are known. A process
	// that has escaped may hold the stream open.
	drainTimeout = 2 * time.Second
)

// Options are the parameters of Start.
type Options struct {
	// Keeper is the program, with its arguments, that calls RunKeeper: this program and KeeperCommand. Windows does not
	// use it.
	Keeper []string
	// Output receives the lines that the server prints. Several programs, one after the other or at once, may have
	// the same. It is required.
	Output *Output

	partialDelay time.Duration // after which an unfinished line is added as it is; 0: 0.5 s
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
	command Command
	child   *child
	started time.Time
	tail    tail
	done    chan struct{}
	exit    Exit // written before done is closed
	stop    sync.Once

	mu   sync.Mutex
	seen []netip.AddrPort // the addresses of Listening, in the order of their first sight
}

// Start starts a server, without a shell, with the null device as standard input. It waits until the server runs, some
// milliseconds, and returns a *StartError if the server cannot be started. The variables PYTHONUNBUFFERED and
// PYTHONIOENCODING are set unless they are in the environment of this program or of the command.
func Start(c Command, o Options) (*Program, error) {
	fail := func(err error) (*Program, error) {
		name := ""
		if len(c.Args) > 0 {
			name = c.Args[0]
		}
		return nil, &StartError{Program: name, Folder: c.Folder, Err: err}
	}
	path, err := c.programPath()
	if err != nil {
		return fail(err)
	}
	if c.Folder != "" {
		if err := checkFolder(c.Folder); err != nil {
			return fail(err)
		}
	}
	streams, err := newStreams()
	if err != nil {
		return fail(err)
	}
	p := &Program{command: c, started: time.Now(), done: make(chan struct{})}
	p.child, err = startChild(request{Path: path, Args: c.Args, Folder: c.Folder, Env: c.environment()}, o.Keeper, streams)
	streams.closeWriters()
	if err != nil {
		streams.closeReaders()
		return fail(err)
	}
	read := streams.readInto(cmp.Or(o.partialDelay, partialDelay), func(lines []rawLine) {
		o.Output.add(lines...)
		p.tail.add(lines)
	})
	go p.wait(streams, read)
	return p, nil
}

// wait waits for the end of the processes and of their output.
func (p *Program) wait(streams *streams, read <-chan struct{}) {
	p.exit = p.child.wait()
	p.exit.Duration = p.child.endedAt.Sub(p.started)
	select {
	case <-read:
	case <-time.After(drainTimeout):
	}
	streams.closeReaders() // ends the reading, too
	close(p.done)
}

// PID returns the process ID of the server.
func (p *Program) PID() int { return p.child.pid }

// Done returns a channel that is closed once the server and all its children have ended and their output has been
// read. Children that are left when the server itself ends are asked to end, too, and killed a second later: a server
// that only starts another one in the background and exits takes that along.
func (p *Program) Done() <-chan struct{} { return p.done }

// Exit says how the server ended. It waits for Done.
func (p *Program) Exit() Exit {
	<-p.done
	return p.exit
}

// Stop asks the server to end (SIGTERM; on Windows Ctrl+Break if this program and the server share a console), kills it
// and all its children 2 s later, and returns once Done is closed. Further calls wait for the same end.
func (p *Program) Stop() {
	p.stop.Do(p.child.stop)
	<-p.done
}

// hasEnded reports whether Done is closed.
func (p *Program) hasEnded() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// checkFolder returns the system's error if a folder cannot be a working directory.
func checkFolder(folder string) error {
	info, err := os.Stat(folder + string(os.PathSeparator) + ".") // needs the permission to enter it
	if err == nil && !info.IsDir() {
		err = &os.PathError{Op: "chdir", Path: folder, Err: syscall.ENOTDIR}
	}
	return err
}
