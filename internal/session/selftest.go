package session

import (
	"context"
	"errors"
	"net/netip"

	"porchlight/internal/diagnose"
	"porchlight/internal/host"
	"porchlight/internal/ports"
)

// selfTest is what is known of whether this computer reaches itself at the shown address.
type selfTest struct {
	at     netip.Addr         // that was tested or is being
	number uint64             // differs from test to test
	cancel context.CancelFunc // nil while none is running
	done   bool
	err    error
}

func (t *selfTest) cancelRunning() {
	if t.cancel != nil {
		t.cancel()
	}
}

// Reach is how far it is known that others reach this computer.
type Reach struct {
	State   diagnose.Reachability
	Attempt host.ConnAttempt // where State is Reached: the latest
	Tested  bool             // the self-test at the shown address has ended
	TestErr error            // of that self-test; nil: it passed, or has not ended
}

// SharedPort reports whether another program answers on the port of the shown address.
func (r Reach) SharedPort() bool {
	_, shared := errors.AsType[*host.SharedPortError](r.TestErr)
	return shared
}

// testShownAddr tests the shown address if hosting is on and it was not tested before. The lock is held.
func (s *Session) testShownAddr() {
	if s.run.phase == Hosting && s.test.at != s.addrs.shown {
		s.runSelfTest()
	}
}

// runSelfTest tests the shown address. It cancels a running test. The lock is held.
func (s *Session) runSelfTest() {
	s.test.cancelRunning()
	ctx, cancel := context.WithCancel(s.ctx)
	s.test = selfTest{at: s.addrs.shown, number: s.test.number + 1, cancel: cancel}
	s.notices.clear(SelfTestFailed)
	s.dirty = true
	at, number, port := s.test.at, s.test.number, int(s.run.addr.Port())
	s.tasks.start(func() {
		defer cancel()
		err := s.options.SelfTest(ctx, at)
		free := 0
		if (Reach{TestErr: err}).SharedPort() { // the search takes a while
			free = ports.NextFree(s.options.Base.Addr, port)
		}
		s.command(func() { s.finishSelfTest(number, err, free) })
	})
}

// finishSelfTest records the result of a self-test, unless another one has started since. free is a port to offer; 0: none.
// The lock is held.
func (s *Session) finishSelfTest(number uint64, err error, free int) {
	if s.run.phase != Hosting || s.test.number != number || errors.Is(err, context.Canceled) || errors.Is(err, host.ErrOff) {
		return
	}
	s.test.cancel, s.test.done, s.test.err = nil, true, err
	s.dirty = true
	if err == nil {
		return
	}
	n := Notice{Kind: SelfTestFailed, Action: TestAgain, Err: err, Addr: s.addrs.join}
	if (Reach{TestErr: err}).SharedPort() {
		n.Action, n.Port = UsePort, free
		if free == 0 {
			n.Action = NoAction
		}
	}
	s.notices.add(n)
}

// reach returns what is known. The lock is held.
func (s *Session) reach() Reach {
	switch {
	case s.run.phase == Starting, s.run.phase == Stopping:
		return Reach{State: diagnose.Starting}
	case s.run.phase == Off && s.notices.has(StartFailed):
		return Reach{State: diagnose.Trouble}
	case s.run.phase == Off:
		return Reach{}
	}
	var r Reach
	if r.Tested = s.test.at == s.addrs.shown && s.test.done; r.Tested {
		r.TestErr = s.test.err
	}
	attempt, reached := s.options.LastAttempt(s.addrs.shown)
	switch {
	case reached:
		r.State, r.Attempt = diagnose.Reached, attempt
	case r.TestErr != nil:
		r.State = diagnose.Trouble
	case r.Tested:
		r.State = diagnose.Tested
	default:
		r.State = diagnose.Listening
	}
	return r
}
