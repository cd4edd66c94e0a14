package ui

import "fyne.io/fyne/v2"

// hideOthers hides all other windows, apart from those of practice players: while Porchlight closes, their controls
// have no effect.
func (w *Window) hideOthers() {
	var others []fyne.Window
	if w.games != nil {
		w.games.Hide()
	}
	if w.invite != nil {
		w.invite.Hide()
	}
	if w.accessWindow != nil {
		others = append(others, w.accessWindow.Window)
	}
	if w.help != nil {
		w.help.Hide()
	}
	if w.about != nil {
		others = append(others, w.about.window)
	}
	for _, o := range others {
		o.Hide()
	}
}
