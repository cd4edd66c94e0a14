package ui

import (
	"porchlight/internal/host"
	"porchlight/internal/session"
)

// openGuests brings up the window that says who may come in.
func (w *Window) openGuests() {
	if w.guests == nil {
		n := w.session.Snapshot()
		w.guests = newGuests(w.App, guestCommands{
			policy: func() host.AccessPolicy { return w.session.Snapshot().Plan.Policy },
			change: w.changePolicy,
			limits: w.changeLimits,
			ban:    w.session.Ban, allow: w.session.Allow, forget: w.session.Forget,
		}, perSecond{n.Plan.RateLimit, n.Plan.Policy.PerSecond})
	}
	w.renderGuests(w.session.Snapshot())
	w.guests.show()
}

// changePolicy changes who may come in from now on.
func (w *Window) changePolicy(p host.AccessPolicy) {
	w.session.SetPolicy(p)
	w.render()
}

// changeLimits changes how much may come in a second.
func (w *Window) changeLimits(p perSecond) {
	w.session.SetRateLimit(p.RateLimit)
	if policy := w.session.Snapshot().Plan.Policy; p.connections != policy.PerSecond {
		policy.PerSecond = p.connections
		w.session.SetPolicy(policy)
	}
	w.render()
}

// renderGuests shows the lists, where that window was opened.
func (w *Window) renderGuests(n *session.Snapshot) {
	if w.guests != nil {
		w.guests.renew(n.Banned, n.Allowed)
	}
}

// openTooMuch brings up the limits of how much may come in.
func (w *Window) openTooMuch() {
	w.openGuests()
	w.guests.reveal(w.guests.tooMuch.box)
}

// wireDoorbell says what the answers do.
func (w *Window) wireDoorbell() {
	d := w.doorbell
	d.onLetIn = func(v host.PendingConn) { w.session.Admit(v.ID) }
	d.onTurnAway = func(v host.PendingConn) { w.session.Reject(v.ID) }
	d.onAlways = func(v host.PendingConn) { w.session.AdmitAlways(v.ID) }
}
