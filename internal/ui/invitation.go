package ui

import (
	"strings"

	"porchlight/internal/diagnose"
	"porchlight/internal/session"
	"porchlight/internal/ui/help"
)

// openInvite brings up the window with invitations.
func (w *Window) openInvite() *invite {
	if w.invite == nil {
		v := newInvite(w.App, w.Dispatch, w.giveOut, func() { w.openHelp(help.Elsewhere) })
		v.answer.SetChecked(w.session.Snapshot().Plan.Browsers)
		v.answer.OnChanged = func(yes bool) {
			w.session.SetBrowsers(yes)
			w.render()
		}
		v.owner.SetText(w.session.Snapshot().Plan.Owner)
		v.owner.OnChanged = func(s string) {
			w.session.SetOwner(strings.TrimSpace(s))
			w.render()
		}
		w.invite = v
	}
	w.renderInvite(w.session.Snapshot())
	w.invite.show()
	return w.invite
}

// renderInvite shows the invitation as it is now, where that window was opened.
func (w *Window) renderInvite(n *session.Snapshot) {
	if w.invite == nil {
		return
	}
	now := invitation{hosting: n.Phase == session.Hosting}
	if n.Addresses.Join.Port() != 0 {
		now.address = n.Addresses.Join
	}
	switch {
	case !n.Plan.Browsers:
		now.phone = phoneOff
	case n.Plan.Game.SpeaksHTTP():
		now.phone = phoneUnknown
	}
	if now.hosting && n.Reach.State == diagnose.Reached {
		_, now.reached = reachSentence(n)
	}
	w.invite.renew(now)
}
