package ui

import (
	"maps"
	"strings"
	"time"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/framing"
	"porchlight/internal/host"
)

// endTime is how long a message may be under way before its end is missed.
const endTime = 3 * time.Second

// unended keeps of which players bytes came that are no whole message, by seat. UI goroutine only.
type unended map[int]begun

// begun is a message that has begun.
type begun struct {
	joined time.Time // of the player
	before uint64    // messages that came of the player before this one
	since  time.Time // when this one was seen first; zero: there is none
	missed bool      // its end, for so long
	told   bool      // that of this player, once
}

// update looks at the players, in the order of seats, as they are now. It tells whether an end is missed
// that was not, or no more.
func (u unended) update(all []host.Player, now time.Time) (changed bool) {
	maps.DeleteFunc(u, func(seat int, b begun) bool {
		i, in := bySeat(all, seat)
		return !in || all[i].Joined != b.joined
	})
	for i := range all {
		p := &all[i]
		b, known := u[p.Seat]
		if !known && p.PartialBytes == 0 {
			continue
		}
		switch b.joined = p.Joined; {
		case p.PartialBytes == 0:
			b.since = time.Time{}
		case b.since.IsZero() || p.MessagesIn != b.before:
			b.since, b.before = now, p.MessagesIn
		}
		missed := !b.since.IsZero() && now.Sub(b.since) >= endTime
		changed = changed || missed != b.missed
		b.missed = missed
		u[p.Seat] = b
	}
	return changed
}

// missed is of how many players the end of a message is missed.
func (u unended) missed() int {
	n := 0
	for _, b := range u {
		if b.missed {
			n++
		}
	}
	return n
}

// lookAtEnds tells of a player of whom bytes came, but not the end of a message.
func (w *Window) lookAtEnds() {
	if !w.players.unended[w.endless].missed {
		w.banner.Clear(aboutEnds)
	}
	for i := range w.players.current {
		p := &w.players.current[i]
		b := w.players.unended[p.Seat]
		if !b.missed || b.told {
			continue
		}
		b.told = true
		w.players.unended[p.Seat] = b
		w.endless = p.Seat
		data := map[string]any{"Seat": p.Seat, "N": kit.FormatCount(uint64(p.PartialBytes)), "Ends": whereMessagesEnd(w.Game.In)}
		sentence := lang.L("Player {{.Seat}} sent {{.N}} bytes, but not the end of a message. {{.Ends}}", data)
		if p.PartialBytes == 1 {
			sentence = lang.L("Player {{.Seat}} sent one byte, but not the end of a message. {{.Ends}}", data)
		}
		w.banner.ShowNotice(aboutEnds, sentence, &kit.Action{Label: lang.L("What does that mean?"), Do: func() { w.openHelp(pageFreezes) }})
	}
}

// whereMessagesEnd says how a program tells that a message of a game is whole, but for raw, where
// whatever comes is one.
func whereMessagesEnd(in framing.Framing) string {
	switch name, of, _ := strings.Cut(in.String(), ":"); name {
	case "line", "crlf": // both are read up to \n
		return lang.L(`In this game each message ends with a line break (\n).`)
	case "nul":
		return lang.L(`In this game each message ends with a zero byte (\0).`)
	case "end":
		return lang.L("In this game each message ends with “{{.End}}”.", map[string]any{"End": of})
	case "u16be", "u16le":
		return lang.L("In this game each message begins with its length in 2 bytes.")
	case "u32be", "u32le":
		return lang.L("In this game each message begins with its length in 4 bytes.")
	case "header":
		return lang.L("In this game each message begins with its length, written in {{.N}} characters.", map[string]any{"N": of})
	}
	return ""
}
