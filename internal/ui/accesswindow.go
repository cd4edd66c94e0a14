package ui

import (
	"porchlight/internal/session"
	"porchlight/internal/ui/access"
)

// openAccessWindow brings up the window that says who may connect.
func (w *Window) openAccessWindow() { w.madeAccessWindow().Show() }

// openRateLimits brings up the same window at the rate limits.
func (w *Window) openRateLimits() { w.madeAccessWindow().ShowRateLimits() }

// madeAccessWindow returns the window, up to date. It makes the window at the first call.
func (w *Window) madeAccessWindow() *access.Window {
	if w.accessWindow == nil {
		w.accessWindow = access.New(access.Params{App: w.App, Session: w.session, OnChanged: w.render})
	}
	w.renderAccessWindow(w.session.Snapshot())
	return w.accessWindow
}

// renderAccessWindow shows the lists, if that window was opened.
func (w *Window) renderAccessWindow(n *session.Snapshot) {
	if w.accessWindow != nil {
		w.accessWindow.Update(n)
	}
}
