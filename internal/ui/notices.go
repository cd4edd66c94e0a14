package ui

import (
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/session"
	"porchlight/internal/ui/help"
	"porchlight/internal/ui/kit"
)

// noticeTopic is the one topic of the banner: which notice is shown, the session decides.
const noticeTopic = "session"

// renderNotices shows the most urgent notice, and tells what passes.
func (w *Window) renderNotices(n *session.Snapshot) {
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

func (w *Window) renderBanner(n session.Notice) {
	switch {
	case n.ID == 0:
		w.banner.Clear(noticeTopic)
	case n.Kind.IsTrouble():
		w.banner.ShowTrouble(noticeTopic, noticeSentence(n), w.noticeAction(n))
	default:
		w.banner.ShowNotice(noticeTopic, noticeSentence(n), w.noticeAction(n))
	}
}

// noticeAction is the button beside a notice; nil where there is none.
func (w *Window) noticeAction(n session.Notice) *kit.Action {
	if n.Action == session.NoAction {
		return nil
	}
	return &kit.Action{Label: actionLabel(n), Do: func() { w.act(n.ID) }}
}

// act does what a notice offers: the session its part, and the window its own.
func (w *Window) act(id uint64) {
	n, err := w.session.Act(id)
	if err != nil {
		w.notice = session.Notice{} // the banner has taken it away
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

// onDismissed takes back the notice that the person has dismissed.
func (w *Window) onDismissed() {
	_ = w.session.Dismiss(w.notice.ID) // if it is gone, there is nothing to take back
	w.notice = session.Notice{}        // the banner has taken it away
	w.render()
}

// saved tells how saving the messages to a file ended.
func (w *Window) saved(name string, err error) {
	w.session.ReportSave(err)
	if err == nil {
		w.toast.Show(lang.L("Saved to {{.Name}}", map[string]any{"Name": name}), nil)
	}
	w.render()
}
