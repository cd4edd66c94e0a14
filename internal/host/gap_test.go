package host_test

import (
	"testing"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// wantRead checks that one read returns one message, as a beginner's client expects.
func wantRead(t *testing.T, c *hosttest.Client, want string) {
	t.Helper()
	buf := make([]byte, 2048)
	n, err := c.Read(buf)
	if err != nil || string(buf[:n]) != want {
		t.Fatalf("one read returns %q (%v), want %q", buf[:n], err, want)
	}
}

// The gap is long, so that a busy machine does not read two messages at once.
func TestWithAGapAClientReceivesOneMessageARead(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Rule, g.Players, g.Gap = game.RuleBroadcast, 0, 400*time.Millisecond
	g.Greeting, g.Roster, g.AnnounceJoin = [][]string{{"one", "two"}}, "here {seat}", "joined {seat}"
	h := open(t, host.Config{Game: g})
	first := h.Connect()
	wantRead(t, first, "one")
	wantRead(t, first, "two")
	second := h.Connect()
	wantRead(t, second, "one")
	wantRead(t, second, "two")
	wantRead(t, second, "here 0")
	wantRead(t, first, "joined 1")
	second.Send("a")
	wantRead(t, first, "a")
	wantRead(t, second, "a")
}

func TestAKickAndAStopDoNotWaitForTheGap(t *testing.T) {
	t.Parallel()
	g := game.Echo()
	g.Players, g.Gap = 0, time.Hour // longer than a game file allows
	g.Greeting = [][]string{{"1", "2", "3"}}
	h := open(t, host.Config{Game: g})
	kicked, stopped := h.Connect(), h.Connect()
	kicked.Receive("1")
	stopped.Receive("1")
	if p := h.WaitPlayer(kicked); !h.Kick(p.ID) {
		t.Fatal("it cannot be kicked")
	}
	if rest := kicked.ReceiveEnd(); len(rest) > 0 {
		t.Errorf("after the kick %q came", rest)
	}
	h.MustLeave(kicked, journal.Kicked)
	h.Stop()
	if rest := stopped.ReceiveEnd(); len(rest) > 0 {
		t.Errorf("after the stop %q came", rest)
	}
}
