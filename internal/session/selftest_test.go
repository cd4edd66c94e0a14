package session

import (
	"context"
	"net/netip"
	"sync"
	"testing"

	"porchlight/internal/diagnose"
	"porchlight/internal/host"
)

// tester is a self-test that the test answers.
type tester struct {
	answers chan error

	mu      sync.Mutex
	asked   []netip.Addr
	givenUp int
}

func (s *tester) option(o *Options) { o.SelfTest = s.test }

func (s *tester) test(ctx context.Context, at netip.Addr) error {
	s.mu.Lock()
	s.asked = append(s.asked, at)
	s.mu.Unlock()
	select {
	case err := <-s.answers:
		return err
	case <-ctx.Done():
		s.mu.Lock()
		s.givenUp++
		s.mu.Unlock()
		return ctx.Err()
	}
}

func (s *tester) counts() (asked, givenUp int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.asked), s.givenUp
}

func newTester() *tester { return &tester{answers: make(chan error)} }

func TestReachabilityClaimsWhatWasSeenAndNoMore(t *testing.T) {
	t.Parallel()
	c := newTester()
	var mu sync.Mutex
	var attempt host.ConnAttempt
	f := newSession(t, c.option, func(o *Options) {
		o.LastAttempt = func(netip.Addr) (host.ConnAttempt, bool) {
			mu.Lock()
			defer mu.Unlock()
			return attempt, attempt.From.IsValid()
		}
	})
	f.mustStart()
	if got := f.Snapshot().Reach.State; got != diagnose.Listening {
		t.Errorf("before the self-test it is %d", got)
	}
	c.answers <- nil
	f.await("the self-test", func(n *Snapshot) bool { return n.Reach.State == diagnose.Tested })
	mu.Lock()
	attempt = host.ConnAttempt{From: netip.MustParseAddr("192.168.1.40"), At: f.clock.Now()}
	mu.Unlock()
	f.dial() // so that the journal moves
	n := f.await("a friend", func(n *Snapshot) bool { return n.Reach.State == diagnose.Reached })
	if n.Reach.Attempt != attempt {
		t.Errorf("it was %+v", n.Reach.Attempt)
	}
}

func TestASelfTestThatFailsIsToldAndRunAgain(t *testing.T) {
	t.Parallel()
	c := newTester()
	f := newSession(t, c.option)
	f.mustStart()
	c.answers <- &host.UnreachableError{Addr: f.Snapshot().Listening}
	notice := f.awaitNotice(SelfTestFailed)
	n := f.Snapshot()
	if notice.Action != TestAgain || notice.Addr != n.Addresses.Join || n.Reach.State != diagnose.Trouble {
		t.Errorf("the notice is %+v in %+v", notice, n)
	}
	if _, err := f.Act(notice.ID); err != nil {
		t.Fatal(err)
	}
	if n := f.Snapshot(); n.Has(SelfTestFailed) || n.Reach.State != diagnose.Listening {
		t.Errorf("while it runs again: %+v", n)
	}
	c.answers <- nil
	f.await("the second test", func(n *Snapshot) bool { return n.Reach.State == diagnose.Tested })
}

func TestAnotherShownAddressIsTestedAndTheOldTestGivenUp(t *testing.T) {
	t.Parallel()
	c := newTester()
	f := newSession(t, c.option, onAllAddresses)
	f.mustStart()
	f.networks.set("192.168.1.23")
	f.await("the second test", func(n *Snapshot) bool { asked, givenUp := c.counts(); return asked == 2 && givenUp == 1 })
	c.answers <- nil
	f.await("its end", func(n *Snapshot) bool { return n.Reach.State == diagnose.Tested })
	f.networks.set("192.168.1.23", "10.0.0.7") // another than the shown one
	f.await("the addresses", func(n *Snapshot) bool { return len(n.Addresses.All) == 2 })
	if asked, _ := c.counts(); asked != 2 {
		t.Errorf("%d tests were run", asked)
	}
}

func TestAFriendThatGetsThroughEndsTheTrouble(t *testing.T) {
	t.Parallel()
	c := newTester()
	reached := make(chan struct{})
	f := newSession(t, c.option, func(o *Options) {
		o.LastAttempt = func(netip.Addr) (host.ConnAttempt, bool) {
			select {
			case <-reached:
				return host.ConnAttempt{From: netip.MustParseAddr("192.168.1.40")}, true
			default:
				return host.ConnAttempt{}, false
			}
		}
	})
	f.mustStart()
	c.answers <- &host.UnreachableError{}
	f.awaitNotice(SelfTestFailed)
	close(reached)
	f.dial()
	f.await("the end of the trouble", func(n *Snapshot) bool { return !n.Has(SelfTestFailed) && n.Reach.State == diagnose.Reached })
}

func TestASharedPortWithoutAFreeOneOffersNothing(t *testing.T) {
	t.Parallel()
	c := newTester()
	f := newSession(t, c.option)
	f.mustStart()
	f.command(func() { f.finishSelfTest(f.test.number, &host.SharedPortError{Addr: f.run.addr}, 0) })
	if n := f.awaitNotice(SelfTestFailed); n.Action != NoAction || n.Port != 0 {
		t.Errorf("the notice is %+v", n)
	}
	c.answers <- nil
}
