package ui

import (
	"errors"
	"io"
	"runtime"
	"testing"
	"time"

	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"go.uber.org/goleak"
)

func TestClosingDoesNotAskWithoutPlayers(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.askToClose()
	h.WaitFor("the end", h.App.HasQuit.Load)
	if h.isHosting() {
		t.Error("the app ends, and the host is on")
	}
}

func TestClosingAsksWhilePlayersAreConnected(t *testing.T) {
	h := open(t)
	h.startHosting()
	a := h.connect()
	h.askToClose()
	h.WaitForText("One player is connected. Closing Porchlight ends the game.")
	h.Click("Keep hosting")
	a.Echo("still here")
	b := h.connect()
	h.askToClose()
	h.WaitForText("2 players are connected. Closing Porchlight ends their game.")
	h.Click("Keep hosting")
	b.Echo("me too")
	if h.App.HasQuit.Load() || !h.isHosting() {
		t.Fatal("it did not keep hosting")
	}

	h.askToClose()
	h.Click("Stop and close")
	a.ReceiveEnd()
	b.ReceiveEnd()
	h.WaitFor("the end", h.App.HasQuit.Load)
	if h.isHosting() {
		t.Error("the app ends, and the host is on")
	}
}

func TestClosingTwiceAsksOnce(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.connect()
	h.askToClose()
	h.askToClose()
	h.Click("Keep hosting")
	if got := len(h.window.Canvas().Overlays().List()); got != 0 {
		t.Errorf("%d questions are left", got)
	}
	h.askToClose()
	h.WaitForText("Stop hosting and close?")
}

func TestNothingRunsAfterFinish(t *testing.T) {
	before := goleak.IgnoreCurrent()
	h := open(t)
	h.startHosting()
	a := h.connect()
	h.Click("Copy")
	h.Finish()
	select {
	case <-h.pumped:
	default:
		t.Error("the pump still runs")
	}
	a.ReceiveEnd()
	h.Finish() // as after the window has closed
	goleak.VerifyNone(t, before)
}

func TestFinishWaitsForARunningStart(t *testing.T) {
	// On one processor a new goroutine runs only once the goroutine that started it blocks.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for range 5 {
		before := goleak.IgnoreCurrent()
		h := open(t)
		h.Start()
		h.Finish()
		if h.isHosting() {
			t.Fatal("the host is on after Finish")
		}
		goleak.VerifyNone(t, before)
	}
}

// slowFile is a file whose writes block until release is closed.
type slowFile struct {
	release chan struct{}
	written int
	closed  bool
}

func (f *slowFile) Write(b []byte) (int, error) {
	select {
	case <-f.release:
	case <-time.After(uitest.Patience):
		return 0, errors.New("it is never released")
	}
	f.written += len(b)
	return len(b), nil
}

func (f *slowFile) Close() error {
	f.closed = true
	return nil
}

var _ io.WriteCloser = (*slowFile)(nil)

func TestFinishWaitsForARunningSave(t *testing.T) {
	h := open(t)
	h.recordMessages("hello")
	f := &slowFile{release: make(chan struct{})}
	h.messages.SaveTo(f, "slow.csv", ".csv")
	go close(f.release)
	h.Finish()
	if f.written == 0 || !f.closed {
		t.Errorf("after Finish %d bytes are written, closed %v", f.written, f.closed)
	}
}

func TestClosingTwiceQuitsOnce(t *testing.T) {
	h := open(t)
	h.askToClose()
	h.askToClose()
	h.WaitFor("the end", h.App.HasQuit.Load)
	h.Finish()
	h.RunPending()
	if got := h.App.QuitCount.Load(); got != 1 {
		t.Errorf("the app was ended %d times", got)
	}
}

func TestTheQuestionBeforeClosingIsAnsweredByKeys(t *testing.T) {
	h := open(t)
	h.startHosting()
	a := h.connect()
	for name, keys := range map[string][]fyne.KeyName{
		"Escape": {fyne.KeyEscape}, "Enter": {fyne.KeyReturn}, "Space": {fyne.KeySpace}, "Enter of the numbers": {fyne.KeyEnter},
	} {
		h.askToClose()
		h.PressWindowKey(keys[0])
		if h.Shows("Stop hosting and close?") || h.App.HasQuit.Load() {
			t.Errorf("%s does not keep hosting", name)
		}
	}
	h.askToClose()
	h.window.Canvas().Unfocus()
	h.PressWindowKey(fyne.KeyEscape)
	if h.Shows("Stop hosting and close?") {
		t.Error("Escape, after a click elsewhere, leaves the question")
	}
	a.Echo("still here")
	h.askToClose()
	h.window.Canvas().FocusNext()
	h.PressWindowKey(fyne.KeyReturn)
	a.ReceiveEnd()
	h.WaitFor("the end", h.App.HasQuit.Load)
}

func TestTheQuestionBeforeClosingFollowsTheNumberOfPlayers(t *testing.T) {
	h := open(t)
	h.startHosting()
	a := h.connect()
	h.askToClose()
	h.WaitForText("One player is connected. Closing Porchlight ends the game.")
	_ = a.Close()
	h.WaitForText("Nobody is connected any more.")
	h.Click("Stop and close")
	h.WaitFor("the end", h.App.HasQuit.Load)
}
