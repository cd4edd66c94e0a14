package ui

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/framing"
	"porchlight/internal/session"
	"porchlight/internal/ui/kit"
)

// incompleteSentence returns the sentence about a message that has begun and not ended.
func incompleteSentence(n session.Notice) string {
	data := map[string]any{"Seat": n.Seat, "N": kit.FormatCount(uint64(n.Count)), "Ends": messageEndSentence(n.Framing)}
	if n.Count == 1 {
		return lang.L("Player {{.Seat}} sent one byte, but not the end of a message. {{.Ends}}", data)
	}
	return lang.L("Player {{.Seat}} sent {{.N}} bytes, but not the end of a message. {{.Ends}}", data)
}

// messageEndSentence returns a sentence about how messages are delimited in a framing, or "" for raw, in which
// everything that is read at once is a message.
func messageEndSentence(in framing.Framing) string {
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
