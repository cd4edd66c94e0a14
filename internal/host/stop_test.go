package host_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

func TestStoppingGivesEveryClientAnOrderlyEnd(t *testing.T) {
	t.Parallel()
	const count = 50
	h := open(t, host.Config{})
	var clients []*hosttest.Client
	for range count {
		g := h.Connect()
		g.Echo("hello")
		clients = append(clients, g)
	}
	h.Stop()
	if h.Addr().IsValid() || h.PlayerCount() != 0 || len(h.Players(nil)) != 0 {
		t.Errorf("after the stop it hosts on %s, %d players are in", h.Addr(), h.PlayerCount())
	}
	for _, g := range clients {
		if rest := g.ReceiveEnd(); len(rest) != 0 {
			t.Errorf("received %q before the end", rest)
		}
	}
	all := h.Records()
	if last := all[len(all)-1]; last.Kind != journal.Stopped {
		t.Errorf("the last record is %q, want stopped", last.Kind)
	}
	left := h.Events(journal.Left)
	for _, e := range left {
		if e.Reason != journal.HostStopped {
			t.Errorf("seat %d left because %q", e.Seat, e.Reason)
		}
	}
	if len(left) != count {
		t.Errorf("%d left, want %d", len(left), count)
	}
}

func TestAnEndIsOrderlyThoughTheClientsLastMessageWasNotRead(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*server){
		"stop": func(h *server) { h.Stop() },
		"kick": func(h *server) { h.Kick(h.IDOn(0)) },
	} {
		t.Run(name, func(t *testing.T) {
			r := blockingRule{thinking: make(chan struct{}), proceed: make(chan struct{})}
			h := open(t, host.Config{NewRule: func() game.Rule { return r }})
			g := h.Connect()
			g.Send("a question")
			<-r.thinking
			g.Send("another that nobody reads")
			ended := make(chan struct{})
			go func() {
				defer close(ended)
				end(h)
			}()
			// The player's goroutine is in the rule: nothing but the cause shows the end.
			hosttest.WaitFor(t, "the end's beginning", func() bool { return h.HasEnded(h.IDOn(0)) })
			close(r.proceed)
			if rest := g.ReceiveEnd(); len(rest) != 0 {
				t.Errorf("received %q before the end", rest)
			}
			_ = g.Close()
			<-ended
		})
	}
}

func TestStoppingAHostThatIsOffDoesNothing(t *testing.T) {
	t.Parallel()
	h := newServer(t)
	h.Stop()
	if n := len(h.Records()); n != 0 {
		t.Errorf("the journal has %d records", n)
	}
	h.MustStart(host.Config{})
	h.Stop()
	h.Stop()
	if n := len(h.Events(journal.Stopped)); n != 1 {
		t.Errorf("stopped %d times, want once", n)
	}
}

func TestTheSamePortCanBeHostedAgainAtOnce(t *testing.T) {
	h := open(t, host.Config{})
	port := int(h.Addr().Port())
	for range 5 {
		var clients []*hosttest.Client
		for range 5 {
			g := h.Connect()
			g.Echo("hello")
			clients = append(clients, g)
		}
		h.Stop()
		for _, g := range clients { // the host closed first, so its side is in TIME_WAIT
			g.ReceiveEnd()
			_ = g.Close()
		}
		if runtime.GOOS == "linux" && waitingOut(t, port) == 0 {
			t.Fatal("no connection is in TIME_WAIT, so this tests nothing")
		}
		h.MustStart(host.Config{Port: port})
	}
	h.Connect().Echo("hello again")
}

// waitingOut returns how many connections of a port of 127.0.0.1 are in TIME_WAIT, on Linux.
func waitingOut(t *testing.T, port int) int {
	t.Helper()
	table, err := os.ReadFile("/proc/net/tcp")
	if err != nil {
		t.Fatal(err)
	}
	local := fmt.Sprintf("0100007F:%04X", port) // as the kernel of a little-endian machine writes it
	n := 0
	for line := range strings.Lines(string(table)) {
		f := strings.Fields(line) // slot, local address, remote address, state
		if len(f) > 3 && f[1] == local && f[3] == "06" {
			n++
		}
	}
	return n
}

func TestAThousandStartsAndStopsLeaveNothingBehind(t *testing.T) {
	h := newServer(t)
	for i := range 1000 {
		h.MustStart(host.Config{})
		if i%5 == 0 {
			for range 3 {
				h.Connect().Echo("hello")
			}
			h.Dial() // may be stopped before it has a seat
		}
		h.Stop()
	}
	goleak.VerifyNone(t)
}

func TestEverythingCanBeCalledAtOnce(t *testing.T) {
	h := newServer(t)
	h.MustStart(host.Config{})
	port := int(h.Addr().Port())
	var v visitors
	v.atOnce(200, []func(){
		func() { _ = h.Start(host.Config{Addr: hosttest.Localhost, Port: port, Limit: 5}) },
		h.Stop,
		func() { h.Kick(h.IDOn(rand.IntN(6))) },
		func() { h.SetLimit(rand.IntN(8)) },
		func() { h.Players(nil); h.Addr(); h.Since(); h.Limit(); h.PlayerCount() },
		func() { v.visit(h) },
		func() { v.visit(h) },
	})
	h.Stop()
	in := make(map[int32]bool)
	for _, e := range h.Records() {
		switch e.Kind {
		case journal.Joined:
			if in[e.Seat] {
				t.Fatalf("record %d: seat %d was taken twice", e.Number, e.Seat)
			}
			in[e.Seat] = true
		case journal.Left:
			delete(in, e.Seat)
		case journal.Hosting, journal.Stopped:
			if len(in) > 0 {
				t.Fatalf("record %d, %q: %d players are still in", e.Number, e.Kind, len(in))
			}
		}
	}
}

// visitors counts the clients that connected to a host.
type visitors struct{ connected atomic.Int64 }

// atOnce does several things concurrently, again and again until so many visitors have connected.
func (v *visitors) atOnce(connected int64, things []func()) {
	var all sync.WaitGroup
	for _, do := range things {
		all.Go(func() {
			for v.connected.Load() < connected {
				do()
				time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond) // so that the others run, too
			}
		})
	}
	all.Wait()
}

// visit connects, plays a little and leaves, as far as the host admits it.
func (v *visitors) visit(h *server) {
	addr := h.Addr()
	if !addr.IsValid() {
		return
	}
	conn, err := hosttest.Dial(addr)
	if err != nil {
		return
	}
	v.connected.Add(1)
	msg, reply := []byte("hello"), make([]byte, 5)
	for range 10 {
		if hosttest.Lockstep(conn, msg, reply) != nil {
			break
		}
	}
	_ = conn.Close()
}
