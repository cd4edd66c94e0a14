package ui

import (
	"porchlight/internal/access"
	"porchlight/internal/session"
)

// openAccessWindow brings up the window that says who may come in.
func (w *Window) openAccessWindow() {
	if w.accessWindow == nil {
		n := w.session.Snapshot()
		w.accessWindow = newAccessWindow(w.App, accessCommands{
			policy: func() access.Policy { return w.session.Snapshot().Plan.Policy },
			change: w.changePolicy,
			limits: w.changeLimits,
			ban:    w.session.Ban, allow: w.session.Allow, forget: w.session.Forget,
		}, rateSettings{n.Plan.RateLimit, n.Plan.Policy.PerSecond})
	}
	w.renderAccessWindow(w.session.Snapshot())
	w.accessWindow.show()
}

// changePolicy changes who may come in from now on.
func (w *Window) changePolicy(p access.Policy) {
	w.session.SetPolicy(p)
	w.render()
}

// changeLimits changes how much may come in a second.
func (w *Window) changeLimits(p rateSettings) {
	w.session.SetRateLimit(p.RateLimit)
	if policy := w.session.Snapshot().Plan.Policy; p.connections != policy.PerSecond {
		policy.PerSecond = p.connections
		w.session.SetPolicy(policy)
	}
	w.render()
}

// renderAccessWindow shows the lists, where that window was opened.
func (w *Window) renderAccessWindow(n *session.Snapshot) {
	if w.accessWindow != nil {
		w.accessWindow.updateLists(n.Banned, n.Allowed)
	}
}

// openRateLimits brings up the limits of how much may come in.
func (w *Window) openRateLimits() {
	w.openAccessWindow()
	w.accessWindow.reveal(w.accessWindow.rateLimits.box)
}
