package ui

import (
	"strings"

	"porchlight/internal/ui/kit"
)

// openInvite brings up the window with invitations.
func (w *Window) openInvite() *invite {
	if w.invite == nil {
		v := newInvite(w.App, w.Dispatch, w.giveOut, func() { w.openHelp(pageElsewhere) })
		v.answer.SetChecked(w.entry.Browsers)
		v.answer.OnChanged = func(yes bool) {
			e := w.entry
			e.Browsers = yes
			w.changeEntry(e)
		}
		v.owner.SetText(w.entry.Owner)
		v.owner.OnChanged = func(s string) {
			e := w.entry
			e.Owner = strings.TrimSpace(s)
			w.changeEntry(e)
		}
		w.invite = v
	}
	w.renewInvite()
	w.invite.show()
	return w.invite
}

// renewInvite shows the invitation as it is now, where that window was opened.
func (w *Window) renewInvite() {
	if w.invite == nil {
		return
	}
	now := invitation{hosting: w.on(), address: w.typed()}
	switch {
	case !w.entry.Browsers:
		now.phone = phoneOff
	case w.Game.SpeaksHTTP():
		now.phone = phoneUnknown
	}
	if lamp, sentence := w.whatWasSeen(); now.hosting && lamp == kit.LampReached {
		now.reached = sentence
	}
	w.invite.renew(now)
}

// giveOut puts text with the address on the clipboard, where there is some, and remembers that the
// address was given out.
func (w *Window) giveOut(text string) {
	w.copied = w.friendsType()
	w.banner.Clear(aboutAddress)
	if text != "" {
		w.App.Clipboard().SetContent(text)
	}
}
