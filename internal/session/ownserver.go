package session

import (
	"fmt"
	"net/netip"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/ports"
	"porchlight/internal/upstream"
)

// ServerState is the state of the person's own server.
type ServerState uint8

// The states.
const (
	NoServer        ServerState = iota // the game has none, or hosting is off
	ServerElsewhere                    // the game names the address of one that runs already
	ServerStarting                     // it runs, and listens on no port yet
	ServerListening
	ServerEnded // by itself; Exit and Cause
)

// OwnServer is the person's own server, to which the host connects players.
type OwnServer struct {
	State   ServerState
	Command string // as a person would type it; "" if the server runs already
	Address string // host:port that players are connected to; "" while it is not known
	Exit    upstream.Exit
	Cause   upstream.Cause
	Again   time.Time // when it is started again; zero: when the person wants it
}

// The time in which a server that has been started is to listen, before friends are let in without it.
const serverStartTimeout = 10 * time.Second

// Intervals at which the system is asked where a server listens.
const (
	listenPollFast = 50 * time.Millisecond
	listenPollSlow = time.Second      // after serverStartTimeout
	listenPollRare = 10 * time.Second // once it listens
)

// A server that has crashed is started again after minRestartPause, doubled with each further crash up to
// maxRestartPause. A server that has run for steadyTime has not crashed before.
const (
	minRestartPause = time.Second
	maxRestartPause = 30 * time.Second
	steadyTime      = time.Minute
)

// ownServer is the state of the person's own server. Session.mu guards it.
type ownServer struct {
	OwnServer
	program *upstream.Program // nil: none has been started, or it has ended
	run     uint64            // number of the hosting that the server belongs to
	pause   time.Duration     // before the next automatic start
	again   *time.Timer       // the next automatic start; nil: none
}

// ServerPortError is the error of a start where the person's own server listens on the port that friends should use.
type ServerPortError struct {
	Port, Free int    // Free is another one to host on; 0: none was found
	File       string // of the server that names the port; "": it was not found
	Line       int    // of File, from 1
	Text       string // of that line
}

func (e *ServerPortError) Error() string {
	return fmt.Sprintf("the server behind listens on port %d itself", e.Port)
}

// commandOf returns the command of a game's own server.
func commandOf(g *game.Game) upstream.Command {
	return upstream.Command{Args: g.Server.Command, Folder: g.Server.Folder, Env: g.Server.Environment}
}

// ServerOutput returns what servers have printed.
func (s *Session) ServerOutput() *upstream.Output { return s.output }

// startServerAgain starts the person's own server again after it has ended by itself, while hosting is on. The lock is
// held.
func (s *Session) startServerAgain() {
	if s.run.phase != Hosting || s.own.State != ServerEnded {
		return
	}
	s.own.stopTimer()
	s.notices.clear(OwnServerEnded)
	s.own.State, s.own.Again, s.dirty = ServerStarting, time.Time{}, true
	g, run := s.plan.Game, s.own.run
	s.tasks.start(func() {
		if err := s.launchServer(g, run); err != nil {
			s.command(func() { s.serverFailed(run, err) })
		}
	})
}

// serverFailed records that a server could not be started while hosting. The lock is held.
func (s *Session) serverFailed(run uint64, err error) {
	if s.own.run != run {
		return
	}
	s.own.State, s.own.program, s.dirty = ServerEnded, nil, true
	s.notices.add(Notice{Kind: OwnServerEnded, Action: StartServer, Err: err})
}

// startServer starts the person's own server for a hosting, if the game has one. It returns once the server listens, has
// ended, or has had serverStartTimeout. The error is a *ConsentError, a *ServerPortError, or one of upstream.Start.
func (s *Session) startServer(g *game.Game, run uint64, port int) error {
	if len(g.Server.Command) == 0 {
		return nil
	}
	if err := s.checkConsent(g); err != nil {
		return err
	}
	if err := s.launchServer(g, run); err != nil {
		return err
	}
	timeout := time.After(serverStartTimeout)
	for {
		switch own := s.ownServer(run); {
		case own.State == ServerListening && own.port() == port:
			return s.serverPortError(commandOf(g), port)
		case own.State != ServerStarting: // if it has ended, a notice says so; friends may come meanwhile
			return nil
		}
		select {
		case <-time.After(listenPollFast):
		case <-timeout:
			return nil
		case <-s.ctx.Done():
			return nil
		}
	}
}

