package host_test

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
)

// mustPassSelfTest checks that a self-test passes.
func (h *server) mustPassSelfTest(at netip.Addr) {
	h.T.Helper()
	if err := h.SelfTest(context.Background(), at); err != nil {
		h.T.Errorf("the self-test of %s: %v", at, err)
	}
}

func TestASelfTestArrivesAndLeavesNoTrace(t *testing.T) {
	t.Parallel()
	banned := &access.List{}
	if err := banned.Ban(hosttest.Localhost); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]host.Config{
		"open to all":       {},
		"full":              {Limit: 1},
		"asking":            {Access: asking()},
		"banning":           {AccessList: banned},
		"one an address":    {Access: access.Policy{PerAddress: 1}},
		"answering browser": {Page: pages()},
		"greeting":          {Game: greeting()},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t, c)
			if c.Limit == 1 {
				h.Connect()
			}
			players, records := h.PlayerCount(), len(h.Records())
			for range 20 {
				h.mustPassSelfTest(hosttest.Localhost)
				if n, v, a := h.PlayerCount(), h.Pending(nil), h.ConnAttempts(); n != players || len(v) != 0 || a.Count != 0 {
					t.Fatalf("the self-test left a trace: %d players, pending %v, attempts %+v", n, v, a)
				}
			}
			if n := len(h.Records()); n != records {
				t.Errorf("the self-test wrote %d records", n-records)
			}
			if connections, _ := h.Connections(); connections != players {
				t.Errorf("%d connections are counted", connections)
			}
		})
	}
}

func TestASelfTestTakesMilliseconds(t *testing.T) {
	h := open(t, host.Config{})
	fastest := time.Hour
	for range 10 { // a busy machine delays some
		began := time.Now()
		h.mustPassSelfTest(hosttest.Localhost)
		fastest = min(fastest, time.Since(began))
	}
	if fastest > 100*time.Millisecond {
		t.Errorf("it took %s at best", fastest)
	}
}

func TestEachAddressOfThisMachineCanBeTested(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Addr: netip.IPv4Unspecified()})
	for _, at := range []string{"127.0.0.1", "::ffff:127.0.0.1"} {
		h.mustPassSelfTest(netip.MustParseAddr(at))
	}
}

func TestASelfTestOfAHostThatIsOffFails(t *testing.T) {
	t.Parallel()
	h := newServer(t)
	if err := h.SelfTest(t.Context(), hosttest.Localhost); !errors.Is(err, host.ErrOff) {
		t.Errorf("before the start: %v", err)
	}
	h.MustStart(host.Config{})
	h.mustPassSelfTest(hosttest.Localhost)
	h.Stop()
	if err := h.SelfTest(t.Context(), hosttest.Localhost); !errors.Is(err, host.ErrOff) {
		t.Errorf("after the stop: %v", err)
	}
}

// otherLoopback returns another address of this machine than the one that the tests host on.
func otherLoopback(t *testing.T) netip.Addr {
	t.Helper()
	a := netip.MustParseAddr("127.0.0.9")
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: a.AsSlice()})
	if err != nil {
		t.Skip(t.Name(), "was not done: this system has one loopback address only:", err)
	}
	_ = l.Close()
	return a
}

func TestAnAddressThatTheHostDoesNotListenOnIsUnreachable(t *testing.T) {
	t.Parallel()
	at := otherLoopback(t)
	h := open(t, host.Config{})
	err := h.SelfTest(t.Context(), at)
	var unreachable *host.UnreachableError
	if !errors.As(err, &unreachable) || unreachable.Addr != netip.AddrPortFrom(at, h.Addr().Port()) || unreachable.Err == nil {
		t.Errorf("the self-test: %v (%T)", err, err)
	}
	h.mustPassSelfTest(hosttest.Localhost)
}

// other listens on the host's port at another address, as a program that shares the port does.
func (h *server) other(at netip.Addr) {
	h.T.Helper()
	l, err := net.ListenTCP("tcp4", net.TCPAddrFromAddrPort(netip.AddrPortFrom(at, h.Addr().Port())))
	if err != nil {
		h.T.Fatal(err)
	}
	h.T.Cleanup(func() { _ = l.Close() })
}

func TestASelfTestIsNotAnsweredByAnotherProgram(t *testing.T) {
	t.Parallel()
	at := otherLoopback(t)
	h := open(t, host.Config{})
	h.other(at)
	h.SetSelfTestTimeout(50 * time.Millisecond)
	began := time.Now()
	err := h.SelfTest(t.Context(), at)
	var shared *host.SharedPortError
	if !errors.As(err, &shared) || shared.Addr != netip.AddrPortFrom(at, h.Addr().Port()) {
		t.Errorf("the self-test: %v (%T)", err, err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
	h.SetSelfTestTimeout(hosttest.Timeout)
	h.mustPassSelfTest(hosttest.Localhost)
}

// startSelfTest starts a self-test that another program answers, and returns the channel of its error.
func (h *server) startSelfTest(ctx context.Context) <-chan error {
	at := netip.MustParseAddr("127.0.0.9")
	h.other(at)
	h.SetSelfTestTimeout(hosttest.Timeout)
	result := make(chan error, 1)
	go func() { result <- h.SelfTest(ctx, at) }()
	hosttest.WaitFor(h.T, "the connection of the self-test", func() bool { return h.IsSelfTesting() })
	return result
}

func TestStoppingEndsASelfTest(t *testing.T) {
	t.Parallel()
	otherLoopback(t)
	h := open(t, host.Config{})
	result := h.startSelfTest(context.Background())
	began := time.Now()
	h.Stop()
	if err := <-result; !errors.Is(err, host.ErrOff) {
		t.Errorf("the self-test: %v, want ErrOff", err)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("it went on for %s", took)
	}
}

func TestASelfTestCanBeCancelled(t *testing.T) {
	t.Parallel()
	otherLoopback(t)
	h := open(t, host.Config{})
	ctx, giveUp := context.WithCancel(context.Background())
	result := h.startSelfTest(ctx)
	began := time.Now()
	giveUp()
	if err := <-result; !errors.Is(err, context.Canceled) {
		t.Errorf("the self-test: %v, want that it was canceled", err)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("it went on for %s", took)
	}
	err := h.SelfTest(ctx, hosttest.Localhost)
	var unreachable *host.UnreachableError
	if !errors.Is(err, context.Canceled) || errors.As(err, &unreachable) {
		t.Errorf("the self-test: %v (%T), want that it was canceled", err, err)
	}
}

func TestASelfTestCanBeCancelledWhileAnotherOneRuns(t *testing.T) {
	t.Parallel()
	otherLoopback(t)
	h := open(t, host.Config{})
	first, cancelFirst := context.WithCancel(context.Background())
	running := h.startSelfTest(first)
	second, cancel := context.WithCancel(context.Background())
	cancel()
	result := make(chan error, 1)
	go func() { result <- h.SelfTest(second, hosttest.Localhost) }()
	select {
	case err := <-result:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("the second one: %v, want that it was canceled", err)
		}
	case <-time.After(5 * time.Second):
		t.Error("the second one waits for the first")
	}
	cancelFirst()
	<-running
}
