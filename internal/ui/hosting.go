package ui

import (
	"strconv"
	"time"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// What the banner may be about.
const (
	aboutStart    = "start"
	aboutFull     = "full"
	aboutAddress  = "address"
	aboutCheck    = "check"
	aboutADB      = "adb"
	aboutList     = "guests"
	aboutSettings = "settings"
	aboutOutside  = "outside"
	aboutSlowed   = "slowed"
	aboutSentOut  = "sent out"
	aboutLog      = "log"
	aboutFiles    = "files"
	aboutCrash    = "crash"
	aboutEnds     = "ends"
)

// on tells whether the host is on.
func (w *Window) on() bool { return w.Host.Addr().IsValid() }

// Start hosts, as the button does.
func (w *Window) Start() { w.start() }

func (w *Window) toggle() {
	if w.on() {
		w.stop()
	} else {
		w.start()
	}
}

// start hosts with what the entries say. It does not wait: the lamp tells when it is done.
func (w *Window) start() {
	if w.busy || w.on() || w.closing || !w.header.check() {
		return
	}
	c := w.Config
	c.Port, _ = w.header.readPort()
	c.Players, _ = w.header.readPlayers()
	c.Game = w.Game
	c.Access = w.entry
	c.RateLimit = w.pace
	w.keepEntries()
	w.banner.Clear(aboutStart)
	w.busy = true
	w.lock(true)
	w.header.say(kit.LampStarting, lang.L("Starting…"), "")
	w.work.Go(func() {
		err := w.Host.Start(c)
		host.FindPortOwner(err)
		w.Dispatch(func() { w.started(err) })
	})
}

func (w *Window) started(err error) {
	w.busy = false
	_, w.told = w.Journal.Range()
	if err != nil {
		w.lock(false)
		sentence, instead := explain(err)
		var r *kit.Action
		if instead > 0 {
			r = &kit.Action{Label: lang.L("Use {{.Port}}", map[string]any{"Port": instead}), Do: func() {
				w.header.port.SetText(strconv.Itoa(instead))
				w.start()
			}}
		}
		w.showPort()
		w.banner.ShowTrouble(aboutStart, sentence, r)
	} else {
		w.showAddress()
		w.lookAgain()
	}
	w.sayState()
}

// stop ends the hosting. It does not wait either.
func (w *Window) stop() {
	if w.busy || !w.on() {
		return
	}
	w.busy = true
	w.header.start.Disable()
	w.header.say(kit.LampStarting, lang.L("Stopping…"), "")
	w.work.Go(func() {
		w.Host.Stop()
		w.Dispatch(w.stopped)
	})
}

func (w *Window) stopped() {
	w.busy = false
	w.lock(false)
	w.status.off()
	for _, about := range []string{aboutFull, aboutCheck, aboutADB, aboutOutside, aboutSlowed, aboutSentOut, aboutFiles, aboutEnds} {
		w.banner.Clear(about)
	}
	w.check = check{}
	w.showAddress()
	w.sayState()
	if w.again != nil {
		start := w.again
		w.again = nil
		start()
	}
}

// lock makes what cannot change while hosting unchangeable, in sight.
func (w *Window) lock(on bool) {
	h := w.header
	kit.SetEnabled(h.port, !on)
	kit.SetEnabled(h.game, !on)
	h.check()
}

// sayState shows the lamp with its sentence and what the button does.
func (w *Window) sayState() {
	h := w.header
	if w.busy {
		return
	}
	h.start.Enable()
	kit.SetVisible(h.about, !w.on()) // while hosting, its room is the lamp's
	label, importance := lang.L("Start hosting"), widget.HighImportance
	switch n := len(w.players.current); {
	case w.on():
		label, importance = lang.L("Stop hosting"), widget.MediumImportance
		lamp, detail := w.whatWasSeen()
		if lamp == kit.LampReached && !isShared(w.check.err) {
			w.banner.Clear(aboutCheck) // a friend did what this computer could not
		}
		sentence := lang.L("Hosting. {{.N}} players are here.", map[string]any{"N": n})
		switch {
		case len(w.addresses) == 0:
			sentence, detail = lang.L("Hosting, for this computer only."), w.whyNobodyElse()
		case n == 0 && len(w.doorbell.current) > 0:
			sentence = lang.L("Hosting. Somebody knocks.")
		case n == 0:
			sentence = lang.L("Hosting. Waiting for players.")
		case n == 1:
			sentence = lang.L("Hosting. One player is here.")
		}
		h.say(lamp, sentence, detail)
	case w.banner.Has(aboutStart):
		h.say(kit.LampTrouble, lang.L("Not hosting."), lang.L("See below what to change."))
	case len(w.addresses) == 0:
		h.say(kit.LampOff, lang.L("Not hosting."), w.whyNobodyElse())
	default:
		h.say(kit.LampOff, lang.L("Not hosting."), lang.L("Press Start, then give friends the address."))
	}
	if h.start.Text != label || h.start.Importance != importance {
		h.start.Importance = importance
		h.start.SetText(label)
	}
}

// whyNobodyElse says why friends have no address to type.
func (w *Window) whyNobodyElse() string {
	if w.bound() {
		return lang.L("Porchlight was told to listen on {{.Address}} alone.", map[string]any{"Address": w.Config.Addr.String()})
	}
	return lang.L("This computer is not on a network. Only programs on this computer can join.")
}

// keepEntries keeps what the entries say for the next run, where it makes sense.
func (w *Window) keepEntries() {
	if port, ok := w.header.readPort(); ok && w.Port == nil {
		w.settings.SetInt(keyPort, port)
	}
	if players, ok := w.header.readPlayers(); ok && w.Players == nil {
		w.settings.SetInt(keyPlayers, players)
	}
}

func (w *Window) onPortChanged() {
	w.Port = nil // the person's own choice from now on
	w.header.check()
	w.banner.Clear(aboutStart)
	w.banner.Clear(aboutAddress) // which port it will be is told at the start
	w.showPort()
	w.sayState()
}

func (w *Window) onPlayersChanged() {
	w.Players = nil
	if !w.header.check() || !w.on() {
		return
	}
	limit, _ := w.header.readPlayers()
	w.Host.SetLimit(limit)
	w.banner.Clear(aboutFull)
	w.keepEntries()
	w.refresh(time.Now())
}

// lookAtEvents tells what happened since the last look and wants an answer: somebody was turned away
// whom the person may want to let in, or the Android tools pose as a player.
func (w *Window) lookAtEvents() {
	var batch [64]journal.Entry
	for {
		n := w.Journal.ReadEvents(w.told, batch[:])
		if n == 0 {
			return
		}
		for i := range batch[:n] {
			e := &batch[i]
			if w.on() {
				w.lookAtPace(e)
			}
			if e.Kind == journal.Left {
				w.banner.Clear(aboutFiles) // there is room; where it is taken at once, that is told again
			}
			switch from := e.Addr().Addr().String(); {
			case !w.on():
			case e.Kind == journal.Refused && e.Reason == journal.GameFull:
				w.sayFull(from)
			case e.Reason == journal.NoDescriptors:
				w.banner.ShowTrouble(aboutFiles, lang.L("Nobody else fits in: this computer allows Porchlight no more than {{.N}} connections. Whoever knocks now waits until somebody leaves.", map[string]any{"N": kit.FormatCount(uint64(e.Count()))}), nil)
			case e.Kind == journal.Refused && e.Reason == journal.Outside:
				w.banner.ShowNotice(aboutOutside,
					lang.L("Somebody at {{.From}} was turned away, because that address is not on your networks. You can change who may come in.", map[string]any{"From": from}),
					&kit.Action{Label: lang.L("Who may come in…"), Do: w.openGuests})
			case e.Kind == journal.Refused && (e.Reason == journal.TooMany || e.Reason == journal.TooManyPending):
				w.banner.ShowNotice(aboutOutside,
					lang.L("Somebody at {{.From}} was turned away, because too many connections come from there or wait at the door.", map[string]any{"From": from}),
					&kit.Action{Label: lang.L("Who may come in…"), Do: w.openGuests})
			case e.Kind == journal.Named && e.Detail == host.ADBName:
				adb := host.Player{ID: host.ConnID(e.Conn), Seat: int(e.Seat), Addr: e.Addr()}
				w.adb = adb.ID
				w.banner.ShowNotice(aboutADB,
					lang.L("Player {{.Seat}} is no friend. It is adb, a tool for Android phones on this computer, which tries port {{.Port}}. It does not try even port numbers.", map[string]any{"Seat": adb.Seat, "Port": w.portText()}),
					&kit.Action{Label: lang.L("Kick it"), Do: func() { w.kick(adb) }})
			case e.Kind == journal.Left && host.ConnID(e.Conn) == w.adb:
				w.banner.Clear(aboutADB) // the next on its seat is somebody else
			}
		}
		w.told = batch[n-1].Number + 1
	}
}

// lookAtSeats takes back that the game is full, once a seat is free.
func (w *Window) lookAtSeats() {
	if limit := w.Host.Limit(); limit == 0 || w.Host.PlayerCount() < limit {
		w.banner.Clear(aboutFull)
	}
}

func (w *Window) sayFull(from string) {
	limit := w.Host.Limit()
	if limit == 0 {
		return
	}
	more := nextLimit(limit)
	w.banner.ShowNotice(aboutFull,
		lang.L("The game is full: somebody at {{.From}} could not join.", map[string]any{"From": from}),
		&kit.Action{Label: lang.L("Allow {{.N}} players", map[string]any{"N": more}), Do: func() {
			w.header.players.SetText(kit.LimitText(more))
		}})
}

// nextLimit is the limit to offer when one is too low.
func nextLimit(limit int) int { return limit + max(1, limit/2) }

// portEntryText is the text of the port entry: the command line's where it gives one.
func portEntryText(given *int, kept int) string {
	if given != nil {
		kept = *given
	}
	return strconv.Itoa(kept)
}
