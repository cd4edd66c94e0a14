package ui

import "fyne.io/fyne/v2"

// hideOthers hides the other windows of Porchlight, which would do nothing any more while it closes. Those of practice
// players are closed.
func (w *Window) hideOthers() {
	var others []fyne.Window
	if w.games != nil {
		w.games.Hide()
	}
	if w.invite != nil {
		others = append(others, w.invite.window, w.invite.large)
	}
	if w.accessWindow != nil {
		others = append(others, w.accessWindow.window)
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
