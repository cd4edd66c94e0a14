package session

import (
	"errors"
	"net/netip"
	"time"

	"porchlight/internal/host"
)

// Phase is whether hosting is on.
type Phase uint8

// The phases.
const (
	Off Phase = iota
	Starting
	Hosting
	Stopping
)

// ErrNotStarted is what Start's channel gives where hosting is on already, is just starting or stopping, or the
// session is closed.
var ErrNotStarted = errors.New("hosting cannot start now")

// run is whether hosting is on.
type run struct {
	phase   Phase
	closed  bool
	restart bool           // start again once stopped
	addr    netip.AddrPort // that the host listens on; not valid while off
	since   time.Time
}

// Start hosts. It does not wait; the channel, which has room, gets nil once friends can connect, or an error of
// host.Start, or ErrNotStarted.
func (s *Session) Start() <-chan error {
	started := make(chan error, 1)
	refused := ErrNotStarted
	s.command(func() { refused = s.start(started) })
	if refused != nil {
		started <- refused
	}
	return started
}

// start begins to host, or returns why it does not. The lock is held.
func (s *Session) start(started chan<- error) error {
	if s.run.phase != Off {
		return ErrNotStarted
	}
	if s.plan.Port < 0 {
		return &host.PortRangeError{Port: s.plan.Port}
	}
	c := s.options.Base
	c.Port, c.Limit, c.Game = s.plan.Port, s.plan.Limit, s.plan.Game
	c.Access, c.Page, c.RateLimit = s.plan.Policy, s.plan.page(), s.plan.RateLimit
	s.savePlan()
	s.notices.clear(StartFailed)
	s.notices.clear(OwnServerEnded, OwnServerMissing)
	s.run.phase, s.dirty = Starting, true
	s.own = ownServer{run: s.own.run + 1}
	run := s.own.run
	c.Dial = s.dialer(c.Game, run)
	if c.Game.Server.Address != "" {
		s.own.State, s.own.Address = ServerElsewhere, c.Game.Server.Address
	}
	s.own.Command = commandOf(c.Game).String()
	s.tasks.start(func() {
		err := s.startServer(c.Game, run, c.Port)
		if err == nil {
			err = s.options.Host.Start(c)
			host.FindPortOwner(err)
		}
		if err != nil {
			s.stopServer()
		}
		s.finishStart(c, err)
		started <- err
	})
	return nil
}

// freePort returns the port that an error of host.Start offers instead; 0: none.
func freePort(err error) int {
	var (
		inUse      *host.PortInUseError
		notAllowed *host.PortNotAllowedError
		reserved   *host.PortReservedError
		server     *ServerPortError
	)
	switch {
	case errors.As(err, &inUse):
		return inUse.Free
	case errors.As(err, &notAllowed):
		return notAllowed.Free
	case errors.As(err, &reserved):
		return reserved.Free
	case errors.As(err, &server):
		return server.Free
	}
	return 0
}

// finishStart records the result of a start, and applies the changes made meanwhile.
func (s *Session) finishStart(c host.Config, err error) {
	s.command(func() {
		s.dirty = true
		_, s.events.next = s.options.Journal.Range()
		if err != nil {
			s.run.phase = Off
			n := Notice{Kind: StartFailed, Err: err, Port: freePort(err)}
			if n.Port > 0 {
				n.Action = UsePort
			}
			s.notices.add(n)
			return
		}
		h := s.options.Host
		s.run.phase, s.run.addr, s.run.since = Hosting, h.Addr(), h.Since()
		if s.plan.Limit != c.Limit {
			h.SetLimit(s.plan.Limit)
		}
		if s.plan.Policy != c.Access {
			h.SetAccessPolicy(s.plan.Policy)
		}
		h.SetPage(s.plan.page())
		if s.plan.RateLimit != c.RateLimit {
			h.SetRateLimit(s.plan.RateLimit)
		}
		s.updateJoinAddr()
		s.testShownAddr()
	})
}

// Stop ends the hosting. It does not wait; the channel is closed when nobody is connected any more. It does
// nothing while hosting is off, starting or stopping.
func (s *Session) Stop() <-chan struct{} {
	stopped := make(chan struct{})
	stopping := false
	s.command(func() { stopping = s.stop(stopped) })
	if !stopping {
		close(stopped)
	}
	return stopped
}

// stop begins to stop and reports whether it does. The lock is held.
func (s *Session) stop(stopped chan<- struct{}) bool {
	if s.run.phase != Hosting {
		return false
	}
	s.run.phase, s.dirty = Stopping, true
	s.tasks.start(func() {
		defer close(stopped)
		s.options.Host.Stop()
		s.stopServer()
		s.finishStop()
	})
	return true
}

// finishStop records that the host is off.
func (s *Session) finishStop() {
	s.command(func() {
		s.dirty = true
		s.run.phase, s.run.addr, s.run.since = Off, netip.AddrPort{}, time.Time{}
		s.notices.clear(GameFull, SelfTestFailed, ADBConnected, ConnRejected, PlayerSlowed, PlayerDropped, NoDescriptors, MessageIncomplete, OwnServerEnded, OwnServerMissing)
		s.notices.unsuppress(GameFull)
		s.test.cancelRunning()
		s.test = selfTest{}
		s.players = players{}
		s.pending = nil
		s.updateJoinAddr()
		if s.run.restart {
			s.run.restart = false
			_ = s.start(make(chan error, 1)) // the port is one that was offered
		}
	})
}

// hostOn hosts on another port, after stopping where hosting is on. The lock is held.
func (s *Session) hostOn(port int) {
	s.setPort(port)
	switch s.run.phase {
	case Off:
		_ = s.start(make(chan error, 1)) // the port is one that was offered
	case Hosting:
		s.run.restart = true
		s.stop(make(chan struct{}))
	case Stopping:
		s.run.restart = true
	case Starting: // there is no notice then that offers another port
	}
}
