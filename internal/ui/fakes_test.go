package ui

import (
	"net/netip"
	"sync"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"porchlight/internal/lan"
)

// watchedApp is Fyne's test app that is light or dark and tells whether it was to end.
type watchedApp struct {
	fyne.App
	variant fyne.ThemeVariant
	quit    atomic.Bool
	quits   atomic.Int32
}

func newApp(variant fyne.ThemeVariant) *watchedApp {
	a := &watchedApp{App: test.NewApp(), variant: variant}
	fyne.SetCurrentApp(a)
	return a
}

func (a *watchedApp) Quit() {
	a.quit.Store(true)
	a.quits.Add(1)
}

func (a *watchedApp) Settings() fyne.Settings { return variantSettings{a.App.Settings(), a} }

func (a *watchedApp) NewWindow(title string) fyne.Window {
	return &watchedWindow{Window: a.App.NewWindow(title)}
}

// watchedWindow tells whether it was hidden.
type watchedWindow struct {
	fyne.Window
	hidden bool
}

func (w *watchedWindow) Hide() {
	w.hidden = true
	w.Window.Hide()
}

// become makes the app light or dark, as the system's settings would.
func (a *watchedApp) become(variant fyne.ThemeVariant) {
	a.variant = variant
	a.Settings().SetTheme(a.Settings().Theme())
}

// variantSettings are the test app's, but for light and dark.
type variantSettings struct {
	fyne.Settings
	app *watchedApp
}

func (s variantSettings) ThemeVariant() fyne.ThemeVariant { return s.app.variant }

// queue holds what the window dispatched and the test has not run.
type queue struct {
	mu   sync.Mutex
	todo []func()
	more chan struct{}
}

func (q *queue) dispatch(f func()) {
	q.mu.Lock()
	q.todo = append(q.todo, f)
	q.mu.Unlock()
	select {
	case q.more <- struct{}{}:
	default:
	}
}

func (q *queue) take() []func() {
	q.mu.Lock()
	defer q.mu.Unlock()
	todo := q.todo
	q.todo = nil
	return todo
}

// fakeNetworks are the networks that a test says there are.
type fakeNetworks struct {
	mu      sync.Mutex
	list    []lan.Address
	version uint64
}

func (n *fakeNetworks) become(list ...lan.Address) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = list
	n.version++
}

func (n *fakeNetworks) Addresses() []lan.Address {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.list
}

func (n *fakeNetworks) Version() uint64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.version
}

func wifi(ip string) lan.Address {
	return lan.Address{IP: netip.MustParseAddr(ip), Interface: "wlan0", Kind: lan.WiFi}
}

func cable(ip string) lan.Address {
	return lan.Address{IP: netip.MustParseAddr(ip), Interface: "eth0", Kind: lan.Ethernet}
}
