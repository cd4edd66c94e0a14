package ui

import (
	"porchlight/internal/ui/help"
	"porchlight/internal/ui/practice"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/game"
	"porchlight/internal/session"
)

// openMenu opens the menu below its button.
func (w *Window) openMenu() {
	item := func(label string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(label, do) }
	menu := widget.NewPopUpMenu(fyne.NewMenu("",
		item(lang.L("Try it yourself"), w.tryIt),
		item(lang.L("Who may come in…"), w.openAccessWindow),
		item(lang.L("A friend can't connect?"), func() { w.openHelp(help.TimesOut) }),
		item(lang.L("Friends elsewhere"), func() { w.openHelp(help.Elsewhere) }),
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
