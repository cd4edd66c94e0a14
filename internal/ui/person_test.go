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

// person sits before a window under test, sees what it shows, taps and types. The test's goroutine is
// the UI goroutine: what the window dispatches runs in await and nowhere else.
type person struct {
	*Window
	*uitest.Harness
	Host    *host.Host
	options session.Options
	network *fakeNetworks
	seen    *seen
}

// seen is what a test has the session see instead of what is. Any goroutine may use it.
type seen struct {
	mu       sync.Mutex
	selfTest error // where failing
	fails    bool
	attempt  host.ConnAttempt
	at       netip.Addr // that the attempt came to
	now      time.Time  // zero: the time of day
}

func (s *seen) lock() func() {
	s.mu.Lock()
	return s.mu.Unlock
}

// time is the time of the session and of the window.
func (s *seen) time() time.Time {
	defer s.lock()()
	if s.now.IsZero() {
		return time.Now()
	}
	return s.now
}

// selfTestFails has each self-test fail from now on.
func (p *person) selfTestFails(err error) {
	defer p.seen.lock()()
	p.seen.selfTest, p.seen.fails = err, true
}

// reachedFrom has the session hear of a friend that came to an address of this computer.
func (p *person) reachedFrom(from, to string) {
	defer p.seen.lock()()
	p.seen.attempt, p.seen.at = host.ConnAttempt{From: netip.MustParseAddr(from), At: noon}, netip.MustParseAddr(to)
}

// setup is what a window under test is made of.
type setup struct {
	Params
	session.Options
	crashed string // the newest report of an unexpected end
}

// open opens a window that hosts on any free port of 127.0.0.1, after so many changes to that. The end
// of the test closes it and stops the host.
func open(t testing.TB, changes ...func(*setup)) *person {
	t.Helper()
	return openIn(t, uitest.NewApp(theme.VariantDark), changes...)
}

// openIn opens a window in an app that was open before, and so with its preferences.
func openIn(t testing.TB, a *uitest.App, changes ...func(*setup)) *person {
	t.Helper()
	j := journal.New(journal.Options{Records: 1 << 12, Bytes: 1 << 20, Events: 1 << 10})
	networks := &fakeNetworks{}
	networks.become(wifi("127.0.0.1"))
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
	var see seen
	s.Now = see.time
	s.LastAttempt = func(at netip.Addr) (host.ConnAttempt, bool) {
		unlock := see.lock()
		attempt, to := see.attempt, see.at
		unlock()
		if to == at {
			return attempt, true
		}
		return s.Host.LastAttemptTo(at)
	}
	s.SelfTest = func(ctx context.Context, at netip.Addr) error {
		unlock := see.lock()
		fails, err := see.fails, see.selfTest
		unlock()
		if fails {
			return err
		}
		if !at.IsLoopback() {
			return nil // nothing is ever sent to the networks that a test only says there are
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
	s.Session.ReportCrash(s.crashed)
	w := New(s.Params)
	p := &person{w, uitest.New(t, a, w.window, q), s.Host, s.Options, networks, &see}
	t.Cleanup(func() {
		p.Finish()
		p.release()
	})
	return p
}

// atUsualPace has the window look as often as outside of tests.
func atUsualPace(s *setup) { s.pollInterval = 0 }

// release lets go of what is large in a finished window: Fyne keeps widgets that were ever drawn, and so
// all that they know of, for as long as the tests run.
func (p *person) release() {
	p.messages.Close()
}

// longJournal has the journal hold more messages than the list shows.
func longJournal(s *setup) {
	s.logTo(journal.New(journal.Options{Records: 1 << 15, Bytes: 1 << 20, Events: 1 << 10}))
}

// logTo has the host write to a journal.
func (s *setup) logTo(j *journal.Journal) { s.Options.Journal, s.Host = j, host.New(j) }

// everywhere has the host listen on all addresses, so that the window shows each of the networks.
func everywhere(s *setup) { s.Base.Addr = netip.Addr{} }

// port has the window open with a port.
func port(number int) func(*setup) { return func(s *setup) { s.Flags.Port = &number } }

// limit has the window open with a player limit; 0 is none.
func limit(players int) func(*setup) { return func(s *setup) { s.Flags.Limit = &players } }

// portOfLastTime has the window open with the port of the preferences.
func portOfLastTime(s *setup) { s.Flags.Port = nil }

// snapshot is the session as it is now.
func (p *person) snapshot() *session.Snapshot { return p.session.Snapshot() }

// on tells whether the host is on.
func (p *person) on() bool { return p.Host.Addr().IsValid() }

// catchUp waits until the window has shown everything that happened until now.
func (p *person) catchUp() {
	p.T.Helper()
	version := p.Journal.Version()
	ran := false
	p.Dispatch(func() { ran = true })
	p.WaitFor("the window to catch up", func() bool { return ran && p.messages.ShownVersion() >= version && !p.pending.Load() })
}

// hosts presses Start and waits until the host is on.
func (p *person) hosts() {
	p.T.Helper()
	p.Click("Start hosting")
	p.awaitHosting()
}

func (p *person) awaitHosting() {
	p.T.Helper()
	p.WaitForText("Stop hosting")
	if !p.on() {
		p.T.Fatal("the button says Stop, and the host is off")
	}
}

// portText is the port that friends type, as the window shows it.
func (p *person) portText() string {
	_, port, _ := strings.Cut(joinText(p.snapshot()), ":")
	return port
}

// isBusy tells whether the host is starting or stopping.
func (p *person) isBusy() bool {
	phase := p.snapshot().Phase
	return phase == session.Starting || phase == session.Stopping
}

// useGame chooses a game.
func (p *person) useGame(g *game.Game) {
	p.session.SetGame(g)
	p.render()
}
