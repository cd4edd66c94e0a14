// Package ui is the window. It renders the session's snapshots, ten times a second at most and only after a change,
// and sends commands to the session. Nothing is pushed to it.
//
// Everything here runs on Fyne's UI goroutine, apart from the pump.
package ui

import (
	"context"
	"strconv"
	"sync/atomic"
	"time"

	"porchlight/internal/ui/help"
	"porchlight/internal/ui/practice"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"porchlight/internal/game/library"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/session"
	"porchlight/internal/ui/about"
	"porchlight/internal/ui/access"
	"porchlight/internal/ui/games"
	"porchlight/internal/ui/invite"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/messages"
	"porchlight/internal/ui/players"
)

// Params are the dependencies of a window.
type Params struct {
	App      fyne.App
	Session  *session.Session // closed by Finish
	Journal  *journal.Journal // of the session's host
	Settings session.Preferences
	Library  *library.Library
	// Dispatch runs a function on the UI goroutine. It is fyne.Do, except in tests.
	Dispatch func(func())
	Catch    func() // deferred in every goroutine that the window starts; nil: none
	About    about.Build
	Welcome  bool // show the welcome screen at the first start

	pollInterval time.Duration // of the pump; 0: defaultPollInterval
}

// Window is Porchlight's window. Make one with New.
type Window struct {
	Params
	session *session.Session
	window  fyne.Window
	// openedSize is the size that the window was opened with.
	openedSize fyne.Size
	view
	others
	shown

	closing bool
	work    workers // all goroutines apart from the pump
	ctx     context.Context
	cancel  context.CancelFunc // ends the pump and all other work
	pumped  chan struct{}      // closed when the pump has ended
	pending atomic.Bool        // a refresh is dispatched and has not run
}

// view contains the parts of the window itself.
type view struct {
	header       *header
	pendingPanel *players.PendingPanel
	banner       *kit.Banner
	players      *players.List
	messages     *messages.View
	status       *statusLine
	toast        *kit.Toast
	welcome      *welcome  // nil: not shown
	question     *question // before closing; nil: not shown
}

// others are the other windows; each is nil until it is opened.
type others struct {
	help         *help.Window
	practices    *practice.Players
	games        *games.Window
	invite       *invite.Window
	accessWindow *access.Window
	about        *about.Window
}

// shown is the part of the last rendering that the next one is compared with.
type shown struct {
	rendered session.Plan   // in the entries
	notice   session.Notice // in the banner; ID 0: none
	passed   uint64         // ID of the newest notice that the toast has shown
	// consentAsked is what the person was last asked about, or is asked about now; nil: nothing.
	consentAsked *session.ConsentError
	gameNames    []string // of the library; nil: to be read
}

// New builds the window and shows it. Run the app afterwards.
func New(p Params) *Window {
	kit.UseEnglish()
	p.App.Settings().SetTheme(kit.NewTheme())
	if p.Catch == nil {
		p.Catch = func() {}
	}
	w := &Window{
		Params:  p,
		session: p.Session,
		window:  p.App.NewWindow("Porchlight"),
		view:    view{header: newHeader(), banner: kit.NewBanner(), status: newStatusLine(), toast: kit.NewToast(p.Dispatch)},
		pumped:  make(chan struct{}),
	}
	w.work.catch = p.Catch
	w.ctx, w.cancel = context.WithCancel(context.Background())
	w.messages = messages.New(messages.Params{
		Journal: p.Journal, Window: w.window, Clipboard: p.App.Clipboard(), Toast: w.toast, Go: w.work.Go, Dispatch: p.Dispatch,
		OnSaved: w.saved, OnFilter: func(seat int) { w.players.Mark(seat) },
	})
	w.players = players.NewList(players.Params{
		Kick: func(id host.ConnID) {
			w.session.Kick(id)
			w.render()
		},
		Ban: w.session.Ban, OnClicked: w.messages.ToggleSeat, OnTry: w.tryIt, OnTrouble: func() { w.openHelp(help.TimesOut) },
	})
	w.pendingPanel = players.NewPendingPanel(players.PendingParams{
		Admit:       func(id host.ConnID) { w.session.Admit(id) },
		Reject:      func(id host.ConnID) { w.session.Reject(id) },
		AdmitAlways: w.session.AdmitAlways,
	})
	w.banner.OnDismissed = w.onDismissed
	w.wireHeader()

	split := container.NewHSplit(w.pendingPanel.Above(w.players.Box, players.ListMinHeight), w.messages.Box)
	split.SetOffset(0.36)
	content := kit.Inset(1.5, 1.5, container.NewBorder(container.NewVBox(w.header.box), w.status.box, nil, nil, w.banner.Above(split)))
	w.window.SetPadded(false)
	w.window.SetContent(container.NewStack(kit.NewMinSize(fyne.NewSize(minWidth, minHeight)), content, w.toast.Layer))
	w.openedSize = rememberedSize(p.Settings)
	w.window.Resize(w.openedSize)
	w.window.SetCloseIntercept(w.askToClose)

	w.session.Poll()
	w.refresh(time.Now())
	w.window.Canvas().Focus(w.header.port)
	if p.Welcome && !p.Settings.Bool(keyWelcomed) {
		w.openWelcome()
	}
	w.window.Show()
	go w.pump()
	return w
}

