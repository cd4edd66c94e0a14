package ui

import (
	"context"
	"net/netip"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
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
	t       testing.TB
	app     *watchedApp
	network *fakeNetworks
	queue   *queue
	least   map[fyne.CanvasObject]fyne.Size // see layOut
	always  func()                          // where set, is called after everything that the window ran
}

// open opens a window that hosts on any free port of 127.0.0.1, after so many changes to that. The end
// of the test closes it and stops the host.
func open(t testing.TB, changes ...func(*Params)) *person {
	t.Helper()
	return openIn(t, newApp(theme.VariantDark), changes...)
}

// openIn opens a window in an app that was open before, and so with its preferences.
func openIn(t testing.TB, a *watchedApp, changes ...func(*Params)) *person {
	t.Helper()
	j := journal.New(journal.Options{Records: 1 << 12, Bytes: 1 << 20, Events: 1 << 10})
	networks := &fakeNetworks{}
	networks.become(wifi("127.0.0.1"))
	q := &queue{more: make(chan struct{}, 1)}
	anyPort := 0
	games, err := library.New(assets.Games(), filepath.Join(t.TempDir(), "games"))
	if err != nil {
		t.Fatal(err)
	}
	params := Params{
		Library: games,
		App:     a, Host: host.New(j), Journal: j, Networks: networks, Dispatch: q.dispatch, Settings: a.Preferences(),
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
	p := &person{Window: New(params), t: t, app: a, network: networks, queue: q, least: map[fyne.CanvasObject]fyne.Size{}}
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
	*p.messages.log = messageLog{}
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

// await runs what the window dispatches until a state is reached.
func (p *person) await(what string, reached func() bool) {
	p.t.Helper()
	deadline := time.After(patience)
	for {
		p.run()
		if reached() {
			return
		}
		select {
		case <-p.queue.more:
		case <-time.After(5 * time.Millisecond): // hosts and sockets do not tell
		case <-deadline:
			p.t.Fatalf("waited in vain for %s; the window shows:\n%s", what, strings.Join(p.texts(), "\n"))
		}
	}
}

// run runs what the window has dispatched.
func (p *person) run() {
	for _, f := range p.queue.take() {
		f()
		if p.always != nil {
			p.always()
		}
	}
}

// sees waits until the window shows a text.
func (p *person) sees(text string) {
	p.t.Helper()
	p.await("the text "+text, func() bool { return p.shows(text) })
}

// seesNo waits until the window does not show a text any more.
func (p *person) seesNo(text string) {
	p.t.Helper()
	p.await("the end of the text "+text, func() bool { return !p.shows(text) })
}

// catchUp waits until the window has shown everything that happened until now.
func (p *person) catchUp() {
	p.t.Helper()
	version := p.Journal.Version()
	ran := false
	p.Dispatch(func() { ran = true })
	p.await("the window to catch up", func() bool { return ran && p.messages.version >= version && !p.pending.Load() })
}

// hosts presses Start and waits until the host is on.
func (p *person) hosts() {
	p.t.Helper()
	p.press("Start hosting")
	p.awaitHosting()
}

func (p *person) awaitHosting() {
	p.t.Helper()
	p.sees("Stop hosting")
	if !p.on() {
		p.t.Fatal("the button says Stop, and the host is off")
	}
}

// press taps the one thing on the screen with a text, where that text stands.
func (p *person) press(text string) {
	p.t.Helper()
	p.pressOne(text, 0, 1)
}

// pressOne taps one of several things with the same text, counted from the top.
func (p *person) pressOne(text string, which, of int) {
	p.t.Helper()
	p.run()
	found := p.find(text)
	if len(found) != of {
		p.t.Fatalf("%d things say %q, want %d, among:\n%s", len(found), text, of, strings.Join(p.texts(), "\n"))
	}
	p.tapAt(found[which].seen.middle())
}

// tapAt clicks with the mouse: entries take the focus when the button goes down.
func (p *person) tapAt(at fyne.Position) {
	var under desktop.Mouseable
	for _, t := range p.things() {
		if m, ok := t.object.(desktop.Mouseable); ok && t.seen.holds(at) {
			under = m
		}
	}
	if under != nil {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
		under.MouseDown(e)
		under.MouseUp(e)
	}
	test.TapCanvas(p.window.Canvas(), at)
}

// tap taps the middle of an object.
func (p *person) tap(o fyne.CanvasObject) {
	p.t.Helper()
	p.run()
	p.tapAt(p.where(o).seen.middle())
}

// entry is where one can type.
type entry interface {
	fyne.CanvasObject
	fyne.Focusable
	fyne.Shortcutable
}

// types taps an entry and types over what stands in it.
func (p *person) types(into entry, text string) {
	p.t.Helper()
	p.tap(into)
	into.TypedShortcut(&fyne.ShortcutSelectAll{})
	p.key(fyne.KeyDelete)
	p.adds(text)
}

// adds types where the focus is.
func (p *person) adds(text string) {
	p.t.Helper()
	for _, r := range text {
		if f := p.window.Canvas().Focused(); f != nil {
			f.TypedRune(r)
		}
	}
}

// key presses a key where the focus is.
func (p *person) key(name fyne.KeyName) {
	p.t.Helper()
	if f := p.window.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// copies presses ctrl+C: what has the focus gets it if it knows shortcuts, and else the canvas, as in
// Fyne's driver.
func (p *person) copies() {
	p.t.Helper()
	press := &fyne.ShortcutCopy{Clipboard: p.app.Clipboard()}
	if f, ok := p.window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(press)
		return
	}
	// The test canvas has its shortcuts inside of what it wraps.
	inner := reflect.ValueOf(p.window.Canvas()).Elem().FieldByName("WindowlessCanvas").Interface()
	s, ok := inner.(fyne.Shortcutable)
	if !ok {
		p.t.Fatal("the test canvas knows no shortcuts")
	}
	s.TypedShortcut(press)
}

func (p *person) clipboard() string { return p.app.Clipboard().Content() }

// before puts the person before another of Porchlight's windows. What it dispatches runs as before.
func (p *person) before(w fyne.Window) *person {
	other := *p
	other.Window, other.least = &Window{window: w}, map[fyne.CanvasObject]fyne.Size{}
	return &other
}

// ticks taps the words beside a check or a radio button, which do not take all the room they have.
func (p *person) ticks(text string) {
	p.t.Helper()
	p.run()
	found := p.find(text)
	if len(found) != 1 {
		p.t.Fatalf("%d things say %q among:\n%s", len(found), text, strings.Join(p.texts(), "\n"))
	}
	p.tapAt(ink(found[0]).middle())
}

// opensGuests opens the window that says who may come in.
func (p *person) opensGuests() *guests {
	p.t.Helper()
	p.openGuests()
	return p.guests
}
