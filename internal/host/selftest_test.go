package host_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// arrives checks that the host's check of itself arrives.
func (h *server) arrives(at netip.Addr) {
	h.T.Helper()
	if err := h.SelfTest(context.Background(), at); err != nil {
		h.T.Errorf("the check of %s: %v", at, err)
	}
}

func TestACheckArrivesAndIsSeenByNobody(t *testing.T) {
	t.Parallel()
	banned := &access.List{}
	if err := banned.Ban(hosttest.Localhost); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]host.Config{
		"open to all":       {},
		"full":              {Players: 1},
		"asking":            {Access: asked()},
		"banning":           {AccessList: banned},
		"one an address":    {Access: host.AccessPolicy{PerAddress: 1}},
		"answering browser": {Access: pages()},
		"greeting":          {Game: greeting()},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t, c)
			if c.Players == 1 {
				h.Connect()
			}
			players, records := h.PlayerCount(), len(h.Records())
			for range 20 {
				h.arrives(hosttest.Localhost)
				if n, v, a := h.PlayerCount(), h.Pending(nil), h.ConnAttempts(); n != players || len(v) != 0 || a.Count != 0 {
					t.Fatalf("the check is seen: %d players, %v at the door, arrivals %+v", n, v, a)
				}
			}
			if n := len(h.Records()); n != records {
				t.Errorf("the check wrote %d records", n-records)
			}
			if connections, _ := h.Connections(); connections != players {
				t.Errorf("%d connections are counted", connections)
			}
		})
	}
}

func TestACheckTakesMilliseconds(t *testing.T) {
	h := open(t, host.Config{})
	fastest := time.Hour
	for range 10 { // a busy machine holds up some
		began := time.Now()
		h.arrives(hosttest.Localhost)
		fastest = min(fastest, time.Since(began))
	}
	if fastest > 100*time.Millisecond {
		t.Errorf("it took %s at best", fastest)
	}
}

func TestEachOfThisMachinesAddressesCanBeChecked(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Addr: netip.IPv4Unspecified()})
	for _, at := range []string{"127.0.0.1", "::ffff:127.0.0.1"} {
		h.arrives(netip.MustParseAddr(at))
	}
}

func TestACheckOfAHostThatIsOffSaysSo(t *testing.T) {
	t.Parallel()
	h := newServer(t)
	if err := h.SelfTest(t.Context(), hosttest.Localhost); !errors.Is(err, host.ErrOff) {
		t.Errorf("before the start: %v", err)
	}
	h.MustStart(host.Config{})
	h.arrives(hosttest.Localhost)
	h.Stop()
	if err := h.SelfTest(t.Context(), hosttest.Localhost); !errors.Is(err, host.ErrOff) {
		t.Errorf("after the stop: %v", err)
	}
}

// elsewhere is another address of this machine than the one that the tests host on.
func elsewhere(t *testing.T) netip.Addr {
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
	at := elsewhere(t)
	h := open(t, host.Config{})
	err := h.SelfTest(t.Context(), at)
	var unreachable *host.UnreachableError
	if !errors.As(err, &unreachable) || unreachable.Addr != netip.AddrPortFrom(at, h.Addr().Port()) || unreachable.Err == nil {
		t.Errorf("the check: %v (%T)", err, err)
	}
	h.arrives(hosttest.Localhost)
}

// other listens on the host's port at another address, as a program that shares it would.
func (h *server) other(at netip.Addr) {
	h.T.Helper()
	l, err := net.ListenTCP("tcp4", net.TCPAddrFromAddrPort(netip.AddrPortFrom(at, h.Addr().Port())))
	if err != nil {
		h.T.Fatal(err)
	}
	h.T.Cleanup(func() { _ = l.Close() })
}

