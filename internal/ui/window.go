// Package ui is the window. It asks the host and the journal for what it shows, about ten times a
// second and only when something changed, and tells the host what the person wants; nothing is ever
// pushed to it.
//
// Everything here but the pump runs on Fyne's UI goroutine.
package ui

import (
	"context"
	"net/netip"
	"sync/atomic"
	"time"

	"porchlight/internal/ui/messages"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/game/library"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
)

// Networks tells which addresses friends can type. A *lan.Watcher is one.
type Networks interface {
	Addresses() []lan.Address
	Version() uint64
}

// Params are what a window is made of.
type Params struct {
	App      fyne.App
	Host     *host.Host
	Journal  *journal.Journal
	Networks Networks
	Log      Log // nil: none is written
	Settings Preferences
	// Dispatch runs a function on the UI goroutine: fyne.Do, but for tests, which run it themselves.
	Dispatch func(func())
	Catch    func() // deferred in every goroutine that the window starts; nil: nothing is
	Crashed  string // the newest report of an unexpected end; "": there is none
	About    About
	Welcome  bool // whoever opens the window for the first time is told what the program does

	// Check tells whether the host can be reached at an address of this computer: Host.Check, but for
	// tests.
	Check func(context.Context, netip.Addr) error

	Library *library.Library
	Game    *game.Game                                // instead of the one kept from last time
	Config  host.Config                               // what the person cannot set in the window: Addr, ReadBuffer, Door
	Owner   string                                    // whose game it is, while the person has not said
	Entry   func(host.AccessPolicy) host.AccessPolicy // what the command line makes of who may come in; nil: nothing
	Pace    func(host.RateLimit) host.RateLimit       // likewise of how much a player may send
	Port    *int                                      // instead of the port kept from last time
	Players *int                                      // instead of the limit kept from last time

	look time.Duration // how often the pump looks; 0, but in tests: lookTime
}

// Window is Porchlight's window. Make one with New.
type Window struct {
	Params
	window   fyne.Window
	settings preferences

	entry     host.AccessPolicy // who may come in
	pace      host.RateLimit    // how much a player may send
	header    *header
	doorbell  *doorbell
	help      *help
	practices *practices
	games     *games // nil until it is asked for, like those below
	invite    *invite
	guests    *guests
	about     *about
	welcome   *welcome // while it is shown
	banner    *kit.Banner
	players   *players
	messages  *messages.View
	status    *statusLine
	toast     *kit.Toast

	given     bool   // Game is the command line's
	busy      bool   // starting or stopping
	told      uint64 // records up to this one were looked at for news
	addresses []lan.Address
	shown     netip.Addr  // the address that is shown
	slowed    int         // seat of the player that the banner says is slowed
	adb       host.ConnID // the player that the banner calls adb
	endless   int         // seat of the player of whose message the banner misses the end
	copied    string      // what was last copied of it, or shown as a picture
	check     check
	reached   func(netip.Addr) (host.ConnAttempt, bool) // Host.Reached, but for tests
	networks  uint64                                    // version of Networks that is shown
	logFails  bool                                      // the log cannot be written, and that was told
	closing   bool
	question  *question       // before closing; nil: it is not asked
	work      workers         // starting, stopping and saving, in goroutines of their own
	again     func()          // what to do once the host has stopped
	life      context.Context // of the window; its end ends the pump and all other work
	end       context.CancelFunc
	pumped    chan struct{} // closed when the pump has ended
	pending   atomic.Bool   // a refresh was dispatched and has not run
}