func (w *Window) wireHeader() {
	h := w.header
	w.rendered = w.session.Snapshot().Plan
	h.port.SetText(strconv.Itoa(w.rendered.Port))
	h.players.SetText(kit.LimitText(w.rendered.Limit))
	h.port.OnChanged = func(string) { w.onPortChanged() }
	h.port.OnSubmitted = func(string) { w.Start() }
	h.players.OnChanged = func(string) { w.onPlayersChanged() }
	h.players.OnSubmitted = func(string) { w.onPlayersSubmitted() }
	h.start.OnTapped = w.onStartTapped
	h.copy.OnTapped = w.copyAddress
	h.networks.OnChanged = w.onNetworkPicked
	h.game.OnChanged = w.onGamePicked
	h.games.OnTapped = func() { w.openGames() }
	h.invite.OnTapped = w.openInvite
	h.more.OnTapped = w.openMenu
	w.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { w.openGames().Import(files) })
}

// refresh renders the changes since the last refresh. The pump has it called ten times a second at most.
func (w *Window) refresh(now time.Time) {
	w.pending.Store(false)
	if w.closing {
		return
	}
	n := w.session.Snapshot()
	hosting, version := n.Phase == session.Hosting, w.Journal.Version()
	w.renderPlayers(n)
	w.messages.SetSeats(w.players.Seats(messages.MaxSeats))
	w.messages.Update(version, hosting)
	if hosting {
		w.status.update(now, n.Since, w.Journal.Totals())
	}
	w.render()
	w.renderQuestion()
	if w.help != nil {
		w.help.Refresh()
	}
}

// renderPlayers shows the connected players.
func (w *Window) renderPlayers(n *session.Snapshot) {
	w.players.Update(w.session.Players, n.Phase == session.Hosting, n.Plan.Limit)
}

// render shows the current snapshot, apart from the lists of players and messages.
func (w *Window) render() {
	n := w.session.Snapshot()
	w.renderEntries(n)
	w.renderAddresses(n)
	w.renderGame(n)
	w.renderState(n)
	w.renderNotices(n)
	w.pendingPanel.Update(n.Pending)
	w.renderInvite(n)
	w.renderAccessWindow(n)
	if n.Phase == session.Off && !w.status.since.IsZero() {
		w.status.off()
	}
}

// close hides the windows, finishes in a goroutine and then quits the app.
func (w *Window) close() {
	if w.closing {
		return
	}
	w.closing = true
	if w.welcome != nil {
		w.welcome.close()
	}
	rememberSize(w.Settings, w.openedSize, w.window.Canvas().Size())
	if w.practices != nil {
		w.practices.Close()
	}
	w.window.Hide()
	w.hideOthers()
	w.messages.Close()
	go func() {
		defer w.Catch()
		w.Finish()
		w.Dispatch(w.App.Quit)
	}()
}

// Finish closes the session and returns when all goroutines of the window have ended. Call it after the app has
// ended, too: the system may end the app without closing the window.
func (w *Window) Finish() {
	w.cancel()
	w.session.Close()
	w.work.Wait()
	<-w.pumped
}