func TestAnotherProgramsAnswerIsNotTaken(t *testing.T) {
	t.Parallel()
	at := elsewhere(t)
	h := open(t, host.Config{})
	h.other(at)
	h.SetSelfTestTimeout(50 * time.Millisecond)
	began := time.Now()
	err := h.SelfTest(t.Context(), at)
	var shared *host.SharedPortError
	if !errors.As(err, &shared) || shared.Addr != netip.AddrPortFrom(at, h.Addr().Port()) {
		t.Errorf("the check: %v (%T)", err, err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
	h.SetSelfTestTimeout(hosttest.Timeout)
	h.arrives(hosttest.Localhost)
}

// checking starts a check that another program answers, and returns where its error comes.
func (h *server) checking(ctx context.Context) <-chan error {
	at := netip.MustParseAddr("127.0.0.9")
	h.other(at)
	h.SetSelfTestTimeout(hosttest.Timeout)
	result := make(chan error, 1)
	go func() { result <- h.SelfTest(ctx, at) }()
	hosttest.WaitFor(h.T, "the check's connection", func() bool { return h.IsSelfTesting() })
	return result
}

func TestStoppingEndsACheck(t *testing.T) {
	t.Parallel()
	elsewhere(t)
	h := open(t, host.Config{})
	result := h.checking(context.Background())
	began := time.Now()
	h.Stop()
	if err := <-result; !errors.Is(err, host.ErrOff) {
		t.Errorf("the check: %v, want ErrOff", err)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("it went on for %s", took)
	}
}

func TestACheckCanBeGivenUp(t *testing.T) {
	t.Parallel()
	elsewhere(t)
	h := open(t, host.Config{})
	ctx, giveUp := context.WithCancel(context.Background())
	result := h.checking(ctx)
	began := time.Now()
	giveUp()
	if err := <-result; !errors.Is(err, context.Canceled) {
		t.Errorf("the check: %v, want that it was canceled", err)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("it went on for %s", took)
	}
	err := h.SelfTest(ctx, hosttest.Localhost)
	var unreachable *host.UnreachableError
	if !errors.Is(err, context.Canceled) || errors.As(err, &unreachable) {
		t.Errorf("the check: %v (%T), want that it was canceled", err, err)
	}
}

func TestTwoChecksAtOnceBothArrive(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				h.arrives(hosttest.Localhost)
			}
		})
	}
	all.Wait()
	if n := len(h.Records()); n != 1 {
		t.Errorf("the checks wrote %d records", n-1)
	}
}

// checksOnAndOn checks one time after another until stop is called, or until the test's end.
func (h *server) checksOnAndOn() (stop func()) {
	over := make(chan struct{})
	var checks sync.WaitGroup
	checks.Go(func() {
		for {
			select {
			case <-over:
				return
			default:
				h.arrives(hosttest.Localhost)
			}
		}
	})
	stop = sync.OnceFunc(func() {
		close(over)
		checks.Wait()
	})
	h.T.Cleanup(stop)
	return stop
}

func TestChecksAndPlayersOfThisMachineAreNotMistakenForEachOther(t *testing.T) {
	t.Parallel()
	const clients, rounds = 50, 10
	h := open(t, host.Config{})
	stop := h.checksOnAndOn()
	var players sync.WaitGroup
	failed := make(chan error, clients)
	for client := range clients {
		players.Go(func() {
			for round := range rounds {
				msg := fmt.Appendf(nil, "client %d, round %d", client, round)
				conn, err := hosttest.Dial(h.Addr())
				if err == nil {
					err = hosttest.Lockstep(conn, msg, make([]byte, len(msg)))
					_ = conn.Close()
				}
				if err != nil {
					failed <- fmt.Errorf("%s: %w", msg, err)
					return
				}
			}
		})
	}
	players.Wait()
	stop()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
	h.WaitMessages(clients * rounds)
	if n := len(h.Events(journal.Joined)); n != clients*rounds {
		t.Errorf("%d joined, want %d", n, clients*rounds)
	}
}

func TestChecksDoNotChangeTheOrderOfSeats(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	stop := h.checksOnAndOn()
	var clients []*hosttest.Client
	for range 200 {
		clients = append(clients, h.Dial())
	}
	hosttest.WaitFor(t, "everybody's seat", func() bool { return h.PlayerCount() == len(clients) })
	for want, g := range clients {
		if got := h.WaitPlayer(g).Seat; got != want {
			t.Fatalf("who connected as number %d has seat %d", want, got)
		}
	}
	stop()
}
