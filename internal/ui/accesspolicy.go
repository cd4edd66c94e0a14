package ui

import (
	"errors"
	"net/netip"

	"porchlight/internal/ui/messages"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/settings"
	"porchlight/internal/ui/kit"
)

// openGuests brings up the window that says who may come in.
func (w *Window) openGuests() {
	if w.guests == nil {
		w.guests = newGuests(w.App, w.Config.AccessList, func() host.AccessPolicy { return w.entry }, w.changeEntry,
			perSecond{w.pace, w.entry.PerSecond}, w.changePace, w.changeList, w.ban)
	}
	w.guests.show()
}

// changeEntry changes who may come in from now on, and keeps that for the next run.
func (w *Window) changeEntry(e host.AccessPolicy) {
	w.settings.keepEntry(w.entry, e)
	w.entry = e
	w.Host.SetAccessPolicy(e)
	w.banner.Clear(aboutOutside)
	w.renewInvite()
}

// changeList changes the guest list, tells where that cannot be kept, and returns whether it holds.
func (w *Window) changeList(change func() error) bool {
	err := change()
	if w.guests != nil {
		w.guests.renew()
	}
	if err == nil {
		w.banner.Clear(aboutList)
		return true
	}
	sentence := lang.L("The list of who is banned could not be saved, so it holds until Porchlight is closed. Make room on the disk, or let Porchlight write there.")
	_, full := errors.AsType[*access.FullError](err)
	if full {
		sentence = lang.L("The list is full: {{.N}} addresses are on it. Take some off in “Who may come in”.", map[string]any{"N": access.MaxAddresses})
	}
	w.banner.ShowTrouble(aboutList, sentence, nil)
	return !full
}

// ban turns an address away from now on, sends out who comes from there, and offers to take it back.
func (w *Window) ban(a netip.Addr) {
	holds := w.changeList(func() error {
		if w.on() {
			return w.Host.Ban(a)
		}
		return w.Config.AccessList.Ban(a)
	})
	if !holds {
		return
	}
	w.toast.Show(lang.L("{{.Address}} is banned.", map[string]any{"Address": a.String()}), &kit.Action{Label: lang.L("Undo"), Do: func() {
		w.changeList(func() error { return w.Config.AccessList.Remove(a) })
	}})
}

// TellGuestListTrouble tells what was wrong with the guest list at the start.
func (w *Window) TellGuestListTrouble(err error) {
	sentence := lang.L("The list of who is banned could not be read, so nobody is banned now.")
	if damaged, ok := errors.AsType[*settings.DamagedError](err); ok {
		sentence = lang.L("The list of who is banned was damaged, so it begins anew. The old one lies in {{.Path}}.", map[string]any{"Path": damaged.Backup})
	}
	w.banner.ShowTrouble(aboutList, sentence, nil)
}

// changePace changes how much may come in a second, and keeps that for the next run.
func (w *Window) changePace(p perSecond) {
	if p.RateLimit != w.pace {
		w.settings.keepPace(w.pace, p.RateLimit)
		w.pace = p.RateLimit
		w.Host.SetRateLimit(p.RateLimit)
		w.banner.Clear(aboutSlowed)
		w.banner.Clear(aboutSentOut)
	}
	if e := w.entry; p.connections != e.PerSecond {
		e.PerSecond = p.connections
		w.changeEntry(e)
	}
}

// openTooMuch brings up the limits of how much may come in.
func (w *Window) openTooMuch() {
	w.openGuests()
	w.guests.reveal(w.guests.tooMuch.box)
}

// lookAtPace tells of an event that is about a player who sends too much, or about an address that
// connects too often.
func (w *Window) lookAtPace(e *journal.Entry) {
	limits := &kit.Action{Label: lang.L("Change the limit…"), Do: w.openTooMuch}
	data := map[string]any{"Seat": e.Seat, "From": e.Addr().Addr().String(), "Sent": messages.LimitExceeded(e)}
	switch {
	case e.Kind == journal.Slowed:
		w.slowed = int(e.Seat)
		w.banner.ShowNotice(aboutSlowed, lang.L("Player {{.Seat}} sends {{.Sent}} a second, so Porchlight listens to it more slowly.", data), limits)
	case e.Kind == journal.Left:
		if int(e.Seat) == w.slowed {
			w.banner.Clear(aboutSlowed) // the next on its seat is somebody else
		}
		if e.Reason == journal.TooFast || e.Reason == journal.TooMuch {
			w.banner.ShowNotice(aboutSentOut, lang.L("Player {{.Seat}} at {{.From}} was sent out, because it sent {{.Sent}} a second.", data), limits)
		}
	case e.Kind == journal.Refused && e.Reason == journal.TooManyAttempts:
		w.banner.ShowNotice(aboutOutside, lang.L("Somebody at {{.From}} was turned away, because too many new connections came from there at once.", data), limits)
	}
}

// wireDoorbell says what the answers do.
func (w *Window) wireDoorbell() {
	d := w.doorbell
	d.onLetIn = func(v host.PendingConn) { w.Host.Admit(v.ID) }
	d.onTurnAway = func(v host.PendingConn) { w.Host.Reject(v.ID) }
	d.onAlways = func(v host.PendingConn) {
		w.changeList(func() error { return w.Config.AccessList.Allow(v.Addr.Addr()) })
		for _, o := range w.doorbell.current { // whoever else waits from there
			if o.Addr.Addr() == v.Addr.Addr() {
				w.Host.Admit(o.ID)
			}
		}
	}
}
