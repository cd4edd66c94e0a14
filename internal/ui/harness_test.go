package ui

import (
	"context"
	"net/netip"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/session"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2/theme"

	"porchlight/assets"
	"porchlight/internal/game/library"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// windowHarness drives the main window with a session and a host. The test's goroutine is the UI goroutine: functions
// that the window dispatches run while the test waits, and at no other time.
type windowHarness struct {
	*Window
	*uitest.Harness
	Host      *host.Host
	options   session.Options
	network   *fakeNetworks
	overrides *overrides
}

// overrides replace what the session would observe: self-tests, connection attempts and the time. Any goroutine may
// use them.
type overrides struct {
	mu            sync.Mutex
	selfTestErr   error // if selfTestFails
	selfTestFails bool
	attempt       host.ConnAttempt
	attemptTo     netip.Addr // the address of this computer that attempt was made to
	now           time.Time  // zero: time.Now
}

func (s *overrides) lock() func() {
	s.mu.Lock()
	return s.mu.Unlock
}

// time returns the time of the session and of the window.
func (s *overrides) time() time.Time {
	defer s.lock()()
	if s.now.IsZero() {
		return time.Now()
	}
	return s.now
}

// failSelfTests makes each self-test fail from now on.
func (h *windowHarness) failSelfTests(err error) {
	defer h.overrides.lock()()
	h.overrides.selfTestErr, h.overrides.selfTestFails = err, true
}

// simulateReached makes the session see a connection attempt from another computer to an address of this one.
func (h *windowHarness) simulateReached(from, to string) {
	defer h.overrides.lock()()
	h.overrides.attempt, h.overrides.attemptTo = host.ConnAttempt{From: netip.MustParseAddr(from), At: noon}, netip.MustParseAddr(to)
}

// setup has the parameters of the window and of the session under test.
type setup struct {
	Params
	session.Options
	crashReport string // path of the newest crash report
}

// open opens a window that hosts on any free port of 127.0.0.1, unless changes say otherwise. The end of the test closes
// it and stops the host.
func open(t testing.TB, changes ...func(*setup)) *windowHarness {
	t.Helper()
	return openIn(t, uitest.NewApp(theme.VariantDark), changes...)
}

// openIn opens a window in an existing app, with the preferences of that app.
func openIn(t testing.TB, a *uitest.App, changes ...func(*setup)) *windowHarness {
	t.Helper()
	j := journal.New(journal.Options{Records: 1 << 12, Bytes: 1 << 20, Events: 1 << 10})
	networks := &fakeNetworks{}
	networks.set(wifi("127.0.0.1"))
	q := uitest.NewQueue()
	anyPort := 0
	games, err := library.New(assets.Games(), filepath.Join(t.TempDir(), "games"))
	if err != nil {
		t.Fatal(err)
	}
	s := setup{
		Params: Params{Library: games, App: a, Dispatch: q.Dispatch, Settings: a.Preferences(), pollInterval: 10 * time.Millisecond},
		Options: session.Options{
			Host: host.New(j), Journal: j, Networks: networks, Preferences: a.Preferences(),
			Base:  host.Config{Addr: netip.MustParseAddr("127.0.0.1"), AccessList: &access.List{}},
			Flags: session.Flags{Port: &anyPort},
		},
	}
	var see overrides
	s.Now = see.time
	s.LastAttempt = func(at netip.Addr) (host.ConnAttempt, bool) {
		unlock := see.lock()
		attempt, to := see.attempt, see.attemptTo
		unlock()
		if to == at {
			return attempt, true
		}
		return s.Host.LastAttemptTo(at)
	}
	s.SelfTest = func(ctx context.Context, at netip.Addr) error {
		unlock := see.lock()
		fails, err := see.selfTestFails, see.selfTestErr
		unlock()
		if fails {
			return err
		}
		if !at.IsLoopback() {
			return nil // no test sends anything to a fake network
		}
		return s.Host.SelfTest(ctx, at)
	}
	for _, change := range changes {
		change(&s)
	}
	s.Flags.GameGiven = s.Game != nil
	if s.Game == nil {
		s.Game = RememberedGame(games, a.Preferences())
	}
	s.Params.Journal = s.Options.Journal
	s.Session = session.New(s.Options)
	s.Session.ReportCrash(s.crashReport)
	w := New(s.Params)
	h := &windowHarness{w, uitest.New(t, a, w.window, q), s.Host, s.Options, networks, &see}
	t.Cleanup(func() {
		h.Finish()
		h.release()
	})
	return h
}

// withDefaultPollInterval makes the window poll as often as in the program.
func withDefaultPollInterval(s *setup) { s.pollInterval = 0 }

// release frees the records of a finished window. Fyne keeps every widget that was drawn, with everything that the widget
// references, until the test binary ends.
func (h *windowHarness) release() {
	h.messages.Close()
}

// withLongJournal makes the journal hold more messages than the list shows.
func withLongJournal(s *setup) {
	s.setJournal(journal.New(journal.Options{Records: 1 << 15, Bytes: 1 << 20, Events: 1 << 10}))
}

// setJournal makes the host write to a journal.
func (s *setup) setJournal(j *journal.Journal) { s.Options.Journal, s.Host = j, host.New(j) }

// onAllAddresses makes the host listen on all addresses, so that the window shows every network.
func onAllAddresses(s *setup) { s.Base.Addr = netip.Addr{} }

// withPort sets the port.
func withPort(number int) func(*setup) { return func(s *setup) { s.Flags.Port = &number } }

// withLimit sets the player limit; 0 is none.
func withLimit(players int) func(*setup) { return func(s *setup) { s.Flags.Limit = &players } }

// withSavedPort takes the port from the preferences.
func withSavedPort(s *setup) { s.Flags.Port = nil }

// snapshot returns the current snapshot of the session.
func (h *windowHarness) snapshot() *session.Snapshot { return h.session.Snapshot() }

// isHosting reports whether the host is listening.
func (h *windowHarness) isHosting() bool { return h.Host.Addr().IsValid() }

// catchUp waits until the window shows everything that the journal has now.
func (h *windowHarness) catchUp() {
	h.T.Helper()
	version := h.Journal.Version()
	ran := false
	h.Dispatch(func() { ran = true })
	h.WaitFor("the window to catch up", func() bool { return ran && h.messages.ShownVersion() >= version && !h.pending.Load() })
	h.poll() // the pump may have polled before the newest event
}

// poll polls the session and updates the window.
func (h *windowHarness) poll() {
	h.session.Poll()
	h.refresh(time.Now())
}

// startHosting clicks Start and waits until the host listens.
func (h *windowHarness) startHosting() {
	h.T.Helper()
	h.Click("Start hosting")
	h.awaitHosting()
}

// awaitHosting waits until the window says that the host listens.
func (h *windowHarness) awaitHosting() {
	h.T.Helper()
	h.WaitForText("Stop hosting")
	if !h.isHosting() {
		h.T.Fatal("the button says Stop, and the host is off")
	}
}

// portText returns the port of the join address, as the window shows it.
func (h *windowHarness) portText() string {
	_, port, _ := strings.Cut(joinText(h.snapshot()), ":")
	return port
}

// isBusy reports whether the host is starting or stopping.
func (h *windowHarness) isBusy() bool {
	phase := h.snapshot().Phase
	return phase == session.Starting || phase == session.Stopping
}

// useGame selects a game.
func (h *windowHarness) useGame(g *game.Game) {
	h.session.SetGame(g)
	h.render()
}