// serverPortError returns the error for a server that listens on the port that friends should use.
func (s *Session) serverPortError(c upstream.Command, port int) error {
	e := &ServerPortError{Port: port, Free: ports.NextFree(s.options.Base.Addr, port)}
	if file := c.File(); file != "" {
		if line, text, ok := upstream.PortLine(file, port); ok {
			e.File, e.Line, e.Text = file, line, text
		}
	}
	return e
}

// launchServer starts the command of a hosting, and watches it.
func (s *Session) launchServer(g *game.Game, run uint64) error {
	c := commandOf(g)
	program, err := upstream.Start(c, upstream.Options{Keeper: s.options.Keeper, Output: s.output})
	if err != nil {
		return err
	}
	kept := false
	s.command(func() {
		if s.own.run != run {
			return
		}
		kept, s.dirty = true, true
		s.own.program, s.own.State = program, ServerStarting
		s.own.Exit, s.own.Cause, s.own.Address = upstream.Exit{}, upstream.Cause{}, g.Server.Address
	})
	if !kept {
		program.Stop()
		return nil
	}
	s.tasks.start(func() { s.watchServer(program, run) })
	return nil
}

// watchServer records where a server listens, and its end.
func (s *Session) watchServer(program *upstream.Program, run uint64) {
	poll := listenPollFast
	began := time.Now()
	for {
		address := findServer(s.ctx, program)
		switch {
		case address != "":
			poll = listenPollRare
		case time.Since(began) > serverStartTimeout:
			poll = listenPollSlow
		}
		s.command(func() { s.serverListens(program, address) })
		select {
		case <-program.Done():
			s.command(func() { s.serverEnded(program, run) })
			return
		case <-time.After(poll):
		}
	}
}

// serverListens records the address on which a server listens; "" is none. The lock is held.
func (s *Session) serverListens(program *upstream.Program, address string) {
	if s.own.program != program || address == "" {
		return
	}
	if s.own.State != ServerListening || s.own.Address != address {
		s.own.State, s.own.Address, s.dirty = ServerListening, address, true
		s.notices.clear(OwnServerMissing)
	}
}

// serverEnded records that a server has ended by itself. The lock is held.
func (s *Session) serverEnded(program *upstream.Program, run uint64) {
	if s.own.program != program || s.own.run != run {
		return
	}
	s.own.program, s.own.State, s.dirty = nil, ServerEnded, true
	s.own.Exit, s.own.Cause = program.Exit(), program.Cause()
	n := Notice{Kind: OwnServerEnded, Action: StartServer, Cause: s.own.Cause, Exit: s.own.Exit}
	if s.own.Cause.Kind == upstream.PortTaken && s.run.phase == Hosting && s.own.Cause.Port == int(s.run.addr.Port()) {
		s.tasks.start(func() {
			free := ports.NextFree(s.options.Base.Addr, n.Cause.Port)
			s.command(func() {
				if s.own.run == run && free > 0 {
					n.Action, n.Port = UsePort, free
				}
				s.notices.add(n)
			})
		})
		return
	}
	s.notices.add(n)
	if s.plan.Game.Server.Restart && s.own.Exit.Code != 0 {
		s.restartLater(run)
	}
}

// restartLater starts the server again after a pause. The lock is held.
func (s *Session) restartLater(run uint64) {
	if s.own.Exit.Duration > steadyTime {
		s.own.pause = 0
	}
	s.own.pause = min(max(2*s.own.pause, minRestartPause), maxRestartPause)
	s.own.Again = s.options.Now().Add(s.own.pause)
	s.own.again = time.AfterFunc(s.own.pause, func() {
		s.command(func() {
			if s.own.run == run {
				s.startServerAgain()
			}
		})
	})
}

// ownServer returns the state of the server of a hosting.
func (s *Session) ownServer(run uint64) OwnServer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.own.run != run {
		return OwnServer{}
	}
	return s.own.OwnServer
}

// port returns the port on which the server listens; 0: none.
func (o *OwnServer) port() int {
	a, err := netip.ParseAddrPort(o.Address)
	if err != nil {
		return 0
	}
	return int(a.Port())
}

// stopServer ends the server and returns when it has ended.
func (s *Session) stopServer() {
	s.mu.Lock()
	program := s.own.program
	s.own.stopTimer()
	s.own = ownServer{run: s.own.run + 1}
	s.dirty = true
	s.mu.Unlock()
	if program != nil {
		program.Stop()
	}
}

func (o *ownServer) stopTimer() {
	if o.again != nil {
		o.again.Stop()
		o.again = nil
	}
}
