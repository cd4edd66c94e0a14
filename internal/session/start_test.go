package session

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"porchlight/internal/diagnose"
	"porchlight/internal/game"
	"porchlight/internal/host"
)

func TestAStartedSessionHostsAndItsSnapshotSaysWhere(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	if n := f.Snapshot(); n.Phase != Off || n.Listening.IsValid() || n.Addresses.Join.Port() != 0 {
		t.Errorf("before the start: %+v", n)
	}
	f.mustStart()
	n := f.await("the self-test", func(n *Snapshot) bool { return n.Reach.State == diagnose.Tested })
	if n.Phase != Hosting || n.Listening != f.options.Host.Addr() || n.Addresses.Join != n.Listening || n.Since.IsZero() {
		t.Errorf("while hosting: %+v", n)
	}
	if err := <-f.Start(); !errors.Is(err, ErrNotStarted) {
		t.Errorf("a second start: %v", err)
	}
	<-f.Stop()
	if n := f.Snapshot(); n.Phase != Off || n.Listening.IsValid() || f.options.Host.Addr().IsValid() || n.Reach.State != diagnose.Off {
		t.Errorf("after the stop: %+v", n)
	}
	<-f.Stop() // stopping what is off ends at once
}

func TestAPortInUseIsToldWithItsOwnerAndAnotherPort(t *testing.T) {
	t.Parallel()
	port := occupied(t)
	f := newSession(t, withPort(port))
	err := <-f.Start()
	failed, ok := errors.AsType[*host.PortInUseError](err)
	if !ok || failed.Free == 0 || failed.Free == port {
		t.Fatalf("the start ended with %#v", err)
	}
	if failed.Owner.Name != "" && !failed.Owner.Self {
		t.Errorf("this process holds the port, and not %+v", failed.Owner)
	}
	n := f.Snapshot()
	notice, _ := n.Notice()
	if n.Phase != Off || n.Reach.State != diagnose.Trouble || notice.Kind != StartFailed || notice.Action != UsePort || notice.Port != failed.Free {
		t.Errorf("the snapshot is %+v", n)
	}
}

func TestActingOnAStartThatFailedHostsOnTheOfferedPort(t *testing.T) {
	t.Parallel()
	f := newSession(t, withPort(occupied(t)))
	<-f.Start()
	notice := f.awaitNotice(StartFailed)
	if _, err := f.Act(notice.ID); err != nil {
		t.Fatal(err)
	}
	n := f.await("hosting", func(n *Snapshot) bool { return n.Phase == Hosting })
	if int(n.Listening.Port()) != notice.Port || n.Plan.Port != notice.Port || n.Has(StartFailed) {
		t.Errorf("it hosts at %v, with %+v", n.Listening, n.Plan)
	}
	if _, err := f.Act(notice.ID); !errors.Is(err, ErrNoticeGone) {
		t.Errorf("a second click: %v", err)
	}
}

func TestASharedPortIsLeftForAnotherOne(t *testing.T) {
	t.Parallel()
	answers := make(chan error, 1)
	f := newSession(t, withPort(closedPort(t)), func(o *Options) {
		o.SelfTest = func(context.Context, netip.Addr) error { return <-answers }
	})
	f.mustStart()
	answers <- &host.SharedPortError{Addr: f.Snapshot().Listening}
	notice := f.awaitNotice(SelfTestFailed)
	if notice.Action != UsePort || notice.Port == 0 {
		t.Fatalf("the notice is %+v", notice)
	}
	if !f.Snapshot().Reach.SharedPort() || !f.Evidence().SharedPort {
		t.Error("the port is not called shared")
	}
	if _, err := f.Act(notice.ID); err != nil {
		t.Fatal(err)
	}
	answers <- nil
	n := f.await("hosting there", func(n *Snapshot) bool {
		return n.Phase == Hosting && int(n.Listening.Port()) == notice.Port && n.Reach.State == diagnose.Tested
	})
	if len(n.Notices) != 0 {
		t.Errorf("it still tells %+v", n.Notices)
	}
}

func TestTheOfferedPortIsTheOneOfTheError(t *testing.T) {
	t.Parallel()
	for want, err := range map[int]error{
		5556: &host.PortInUseError{Port: 5555, Free: 5556},
		5557: &host.PortNotAllowedError{Port: 80, Free: 5557},
		5558: fmt.Errorf("start: %w", &host.PortReservedError{Port: 50100, Free: 5558}),
		0:    &host.AddressError{},
	} {
		f := newSession(t)
		f.finishStart(host.Config{}, err)
		n, _ := f.Snapshot().Notice()
		action := UsePort
		if want == 0 {
			action = NoAction
		}
		if n.Kind != StartFailed || !errors.Is(n.Err, err) || n.Port != want || n.Action != action {
			t.Errorf("%T: the notice is %+v, want port %d", err, n, want)
		}
	}
}

func TestChangesDuringTheStartReachTheHost(t *testing.T) {
	t.Parallel()
	f := newSession(t, withLimit(2))
	started := make(chan error, 1)
	policy, rate := f.Snapshot().Plan.Policy, host.RateLimit{Messages: 1, Drop: true}
	policy.Ask = true
	f.command(func() { // as one step: the start must not end in between
		if err := f.start(started); err != nil {
			t.Fatal(err)
		}
		f.plan.Limit, f.plan.Policy, f.plan.RateLimit = 5, policy, rate
	})
	if err := <-started; err != nil {
		t.Fatal(err)
	}
	if got := f.options.Host.Limit(); got != 5 {
		t.Errorf("the limit is %d", got)
	}
	conn := f.dial()
	pending := f.await("a pending connection", func(n *Snapshot) bool { return len(n.Pending) == 1 }).Pending[0]
	f.Admit(pending.ID)
	f.awaitPlayers(1)
	deadline := time.Now().Add(patience)
	conn.SetDeadline(deadline)
	for time.Now().Before(deadline) { // it is sent out once it sends more than one message a second
		if _, err := conn.Write([]byte("x")); err != nil {
			break
		}
		if _, err := conn.Read(make([]byte, 100)); err != nil {
			break
		}
	}
	f.awaitNotice(PlayerDropped)
}

func TestWithoutAValidPortNothingStarts(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.SetPort(Invalid)
	if n := f.Snapshot(); n.Plan.Port != Invalid || n.Addresses.Join.Port() != 0 {
		t.Errorf("%+v", n)
	}
	if err := <-f.Start(); !errors.As(err, new(*host.PortRangeError)) {
		t.Errorf("it started: %v", err)
	}
	f.SetPort(0)
	f.mustStart()
	f.SetPort(5555)
	f.SetGame(game.Echo())
	f.UpdateGame(game.Echo())
	if n := f.Snapshot(); n.Plan.Port != 0 || n.Plan.Game != f.options.Game {
		t.Errorf("the plan changed while hosting: %+v", n.Plan)
	}
}

func TestCloseEndsAHostingAndEveryLaterCommand(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.mustStart()
	conn := f.dial()
	f.awaitPlayers(1)
	f.Close()
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Error("the player is still connected")
	}
	if err := <-f.Start(); !errors.Is(err, ErrNotStarted) || f.options.Host.Addr().IsValid() {
		t.Errorf("it hosts again: %v", err)
	}
}

// closedPort returns a port that was free a moment ago, with free ones after it.
func closedPort(t *testing.T) int {
	t.Helper()
	l := newSession(t)
	l.mustStart()
	port := int(l.Snapshot().Listening.Port())
	<-l.Stop()
	return port
}
