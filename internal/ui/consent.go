package ui

import (
	"errors"

	"porchlight/internal/session"
	"porchlight/internal/ui/ownserver"
)

// askConsent asks whether the program of a game may run if a start has failed since the person was not asked before. It
// asks once for each start.
func (w *Window) askConsent(n *session.Snapshot) {
	for _, notice := range n.Notices {
		var e *session.ConsentError
		if notice.Kind != session.StartFailed || !errors.As(notice.Err, &e) || e == w.consentAsked {
			continue
		}
		w.consentAsked = e
		w.work.Go(func() {
			preview := ownserver.Preview(e)
			w.Dispatch(func() { w.openConsent(e, notice.ID, preview) })
		})
	}
}

// openConsent opens the question, and runs the program or removes the notice.
func (w *Window) openConsent(e *session.ConsentError, notice uint64, preview string) {
	if w.closing || w.consentAsked != e {
		return
	}
	ownserver.AskConsent(w.window.Canvas(), e, preview, func(run bool) {
		_ = w.session.Dismiss(notice) // fails only if the notice is gone
		if run {
			w.session.Agree(e.Fingerprint)
			w.Start()
		}
		w.render()
	})
}
