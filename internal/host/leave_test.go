package host_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"porchlight/internal/crash"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

func TestAClientThatClosesHasLeft(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	goes, stays := h.Connect(), h.Connect()
	goes.Echo("hello")
	if err := goes.Close(); err != nil {
		t.Fatal(err)
	}
	if e := h.MustLeave(goes, journal.ByPlayer); e.Seat != 0 || e.Detail != "" {
		t.Errorf("seat %d left with %q", e.Seat, e.Detail)
	}
	stays.Echo("hello")
	if n := h.PlayerCount(); n != 1 {
		t.Errorf("%d players are in, want 1", n)
	}
}

func TestAClientThatResetsIsLostAndDisturbsNobody(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{})
	for range 20 {
		crashes, stays := h.Connect(), h.Connect()
		crashes.Echo("hello")
		crashes.Reset()
		stays.Echo("hello")
		if e := h.MustLeave(crashes, journal.ConnectionLost); !strings.Contains(e.Detail, "reset") {
			t.Errorf("the reset is told as %q", e.Detail)
		}
		stays.Echo("hello again")
		_ = stays.Close()
		h.MustLeave(stays, journal.ByPlayer)
	}
	if n := len(h.Events(journal.Trouble)); n != 0 {
		t.Errorf("the journal tells of trouble %d times", n)
	}
}

// A write to a client that crashed can meet the reset before the player's own goroutine does.
func TestAClientThatResetsWhileItIsSentToIsLost(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{NewRule: func() game.Rule { return relay{} }})
	sender := h.Connect()
	var enough atomic.Bool
	done := make(chan struct{})
	go func() {
		defer close(done)
		for !enough.Load() {
			if _, err := sender.Write([]byte("to everybody else")); err != nil {
				return
			}
		}
	}()
	for range 25 {
		crashes := h.Connect()
		if _, err := crashes.Read(make([]byte, 100)); err != nil {
			t.Error(err)
		}
		crashes.Reset()
		if e := h.WaitLeft(crashes.Addr()); e.Reason != journal.ConnectionLost {
			t.Errorf("left because %q (%s)", e.Reason, e.Detail)
		}
	}
	enough.Store(true)
	<-done
}

// The answers to such a client fail, which tells no more than its close.
func TestAClientThatClosesBeforeItsAnswersHasLeft(t *testing.T) {
	t.Parallel()
	r := blockingRule{thinking: make(chan struct{}), proceed: make(chan struct{})}
	h := open(t, host.Config{NewRule: func() game.Rule { return r }})
	for range 20 {
		g := h.Connect()
		g.Send("a question")
		<-r.thinking
		g.Send("another")
		_ = g.Close()
		r.proceed <- struct{}{}
		<-r.thinking
		r.proceed <- struct{}{}
		h.MustLeave(g, journal.ByPlayer)
	}
}

func TestAPanicIsReportedWithItsStack(t *testing.T) {
	t.Parallel()
	type fault struct {
		value any
		stack string
	}
	told := make(chan fault, 1)
	h := open(t, host.Config{
		NewRule: func() game.Rule { return panickyRule("boo") },
		OnPanic: func(value any, stack []byte) { told <- fault{value, string(stack)} },
	})
	unlucky := h.Connect()
	unlucky.Send("boo")
	unlucky.ReceiveEnd()
	f := <-told
	if f.value != "heard boo" || !strings.Contains(f.stack, "panickyRule.Answer(") || strings.Contains(f.stack, "boo") {
		t.Errorf("told of %q on\n%s", f.value, f.stack)
	}
}

func TestAPanicBelowAPlayerLeavesAReportWithoutItsMessage(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	h := open(t, host.Config{
		NewRule: func() game.Rule { return panickyRule("boo") },
		OnPanic: crash.New(folder, "1.2.3").Fault,
	})
	for range crash.MaxFaults + 2 {
		unlucky := h.Connect()
		unlucky.Send("boo")
		unlucky.ReceiveEnd()
	}
	h.Stop()
	reports, err := filepath.Glob(filepath.Join(folder, "player-*.txt"))
	if err != nil || len(reports) != crash.MaxFaults {
		t.Fatalf("there are the reports %q (%v), want %d", reports, err, crash.MaxFaults)
	}
	b, err := os.ReadFile(reports[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Porchlight 1.2.3 ended one player", runtime.GOOS + "/" + runtime.GOARCH, runtime.Version(), "something of the type string", "panickyRule.Answer("} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the report does not have %q:\n%s", want, b)
		}
	}
	if strings.Contains(string(b), "boo") {
		t.Errorf("the report has the message:\n%s", b)
	}
}

func TestAPanicInTheRuleEndsThatPlayerOnly(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{NewRule: func() game.Rule { return panickyRule("boo") }})
	unlucky, other := h.Connect(), h.Connect()
	unlucky.Echo("hello")
	unlucky.Send("boo")
	if rest := unlucky.ReceiveEnd(); len(rest) != 0 {
		t.Errorf("heard %q before the end", rest)
	}
	if e := h.MustLeave(unlucky, journal.Fault); e.Detail != "heard boo" {
		t.Errorf("the fault is told as %q", e.Detail)
	}
	other.Echo("hello")
	if seat := h.WaitPlayer(h.Connect()).Seat; seat != 0 {
		t.Errorf("the next player has seat %d, want 0", seat)
	}
}
