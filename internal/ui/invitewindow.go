package ui

import (
	"porchlight/internal/diagnose"
	"porchlight/internal/session"
	"porchlight/internal/ui/help"
	"porchlight/internal/ui/invite"
)

// openInvite brings the window with invitations to the front.
func (w *Window) openInvite() {
	n := w.session.Snapshot()
	if w.invite == nil {
		w.invite = invite.New(invite.Params{
			App: w.App, Dispatch: w.Dispatch, AnswerPhones: n.Plan.Browsers, Owner: n.Plan.Owner,
			SetAnswerPhones: func(yes bool) {
				w.session.SetBrowsers(yes)
				w.render()
			},
			SetOwner: w.session.SetOwner,
			Copy:     w.giveOut, OnShownLarge: func() { w.giveOut("") },
			OnElsewhere: func() { w.openHelp(help.Elsewhere) },
		})
	}
	w.renderInvite(n)
	w.invite.Show()
}

// renderInvite shows the join address in the window with invitations, if that was opened.
func (w *Window) renderInvite(n *session.Snapshot) {
	if w.invite == nil {
		return
	}
	reached := ""
	if n.Reach.State == diagnose.Reached {
		_, reached = reachSentence(n)
	}
	w.invite.Update(n, reached)
}
