package terminal

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"porchlight/internal/hosttest"
	"porchlight/test/need"
	"porchlight/test/program"
)

func TestEveryClientInLockstepReceivesItsEchoByteForByte(t *testing.T) {
	t.Parallel()
	need.OpenFiles(t, 2000)
	for _, c := range []struct{ clients, rounds int }{{2, 2000}, {50, 100}, {1000, 10}} {
		t.Run(fmt.Sprintf("%d clients", c.clients), func(t *testing.T) {
			p := program.Host(t, builtPath, "--players", "0")
			results := make(chan error, c.clients)
			for i := range c.clients {
				go func() { results <- runClient(p.Port, uint64(i), c.rounds) }()
			}
			var failures []error
			for range c.clients {
				if err := <-results; err != nil {
					failures = append(failures, err)
				}
			}
			if len(failures) > 0 {
				t.Fatalf("%d of %d clients failed, the first with: %v", len(failures), c.clients, failures[0])
			}
			p.WaitForEvents("left", c.clients)
			p.Stop()
			checkEventCounts(t, p, c.clients, c.clients*c.rounds)
		})
	}
}

// runClient sends messages of random bytes in lockstep, each of up to the length of the read buffer. Then it
// half-closes the connection, after which nothing may arrive.
func runClient(port int, seed uint64, rounds int) error {
	conn, err := program.Dial(port)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	random := rand.New(rand.NewPCG(seed, seed))
	msg, reply := make([]byte, 2048), make([]byte, 2048)
	for range rounds {
		n := 1 + random.IntN(len(msg))
		for i := range msg[:n] {
			msg[i] = byte(random.Uint32())
		}
		if err := hosttest.Lockstep(conn, msg[:n], reply[:n]); err != nil {
			return err
		}
	}
	if err := conn.CloseWrite(); err != nil {
		return err
	}
	if rest, err := io.ReadAll(conn); err != nil || len(rest) > 0 {
		return errors.Join(err, fmt.Errorf("received %d bytes after the last echo", len(rest)))
	}
	return nil
}

// checkEventCounts checks that JSON reported every player, and every message unless it counted it as skipped.
func checkEventCounts(t *testing.T, p *program.Program, players, messages int) {
	t.Helper()
	if joined, left := len(p.EventsNamed("joined")), len(p.EventsNamed("left")); joined != players || left != players {
		t.Errorf("%d joined and %d left events, want %d each", joined, left, players)
	}
	received, sent := len(p.EventsNamed("received")), len(p.EventsNamed("sent"))
	if received != sent {
		t.Errorf("%d received and %d sent events, want equal numbers", received, sent)
	}
	skipped := 0
	for _, e := range p.EventsNamed("skipped") {
		n, _ := e["count"].(float64)
		skipped += int(n)
	}
	if received+skipped != messages {
		t.Errorf("%d received events and %d skipped, want %d together", received, skipped, messages)
	}
}
