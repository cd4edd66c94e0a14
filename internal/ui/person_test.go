package ui

import (
	"context"
	"net/netip"
	"path/filepath"
	"testing"
	"time"

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
	network *fakeNetworks
}

// open opens a window that hosts on any free port of 127.0.0.1, after so many changes to that. The end
// of the test closes it and stops the host.
func open(t testing.TB, changes ...func(*Params)) *person {
	t.Helper()
	return openIn(t, uitest.NewApp(theme.VariantDark), changes...)
}

// openIn opens a window in an app that was open before, and so with its preferences.
func openIn(t testing.TB, a *uitest.App, changes ...func(*Params)) *person {
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
	params := Params{
		Library: games,
		App:     a, Host: host.New(j), Journal: j, Networks: networks, Dispatch: q.Dispatch, Settings: a.Preferences(),
		Config: host.Config{Addr: netip.MustParseAddr("127.0.0.1")},
		Port:   &anyPort,
		look:   10 * time.Millisecond,
	}
	params.Check = func(ctx context.Context, at netip.Addr) error {
		if !at.IsLoopback() {
			return nil // nothing is ever sent to the networks that a test only says there are
		}
		return params.Host.SelfTest(ctx, at)
	}
	for _, change := range changes {
		change(&params)
	}
	w := New(params)
	p := &person{w, uitest.New(t, a, w.window, q), networks}
	t.Cleanup(func() {
		p.Finish()
		p.release()
	})
	return p
}

// atUsualPace has the window look as often as outside of tests.
func atUsualPace(p *Params) { p.look = 0 }

// release lets go of what is large in a finished window: Fyne keeps widgets that were ever drawn, and so
// all that they know of, for as long as the tests run.
func (p *person) release() {
	p.messages.Close()
}

// longJournal has the journal hold more messages than the list shows.
func longJournal(p *Params) {
	p.Journal = journal.New(journal.Options{Records: 1 << 15, Bytes: 1 << 20, Events: 1 << 10})
	p.Host = host.New(p.Journal)
}

// everywhere has the host listen on all addresses, so that the window shows each of the networks.
func everywhere(p *Params) { p.Config.Addr = netip.Addr{} }

// port has the window open with a port.
func port(number int) func(*Params) { return func(p *Params) { p.Port = &number } }

// limit has the window open with a player limit; 0 is none.
func limit(players int) func(*Params) { return func(p *Params) { p.Players = &players } }

// portOfLastTime has the window open with the port of the preferences.
func portOfLastTime(p *Params) { p.Port = nil }

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

// opensGuests opens the window that says who may come in.
func (p *person) opensGuests() *guests {
	p.T.Helper()
	p.openGuests()
	return p.guests
}
