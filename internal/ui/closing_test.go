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

func TestClosingWithoutPlayersAsksNothing(t *testing.T) {
	p := open(t)
	p.hosts()
	p.askToClose()
	p.WaitFor("the end", p.App.HasQuit.Load)
	if p.on() {
		t.Error("the app ends, and the host is on")
	}
}

func TestClosingWhilePlayersAreInAsks(t *testing.T) {
	p := open(t)
	p.hosts()
	a := p.guest()
	p.askToClose()
	p.WaitForText("One player is connected. Closing Porchlight ends the game.")
	p.Click("Keep hosting")
	a.echoes("still here")
	b := p.guest()
	p.askToClose()
	p.WaitForText("2 players are connected. Closing Porchlight ends their game.")
	p.Click("Keep hosting")
	b.echoes("me too")
	if p.App.HasQuit.Load() || !p.on() {
		t.Fatal("it did not keep hosting")
	}

	p.askToClose()
	p.Click("Stop and close")
	a.hearsTheEnd()
	b.hearsTheEnd()
	p.WaitFor("the end", p.App.HasQuit.Load)
	if p.on() {
		t.Error("the app ends, and the host is on")
	}
}

func TestClosingTwiceAsksOnce(t *testing.T) {
	p := open(t)
	p.hosts()
	p.guest()
	p.askToClose()
	p.askToClose()
	p.Click("Keep hosting")
	if got := len(p.window.Canvas().Overlays().List()); got != 0 {
		t.Errorf("%d questions are left", got)
	}
	p.askToClose()
	p.WaitForText("Stop hosting and close?")
}

func TestNothingGoesOnAfterFinish(t *testing.T) {
	before := goleak.IgnoreCurrent()
	p := open(t)
	p.hosts()
	a := p.guest()
	p.Click("Copy")
	p.Finish()
	select {
	case <-p.pumped:
	default:
		t.Error("the pump goes on")
	}
	a.hearsTheEnd()
	p.Finish() // as after a close by the window
	goleak.VerifyNone(t, before)
}

func TestFinishWaitsForAStartUnderWay(t *testing.T) {
	// On one processor a goroutine that was just begun runs only when its maker waits.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for range 5 {
		before := goleak.IgnoreCurrent()
		p := open(t)
		p.Start()
		p.Finish()
		if p.on() {
			t.Fatal("the host is on after Finish")
		}
		goleak.VerifyNone(t, before)
	}
}

// slowFile takes what is written to it only once it may.
type slowFile struct {
	may     chan struct{}
	written int
	closed  bool
}

func (f *slowFile) Write(b []byte) (int, error) {
	select {
	case <-f.may:
	case <-time.After(uitest.Patience):
		return 0, errors.New("it may never write")
	}
	f.written += len(b)
	return len(b), nil
}

func (f *slowFile) Close() error {
	f.closed = true
	return nil
}

var _ io.WriteCloser = (*slowFile)(nil)

func TestFinishWaitsForASaveUnderWay(t *testing.T) {
	p := open(t)
	p.logs("hello")
	f := &slowFile{may: make(chan struct{})}
	p.messages.SaveTo(f, "slow.csv", ".csv")
	go close(f.may)
	p.Finish()
	if f.written == 0 || !f.closed {
		t.Errorf("after Finish %d bytes are written, closed %v", f.written, f.closed)
	}
}

func TestACloseIsNotAskedForTwice(t *testing.T) {
	p := open(t)
	p.askToClose()
	p.askToClose()
	p.WaitFor("the end", p.App.HasQuit.Load)
	p.Finish()
	p.RunPending()
	if got := p.App.QuitCount.Load(); got != 1 {
		t.Errorf("the app was ended %d times", got)
	}
}

func TestTheQuestionBeforeClosingIsAnsweredByKeys(t *testing.T) {
	p := open(t)
	p.hosts()
	a := p.guest()
	for name, keys := range map[string][]fyne.KeyName{
		"Escape": {fyne.KeyEscape}, "Enter": {fyne.KeyReturn}, "Space": {fyne.KeySpace}, "Enter of the numbers": {fyne.KeyEnter},
	} {
		p.askToClose()
		p.PressWindowKey(keys[0])
		if p.Shows("Stop hosting and close?") || p.App.HasQuit.Load() {
			t.Errorf("%s does not keep hosting", name)
		}
	}
	p.askToClose()
	p.window.Canvas().Unfocus()
	p.PressWindowKey(fyne.KeyEscape)
	if p.Shows("Stop hosting and close?") {
		t.Error("Escape, after a click elsewhere, leaves the question")
	}
	a.echoes("still here")
	p.askToClose()
	p.window.Canvas().FocusNext()
	p.PressWindowKey(fyne.KeyReturn)
	a.hearsTheEnd()
	p.WaitFor("the end", p.App.HasQuit.Load)
}

func TestTheQuestionBeforeClosingFollowsWhoIsIn(t *testing.T) {
	p := open(t)
	p.hosts()
	a := p.guest()
	p.askToClose()
	p.WaitForText("One player is connected. Closing Porchlight ends the game.")
	_ = a.Close()
	p.WaitForText("Nobody is connected any more.")
	p.Click("Stop and close")
	p.WaitFor("the end", p.App.HasQuit.Load)
}
