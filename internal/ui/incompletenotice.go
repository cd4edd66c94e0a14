package ui

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/framing"
	"porchlight/internal/ui/kit"
)

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
