package ui

// hideOthers hides all other windows, apart from those of practice players: while Porchlight closes, their controls
// have no effect.
func (w *Window) hideOthers() {
	if w.games != nil {
		w.games.Hide()
	}
	if w.invite != nil {
		w.invite.Hide()
	}
	if w.accessWindow != nil {
		w.accessWindow.Window.Hide()
	}
	if w.help != nil {
		w.help.Hide()
	}
	if w.about != nil {
		w.about.Hide()
	}
}