// New builds the window and shows it. Run the app afterwards.
func New(p Params) *Window {
	p.App.Settings().SetTheme(kit.NewTheme())
	w := &Window{
		Params:   p,
		given:    p.Game != nil,
		window:   p.App.NewWindow("Porchlight"),
		settings: preferences{p.Settings},
		header:   newHeader(),
		banner:   kit.NewBanner(),
		status:   newStatusLine(),
		toast:    kit.NewToast(p.Dispatch),
		pumped:   make(chan struct{}),
	}
	if w.Config.AccessList == nil {
		w.Config.AccessList = &access.List{}
	}
	if w.Catch == nil {
		w.Catch = func() {}
	}
	w.work.catch = w.Catch
	w.entry = w.settings.entry(p.Owner)
	if p.Entry != nil {
		w.entry = p.Entry(w.entry)
	}
	w.pace = w.settings.pace()
	if p.Pace != nil {
		w.pace = p.Pace(w.pace)
	}
	w.life, w.end = context.WithCancel(context.Background())
	w.reached = p.Host.LastAttemptTo
	if w.Check == nil {
		w.Check = p.Host.SelfTest
	}
	w.messages = messages.New(messages.Params{
		Journal: p.Journal, Window: w.window, Clipboard: p.App.Clipboard(), Toast: w.toast, Go: w.work.Go, Dispatch: p.Dispatch,
		OnSaved: w.saved, OnFilter: func(seat int) { w.players.choose(seat) },
	})
	w.players = newPlayers(w.kick, w.ban, w.messages.ToggleSeat, w.tryIt, func() { w.openHelp(pageTimesOut) })
	w.doorbell = newDoorbell()
	w.wireDoorbell()
	w.banner.OnDismissed = w.sayState // the lamp's sentence points at the banner
	w.wireHeader()

	split := container.NewHSplit(w.doorbell.over(w.players.box, leastPlayers), w.messages.Box)
	split.SetOffset(0.36)
	content := kit.Inset(1.5, 1.5, container.NewBorder(container.NewVBox(w.header.box), w.status.box, nil, nil, w.banner.Above(split)))
	w.window.SetPadded(false)
	w.window.SetContent(container.NewStack(kit.NewMinSize(fyne.NewSize(minWidth, minHeight)), content, w.toast.Layer))
	w.window.Resize(w.settings.size())
	w.window.SetCloseIntercept(w.askToClose)

	w.chooseGame()
	w.showNetworks()
	w.tellOfCrash()
	w.refresh(time.Now())
	w.window.Canvas().Focus(w.header.port)
	if p.Welcome && !w.settings.Bool(keyWelcomed) {
		w.greet()
	}
	w.window.Show()
	go w.pump()
	return w
}

func (w *Window) wireHeader() {
	h := w.header
	h.port.SetText(portEntryText(w.Port, w.settings.port()))
	limit := w.settings.players()
	if w.given {
		limit = w.Game.Players
	}
	if w.Players != nil {
		limit = *w.Players
	}
	h.players.SetText(kit.LimitText(limit))
	h.port.OnChanged = func(string) { w.onPortChanged() }
	h.port.OnSubmitted = func(string) { w.start() }
	h.players.OnChanged = func(string) { w.onPlayersChanged() }
	h.players.OnSubmitted = func(string) {
		if !w.on() {
			w.start()
		}
	}
	h.start.OnTapped = w.toggle
	h.copy.OnTapped = w.copyAddress
	h.networks.OnChanged = w.onNetworkPicked
	h.game.OnChanged = w.onGamePicked
	h.games.OnTapped = func() { w.openGames() }
	h.invite.OnTapped = func() { w.openInvite() }
	h.more.OnTapped = w.openMenu
	w.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { w.openGames().take(files) })
}

// refresh shows what changed since it ran last. It is called about ten times a second at most.
func (w *Window) refresh(now time.Time) {
	w.pending.Store(false)
	if w.closing {
		return
	}
	if v := w.Networks.Version(); v != w.networks {
		w.showNetworks()
	}
	on, version := w.on(), w.Journal.Version()
	w.players.update(w.Host.Players, on, w.Host.Limit())
	w.doorbell.update(w.Host.Pending)
	w.messages.SetSeats(w.players.seats(messages.MaxSeats))
	w.messages.Update(version, on)
	w.lookAtEvents()
	w.lookAtSeats()
	w.lookAtEnds()
	w.lookAtLog()
	if on {
		w.status.update(now, w.Host.Since(), w.Journal.Totals())
	}
	w.sayState()
	w.renewInvite()
	w.renewQuestion()
	if w.help != nil {
		w.help.refresh()
	}
}

// close says goodbye to the players, waits for our goroutines and then ends the app.
func (w *Window) close() {
	if w.closing {
		return
	}
	w.closing = true
	if w.welcome != nil {
		w.welcome.end()
	}
	w.settings.keepSize(w.window.Canvas().Size())
	w.keepEntries()
	if w.practices != nil {
		w.practices.close()
	}
	w.window.Hide()
	w.messages.Close()
	go func() {
		defer w.Catch()
		w.Finish()
		w.Dispatch(w.App.Quit)
	}()
}

// Finish stops the host and returns when everything that the window started has ended. Call it when
// the app has ended, too, since the system may end that without closing the window.
func (w *Window) Finish() {
	w.end()
	w.Host.Stop()
	w.work.Wait()
	w.Host.Stop() // a start that was under way came after the first
	<-w.pumped
}

// kick sends a player out, and offers to keep its address out.
func (w *Window) kick(p host.Player) {
	if !w.Host.Kick(p.ID) {
		return
	}
	from := p.Addr.Addr()
	ban := &kit.Action{Label: lang.L("Ban {{.Address}}", map[string]any{"Address": from.String()}), Do: func() { w.ban(from) }}
	w.toast.Show(lang.L("Player {{.Seat}} was kicked.", map[string]any{"Seat": p.Seat}), ban)
}
