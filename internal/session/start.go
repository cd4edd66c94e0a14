package session

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"porchlight/internal/host"
	"porchlight/internal/ports"
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

// ErrNotStarted is what Start's channel gives where hosting is on already, is just starting or stopping,
// where the port is Invalid, or the session is closed.
var ErrNotStarted = errors.New("hosting cannot start now")

// ownerTimeout bounds how long the system may take to tell which program holds a port.
const ownerTimeout = 2 * time.Second

// StartError says why hosting did not start, and what may be offered instead.
type StartError struct {
	Err   error         // of host.Start
	Owner ports.Program // that holds the port; zero where the system does not tell or nobody holds it
	Free  int           // a port that was free just now; 0: none is offered
}

func (e *StartError) Error() string { return e.Err.Error() }
func (e *StartError) Unwrap() error { return e.Err }

// run is whether hosting is on.
type run struct {
	phase   Phase
	closed  bool
	restart bool           // start again once stopped
	addr    netip.AddrPort // that the host listens on; not valid while off
	since   time.Time
}

// Start hosts. It does not wait; the channel, which has room, gets nil once friends can connect, or a
// *StartError, or ErrNotStarted.
func (s *Session) Start() <-chan error {
	started := make(chan error, 1)
	refused := true
	s.command(func() { refused = !s.start(started) })
	if refused {
		started <- ErrNotStarted
	}
	return started
}

// start begins to host and reports whether it does. The lock is held.
func (s *Session) start(started chan<- error) bool {
	if s.run.phase != Off || s.plan.Port < 0 {
		return false
	}
	c := s.options.Base
	c.Port, c.Players, c.Game = s.plan.Port, s.plan.Limit, s.plan.Game
	c.Access, c.RateLimit = s.plan.Policy, s.plan.RateLimit
	s.savePlan()
	s.notices.clear(StartFailed)
	s.run.phase, s.dirty = Starting, true
	s.tasks.start(func() {
		err := s.startError(s.options.Host.Start(c), c)
		s.started(c, err)
		started <- err
	})
	return true
}

// startError adds to an error of host.Start what a face may offer. It takes up to ownerTimeout, outside of
// any lock.
func (s *Session) startError(err error, c host.Config) error {
	var (
		inUse      *host.PortInUseError
		notAllowed *host.PortNotAllowedError
		reserved   *host.PortReservedError
	)
	failed := &StartError{Err: err}
	switch {
	case err == nil:
		return nil
	case errors.As(err, &inUse):
		ctx, cancel := context.WithTimeout(s.ctx, ownerTimeout)
		defer cancel()
		failed.Owner, _ = ports.Owner(ctx, c.Port)
		failed.Free = ports.NextFree(c.Addr, c.Port)
	case errors.As(err, &notAllowed):
		failed.Free = ports.NextFree(c.Addr, max(c.Port, host.DefaultPort-1))
	case errors.As(err, &reserved):
		failed.Free = ports.NextFree(c.Addr, c.Port)
	}
	return failed
}

// started takes in how a start ended. What was changed while it was under way is applied now.
func (s *Session) started(c host.Config, err error) {
	s.command(func() {
		s.dirty = true
		_, s.events.next = s.options.Journal.Range()
		if failed, ok := errors.AsType[*StartError](err); ok {
			s.run.phase = Off
			n := Notice{Kind: StartFailed, Err: failed, Port: failed.Free}
			if failed.Free > 0 {
				n.Action = UsePort
			}
			s.notices.tell(n)
			return
		}
		h := s.options.Host
		s.run.phase, s.run.addr, s.run.since = Hosting, h.Addr(), h.Since()
		if s.plan.Limit != c.Players {
			h.SetLimit(s.plan.Limit)
		}
		if s.plan.Policy != c.Access {
			h.SetAccessPolicy(s.plan.Policy)
		}
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
		s.stopped()
	})
	return true
}

// stopped takes in that the host is off.
func (s *Session) stopped() {
	s.command(func() {
		s.dirty = true
		s.run.phase, s.run.addr, s.run.since = Off, netip.AddrPort{}, time.Time{}
		s.notices.clear(GameFull, SelfTestFailed, ADBConnected, TurnedAway, PlayerSlowed, PlayerDropped, NoDescriptors, MessageIncomplete)
		s.notices.allowAgain(GameFull)
		s.test.cancelRunning()
		s.test = selfTest{}
		s.players = players{}
		s.pending = nil
		s.updateJoinAddr()
		if s.run.restart {
			s.run.restart = false
			s.start(make(chan error, 1))
		}
	})
}

// hostOn hosts on another port, after stopping where hosting is on. The lock is held.
func (s *Session) hostOn(port int) {
	s.setPort(port)
	switch s.run.phase {
	case Off:
		s.start(make(chan error, 1))
	case Hosting:
		s.run.restart = true
		s.stop(make(chan struct{}))
	case Stopping:
		s.run.restart = true
	case Starting: // there is no notice then that offers another port
	}
}
