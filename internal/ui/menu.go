package ui

import (
	"context"
	"net/netip"
	"os"

	"porchlight/internal/ui/practice"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/diagnose"
	"porchlight/internal/firewall"
	"porchlight/internal/game"
	"porchlight/internal/lan"
	"porchlight/internal/session"
)

// openMenu opens the menu below its button.
func (w *Window) openMenu() {
	item := func(label string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(label, do) }
	menu := widget.NewPopUpMenu(fyne.NewMenu("",
		item(lang.L("Try it yourself"), w.tryIt),
		item(lang.L("Who may come in…"), w.openAccessWindow),
		item(lang.L("A friend can't connect?"), func() { w.openHelp(pageTimesOut) }),
		item(lang.L("Friends elsewhere"), func() { w.openHelp(pageElsewhere) }),
		item(lang.L("About Porchlight"), w.openAbout),
	), w.window.Canvas())
	b := w.header.more
	menu.ShowAtRelativePosition(fyne.NewPos(b.Size().Width-menu.MinSize().Width, b.Size().Height), b)
}

// tryIt opens another practice player.
func (w *Window) tryIt() {
	if w.practices == nil {
		w.practices = practice.New(w.ctx, practice.Params{
			App: w.App, Dispatch: w.Dispatch, Go: w.work.Go,
			Target: w.practiceTarget,
		})
	}
	w.practices.Open()
}

// practiceTarget returns the join address, the game, and whether it is hosted now.
func (w *Window) practiceTarget() (address string, g *game.Game, hosting bool) {
	n := w.session.Snapshot()
	return joinText(n), n.Plan.Game, n.Phase == session.Hosting
}

// port returns the port of the host, or the port for the next start. Any goroutine may call it.
func (w *Window) port() int {
	n := w.session.Snapshot()
	if n.Listening.IsValid() {
		return int(n.Listening.Port())
	}
	return max(n.Plan.Port, 0)
}

// openHelp shows a page of the help window.
func (w *Window) openHelp(page string) {
	if w.help == nil {
		w.help = w.newHelp()
	}
	w.help.show(page)
}

func (w *Window) newHelp() *help {
	var h *help
	mine := func() []lan.Address { return w.session.Snapshot().Addresses.All }
	same := newSameNetworkPage(mine)
	two := newTwoNetworksPage(mine, func() netip.Addr { return w.session.Snapshot().Addresses.Shown }, w.selectAddress)
	fire := newFirewallPage(firewallPageParams{
		read: func(ctx context.Context) firewall.Report {
			program, err := os.Executable()
			if err != nil {
				program = ""
			}
			return firewall.Read(ctx, program, w.port())
		},
		open:     func(argv []string) error { return firewall.Open(w.ctx, argv) },
		copy:     w.App.Clipboard().SetContent,
		reached:  func() bool { return w.session.Evidence().Reachability == diagnose.Reached },
		dispatch: w.Dispatch, work: &w.work, ctx: w.ctx,
	})
	a := around{
		see:    w.session.Evidence,
		goTo:   func(page string) { h.show(page) },
		reveal: func(o fyne.CanvasObject) { h.reveal(o) },
	}
	h = newHelp(w.App, answerPages(a), []helpPage{
		{id: pageSameNetwork, title: lang.L("Are we on the same network?"), content: same.content, turnedTo: same.turnedTo},
		{id: pageFirewall, title: lang.L("The firewall"), content: fire.content, opened: fire.turnedTo},
		{id: pageTwoNetworks, title: lang.L("Two networks at once"), content: two.content, turnedTo: two.turnedTo},
		elsewherePage(w.session.Evidence),
	})
	return h
}
