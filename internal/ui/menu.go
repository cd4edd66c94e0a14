package ui

import (
	"context"
	"net/netip"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/diagnose"
	"porchlight/internal/firewall"
	"porchlight/internal/game"
	"porchlight/internal/lan"
)

// openMenu shows what else there is, below its button.
func (w *Window) openMenu() {
	item := func(label string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(label, do) }
	menu := widget.NewPopUpMenu(fyne.NewMenu("",
		item(lang.L("Try it yourself"), w.tryIt),
		item(lang.L("Who may come in…"), w.openGuests),
		item(lang.L("A friend can't connect?"), func() { w.openHelp(pageTimesOut) }),
		item(lang.L("Friends elsewhere"), func() { w.openHelp(pageElsewhere) }),
		item(lang.L("About Porchlight"), w.openAbout),
	), w.window.Canvas())
	b := w.header.more
	menu.ShowAtRelativePosition(fyne.NewPos(b.Size().Width-menu.MinSize().Width, b.Size().Height), b)
}

// tryIt opens one more practice player.
func (w *Window) tryIt() {
	if w.practices == nil {
		w.practices = newPractices(w.life, practiceParams{
			App: w.App, Dispatch: w.Dispatch, Go: w.work.Go,
			Where: func() (string, *game.Game, bool) { return w.friendsType(), w.Game, w.on() },
		})
	}
	w.practices.another()
}

// port is the port that is hosted on, or was last. Any goroutine may ask.
func (w *Window) port() int {
	if on := w.Host.Addr(); on.IsValid() {
		return int(on.Port())
	}
	return w.settings.port()
}

// openHelp brings up the help window with a page.
func (w *Window) openHelp(page string) {
	if w.help == nil {
		w.help = w.newHelp()
	}
	w.help.show(page)
}

func (w *Window) newHelp() *help {
	var h *help
	mine := func() []lan.Address { return w.addresses }
	same := newSameNetworkPage(mine)
	two := newTwoNetworksPage(mine, func() netip.Addr { return w.shown }, w.pick)
	fire := newFirewallPage(firewallPageParams{
		read: func(ctx context.Context) firewall.Report {
			program, err := os.Executable()
			if err != nil {
				program = ""
			}
			return firewall.Read(ctx, program, w.port())
		},
		open:     func(argv []string) error { return firewall.Open(w.life, argv) },
		copy:     w.App.Clipboard().SetContent,
		reached:  func() bool { return w.evidence().Reachability == diagnose.Reached },
		dispatch: w.Dispatch, work: &w.work, ctx: w.life,
	})
	a := around{
		see:    w.evidence,
		goTo:   func(page string) { h.show(page) },
		reveal: func(o fyne.CanvasObject) { h.reveal(o) },
	}
	h = newHelp(w.App, answerPages(a), []helpPage{
		{id: pageSameNetwork, title: lang.L("Are we on the same network?"), content: same.content, turnedTo: same.turnedTo},
		{id: pageFirewall, title: lang.L("The firewall"), content: fire.content, opened: fire.turnedTo},
		{id: pageTwoNetworks, title: lang.L("Two networks at once"), content: two.content, turnedTo: two.turnedTo},
		elsewherePage(w.evidence),
	})
	return h
}

// evidence is what Porchlight sees right now.
func (w *Window) evidence() *diagnose.Evidence {
	arrived := w.Host.ConnAttempts()
	e := &diagnose.Evidence{
		Hosting: w.on(), Since: w.Host.Since(), Addr: w.typed(), Reachability: diagnose.Reachability(w.header.lamp.State), LocalAddrs: w.addresses,
		Players: len(w.players.current), Limit: w.Host.Limit(), Game: w.Game,
		Attempts: arrived.Count, LastFrom: arrived.Last.From, LastAt: arrived.Last.At, LastRejected: arrived.Last.RejectReason,
	}
	for i := range w.players.current {
		if p := &w.players.current[i]; p.MessagesIn == 0 && p.PartialBytes == 0 {
			e.Silent++
		}
	}
	e.Incomplete = w.players.unended.missed()
	e.SharedPort = w.check.at == w.shown && isShared(w.check.err)
	return e
}
