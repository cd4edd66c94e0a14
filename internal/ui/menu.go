package ui

import (
	"context"
	"net/netip"
	"os"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

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
			App: w.App, Dispatch: w.Dispatch, Work: &w.work,
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
		reached:  func() bool { return w.evidence().lamp == kit.LampReached },
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
func (w *Window) evidence() evidence {
	arrived := w.Host.ConnAttempts()
	e := evidence{
		hosting: w.on(), since: w.Host.Since(), address: w.typed(), lamp: w.header.lamp.State, addresses: w.addresses,
		players: len(w.players.current), limit: w.Host.Limit(), game: w.Game,
		arrived: arrived.Count, lastFrom: arrived.Last.From, lastAt: arrived.Last.At,
	}
	if arrived.Count > 0 && arrived.Last.Rejected != 0 {
		e.refused = whyRefused(arrived.Last.Rejected)
	}
	for i := range w.players.current {
		if p := &w.players.current[i]; p.MessagesIn == 0 && p.PartialBytes == 0 {
			e.silent++
		}
	}
	e.unended = w.players.unended.missed()
	e.shared = w.check.at == w.shown && isShared(w.check.err)
	return e
}
