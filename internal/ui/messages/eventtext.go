package messages

import (
	"fyne.io/fyne/v2/lang"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
	"porchlight/internal/ui/kit"
)

// LimitExceeded returns the exceeded rate limit as part of a sentence. limit is the number of messages or bytes a
// second, or 0 if it is not known.
func LimitExceeded(reason journal.Reason, limit int) string {
	n := uint64(limit)
	switch {
	case n == 0 && reason == journal.TooMuch:
		return lang.L("too many bytes")
	case n == 0:
		return lang.L("too many messages")
	case reason == journal.TooMuch:
		return lang.L("more than {{.Size}}", map[string]any{"Size": kit.FormatSize(n)})
	}
	return lang.L("more than {{.N}} messages", map[string]any{"N": kit.FormatCount(n)})
}

// eventText returns a sentence about a record that is not a message.
func eventText(e *journal.Entry) string {
	data := map[string]any{"Address": e.Addr().String(), "Host": e.Addr().Addr().String(), "Port": int(e.Addr().Port()), "Detail": printable.Escape(e.Detail)}
	switch e.Kind {
	case journal.Hosting:
		return lang.L("hosting started on port {{.Port}}", data)
	case journal.Stopped:
		return lang.L("hosting stopped")
	case journal.Named:
		return lang.L("is {{.Detail}}", data)
	case journal.Joined:
		return lang.L("joined from {{.Host}}", data)
	case journal.Pending:
		return lang.L("{{.Host}} waits at the door", data)
	case journal.PageServed:
		return lang.L("a phone or browser at {{.Host}} looked in", data)
	case journal.Slowed:
		data["Sent"] = LimitExceeded(e.Reason, e.Count())
		return lang.L("sends {{.Sent}} a second, so it is listened to more slowly", data)
	case journal.Refused:
		if e.Reason == journal.GaveUp {
			return lang.L("{{.Host}} left the door before you answered", data)
		}
		why := RejectReason(e.Reason)
		if n := e.Count(); n > 1 {
			why += lang.L(" ({{.N}} times)", map[string]any{"N": kit.FormatCount(uint64(n))})
		}
		return lang.L("{{.Host}} was turned away: ", data) + why
	case journal.Left:
		switch e.Reason {
		case journal.ByPlayer:
			return lang.L("left")
		case journal.ConnectionLost:
			return lang.L("connection lost")
		case journal.Kicked:
			return lang.L("was kicked")
		case journal.TooSlow:
			return lang.L("was too slow to take its messages")
		case journal.NoMemory:
			return lang.L("was sent out: too many long messages came at the same time")
		case journal.HostStopped:
			return lang.L("left because hosting stopped")
		case journal.Banned:
			return lang.L("was banned")
		case journal.Browser:
			return lang.L("was a phone or browser that looked in")
		case journal.TooFast, journal.TooMuch:
			data["Sent"] = LimitExceeded(e.Reason, e.Count())
			return lang.L("was sent out: it sent {{.Sent}} a second", data)
		case journal.ByServer:
			return lang.L("left: your server closed the connection")
		case journal.NoServer:
			return lang.L("left: your server cannot be reached")
		case journal.CutOff:
			return lang.L("left in the middle of a message")
		case journal.BadMessage:
			return lang.L("was sent out: it sent what is no message in this game ({{.Detail}})", data)
		}
		return lang.L("left after an error inside Porchlight: {{.Detail}}", data)
	}
	if e.Reason == journal.NoDescriptors {
		return lang.L("nobody else fits in: this computer allows no more connections")
	}
	if e.Reason == journal.NoServer {
		return lang.L("your server cannot be reached: {{.Detail}}", data)
	}
	return printable.Escape(e.Detail)
}

// RejectReason returns why a connection was rejected, as part of a sentence.
func RejectReason(r journal.Reason) string {
	switch r {
	case journal.GameFull:
		return lang.L("the game is full")
	case journal.Banned:
		return lang.L("its address is banned")
	case journal.Outside:
		return lang.L("it comes from another network")
	case journal.TooMany:
		return lang.L("too many connections come from there")
	case journal.TooManyPending:
		return lang.L("too many wait at the door")
	case journal.TooManyAttempts:
		return lang.L("it connects too often")
	case journal.Rejected:
		return lang.L("you said no")
	}
	return r.String()
}
