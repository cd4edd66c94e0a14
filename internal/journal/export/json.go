package export

import (
	"encoding/base64"
	"io"
	"net/netip"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
)

// JSONWriter writes entries as JSON lines, one object per line: `hosting`, `joined`, `named`, `received`,
// `sent`, `slowed`, `left`, `refused`, `waiting`, `visited`, `trouble`, `stopped` and `skipped`, as
// docs/architecture.md describes them. A message is two lines, received and sent, unless it was not
// answered.
type JSONWriter struct {
	// Addresses, if any, are part of `hosting`: the addresses that friends can type.
	Addresses []netip.Addr
	// Sparse states that the entries are a selection, so gaps in their numbers are not `skipped`.
	Sparse bool

	stream
	next uint64 // the expected record number
}

// NewJSONWriter returns a writer that expects record number from first. A gap before it counts as
// skipped.
func NewJSONWriter(w io.Writer, from uint64) *JSONWriter {
	return &JSONWriter{stream: stream{w: w}, next: from}
}

// Write writes entries, which are in order. If records before one are missing, and no entry Skipped counts
// them, a `skipped` line with their number and without a kind precedes it. Write returns the first error of the
// underlying writer so far.
func (j *JSONWriter) Write(entries []journal.Entry) error {
	for i := range entries {
		e := &entries[i]
		if e.Number > j.next && !j.Sparse && e.Kind != journal.Skipped {
			j.skipped(journal.Lost{Count: e.Number - j.next})
		}
		j.next = e.Number + 1
		j.entry(e)
	}
	return j.flush()
}

func (j *JSONWriter) entry(e *journal.Entry) {
	switch e.Kind {
	case journal.Message:
		j.message(e, "received", e.In, e.InLen)
		if e.To > 0 {
			j.message(e, "sent", e.Out, e.OutLen)
		}
	case journal.ToServer:
		j.message(e, "received", e.In, e.InLen)
	case journal.FromServer:
		j.message(e, "sent", e.Out, e.OutLen)
	case journal.HostMessage:
		j.message(e, "sent", e.Out, e.OutLen)
	case journal.Skipped:
		j.skipped(e.Lost)
	case journal.Hosting:
		j.begin(e)
		if a := e.Addr(); a.IsValid() {
			j.field("address", a.Addr().String())
			j.number("port", uint64(a.Port()))
		}
		j.addresses()
		j.end()
	default:
		j.event(e)
	}
}

// skipped writes a line about lost records.
func (j *JSONWriter) skipped(l journal.Lost) {
	j.text(`{"event":"skipped"`)
	j.number("count", l.Count)
	j.field("kind", l.Kind.String())
	j.end()
}

// event writes the line of an event other than hosting.
func (j *JSONWriter) event(e *journal.Entry) {
	j.begin(e)
	if a := e.Addr(); a.IsValid() {
		j.field("address", a.String())
	}
	j.seat(e)
	if e.Kind == journal.Named {
		j.name(e.Detail)
	}
	j.field("reason", e.Reason.String())
	if e.Kind != journal.Named {
		j.field("detail", e.Detail)
	}
	if n := e.Count(); n > 0 {
		j.number("count", uint64(n))
	}
	j.end()
}

// name writes a player's name, as base64 if it is not UTF-8.
func (j *JSONWriter) name(name string) {
	if utf8.ValidString(name) {
		j.field("name", name)
		return
	}
	j.text(`,"base64":"`)
	j.buf = base64.StdEncoding.AppendEncode(j.buf, []byte(name))
	j.text(`"`)
}

// message writes a line with a message's bytes: as text if they are UTF-8, else as base64, and only
// their length if they are gone.
func (j *JSONWriter) message(e *journal.Entry, name string, b []byte, length uint32) {
	j.beginAs(name, e)
	j.seat(e)
	if name == "sent" {
		j.audience(e)
	}
	if e.Marks&journal.Unheard != 0 {
		j.text(`,"unheard":true`)
	}
	if e.Kind == journal.FromServer {
		j.field("from", "server")
	}
	j.number("length", uint64(length))
	switch {
	case e.Gone:
	case utf8.Valid(b):
		j.text(`,"text":"`)
		runePieces(b, func(piece []byte) {
			j.buf = appendEscaped(j.buf, piece)
			j.flushIfFull()
		})
		j.text(`"`)
	default:
		j.text(`,"base64":"`)
		bytePieces(b, func(piece []byte) {
			j.buf = base64.StdEncoding.AppendEncode(j.buf, piece)
			j.flushIfFull()
		})
		j.text(`"`)
	}
	j.end()
}

// audience writes whom a message that was sent is for and whom it tells of, and how many players received it.
func (j *JSONWriter) audience(e *journal.Entry) {
	isForOne := e.Marks&journal.ToSeat != 0
	if isForOne {
		j.number("receiver", uint64(e.Seat))
	}
	switch {
	case e.Kind == journal.HostMessage && e.About >= 0:
		j.number("about", uint64(e.About))
	case e.Kind == journal.Message && !isForOne:
		j.number("about", uint64(e.Seat))
	}
	j.number("to", uint64(e.To))
}

func (j *JSONWriter) begin(e *journal.Entry) { j.beginAs(e.Kind.String(), e) }

func (j *JSONWriter) beginAs(name string, e *journal.Entry) {
	j.text(`{"event":"` + name + `","time":"`)
	j.buf = e.When().UTC().AppendFormat(j.buf, time.RFC3339Nano)
	j.text(`"`)
}

func (j *JSONWriter) end() {
	j.text("}\n")
	j.flushIfFull()
}

// field writes a member with a text, unless that is empty.
func (j *JSONWriter) field(name, value string) {
	if value == "" {
		return
	}
	j.text(`,"` + name + `":"`)
	j.buf = appendEscaped(j.buf, []byte(strings.ToValidUTF8(value, "\ufffd")))
	j.text(`"`)
}

func (j *JSONWriter) number(name string, n uint64) {
	j.text(`,"` + name + `":`)
	j.buf = strconv.AppendUint(j.buf, n, 10)
}

func (j *JSONWriter) seat(e *journal.Entry) {
	if e.Seat >= 0 {
		j.number("seat", uint64(e.Seat))
	}
}

func (j *JSONWriter) addresses() {
	for i, a := range j.Addresses {
		if i == 0 {
			j.text(`,"addresses":[`)
		} else {
			j.text(",")
		}
		j.text(`"` + a.String() + `"`)
	}
	if len(j.Addresses) > 0 {
		j.text("]")
	}
}

// appendEscaped appends valid UTF-8 as the content of a JSON string. Besides the characters that JSON
// requires, it escapes those that have an effect on a terminal.
func appendEscaped(dst, text []byte) []byte {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r >= ' ' && r < utf8.RuneSelf-1 || !printable.Hidden(r):
			dst = append(dst, text[:n]...)
		default:
			dst = appendRuneEscape(dst, r)
		}
		text = text[n:]
	}
	return dst
}

// appendRuneEscape appends the JSON escape sequence of a character.
func appendRuneEscape(dst []byte, r rune) []byte {
	switch r {
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	if r > 0xffff { // a surrogate pair
		r -= 0x10000
		return appendHex4(appendHex4(dst, 0xd800+r>>10), 0xdc00+r&0x3ff)
	}
	return appendHex4(dst, r)
}

func appendHex4(dst []byte, r rune) []byte {
	const digits = "0123456789abcdef"
	return append(dst, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}
