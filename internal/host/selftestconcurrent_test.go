package host_test

import (
	"fmt"
	"sync"
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

func TestConcurrentSelfTestsAllArrive(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				h.mustPassSelfTest(hosttest.Localhost)
			}
		})
	}
	all.Wait()
	if n := len(h.Records()); n != 1 {
		t.Errorf("the self-tests wrote %d records", n-1)
	}
}

// selfTestRepeatedly runs one self-test after another until stop is called, or until the test's end.
func (h *server) selfTestRepeatedly() (stop func()) {
	over := make(chan struct{})
	var checks sync.WaitGroup
	checks.Go(func() {
		for {
			select {
			case <-over:
				return
			default:
				h.mustPassSelfTest(hosttest.Localhost)
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

func TestSelfTestsAndLocalPlayersAreToldApart(t *testing.T) {
	t.Parallel()
	const clients, rounds = 50, 10
	h := open(t, host.Config{})
	stop := h.selfTestRepeatedly()
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

func TestSelfTestsDoNotChangeTheOrderOfSeats(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	stop := h.selfTestRepeatedly()
	var clients []*hosttest.Client
	for range 200 {
		clients = append(clients, h.Dial())
	}
	hosttest.WaitFor(t, "everybody's seat", func() bool { return h.PlayerCount() == len(clients) })
	for want, g := range clients {
		if got := h.WaitPlayer(g).Seat; got != want {
			t.Fatalf("the client that connected as number %d has seat %d", want, got)
		}
	}
	stop()
}
