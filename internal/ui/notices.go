package ui

import (
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/session"
	"porchlight/internal/ui/help"
	"porchlight/internal/ui/kit"
)

// renderNotices shows the most urgent notice in the banner and the newest passing one in the toast.
func (w *Window) renderNotices(n *session.Snapshot) {
	w.askConsent(n)
	top, _ := n.Notice()
	if top != w.notice {
		w.notice = top
		w.renderBanner(top)
	}
	if p := n.Passing; p.ID > w.passed {
		w.passed = p.ID
		w.toast.Show(noticeSentence(p), w.noticeAction(p))
	}
}

// renderBanner shows a notice in the banner; ID 0 hides it.
func (w *Window) renderBanner(n session.Notice) {
	if n.ID == 0 {
		w.banner.Clear()
		return
	}
	w.banner.Show(kit.Notice{ID: n.ID, Sentence: noticeSentence(n), Trouble: n.Kind.IsTrouble(), Action: w.noticeAction(n)})
}

// noticeAction returns the button beside a notice, or nil.
func (w *Window) noticeAction(n session.Notice) *kit.Action {
	if n.Action == session.NoAction {
		return nil
	}
	return &kit.Action{Label: actionLabel(n), Do: func() { w.act(n.ID) }}
}

// act has the session do its part of a notice's action, and then does the window's part.
func (w *Window) act(id uint64) {
	n, err := w.session.Act(id)
	if err != nil {
		w.notice = session.Notice{} // the banner is hidden
		w.toast.Show(lang.L("That is over already, so nothing was changed."), nil)
		w.render()
		return
	}
	w.render()
	switch n.Action {
	case session.CopyAddress:
		w.copyAddress()
	case session.OpenAccess:
		w.openAccessWindow()
	case session.OpenRateLimits:
		w.openRateLimits()
	case session.ExplainFreeze:
		w.openHelp(help.Freezes)
	case session.SaveAgain:
		w.messages.ChooseSave()
	}
}

// onDismissed dismisses the notice that the banner showed.
func (w *Window) onDismissed() {
	_ = w.session.Dismiss(w.notice.ID) // fails only if the notice is gone
	w.notice = session.Notice{}        // the banner is hidden
	w.render()
}

// saved reports the result of saving the messages to a file.
func (w *Window) saved(name string, err error) {
	w.session.ReportSave(err)
	if err == nil {
		w.toast.Show(lang.L("Saved to {{.Name}}", map[string]any{"Name": name}), nil)
	}
	w.render()
}
