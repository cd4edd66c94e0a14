package journal

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/netip"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"porchlight/internal/printable"
)

// line is one JSON event. See docs/architecture.md for the events.
type line struct {
	Event     string       `json:"event"`
	Time      string       `json:"time,omitempty"`
	Address   string       `json:"address,omitempty"`
	Port      int          `json:"port,omitempty"`
	Addresses []netip.Addr `json:"addresses,omitempty"`
	Seat      *int32       `json:"seat,omitempty"`
	To        *uint32      `json:"to,omitempty"`
	Name      string       `json:"name,omitempty"`
	Reason    string       `json:"reason,omitempty"`
	Detail    string       `json:"detail,omitempty"`
	Count     *uint64      `json:"count,omitempty"`
	Length    *uint32      `json:"length,omitempty"`
	Text      *string      `json:"text,omitempty"`
	Base64    []byte       `json:"base64,omitempty"`
}

// A JSONWriter writes entries as JSON lines: one object a line, `hosting`, `joined`, `named`, `received`,
// `sent`, `slowed`, `left`, `refused`, `waiting`, `visited`, `trouble`, `stopped` and `skipped`. A message makes two lines, received
// and sent, unless nothing was answered. Every line is plain to a terminal too: no character in it
// is a control or bidirectional one.
type JSONWriter struct {
	// Addresses are given with `hosting` when not empty: the ones friends can type.
	Addresses []netip.Addr
	// Sparse says that the entries are a choice, so that numbers left out were not overwritten.
	Sparse bool

	w    io.Writer
	buf  bytes.Buffer
	enc  *json.Encoder
	next uint64
}

// NewJSONWriter makes a writer that expects the record number from first, so that it can tell what
// was skipped. Each call of Write makes one call of w.Write.
func NewJSONWriter(w io.Writer, from uint64) *JSONWriter {
	j := &JSONWriter{w: w, next: from}
	j.enc = json.NewEncoder(&j.buf)
	j.enc.SetEscapeHTML(false)
	return j
}

// Write writes the entries, which are in order, and first a `skipped` line with the count of records
// that were overwritten before they could be read, if any were.
func (j *JSONWriter) Write(entries []Entry) error {
	j.buf.Reset()
	for i := range entries {
		e := &entries[i]
		if e.Number > j.next && !j.Sparse {
			missed := e.Number - j.next
			j.add(line{Event: "skipped", Count: &missed})
		}
		j.next = e.Number + 1
		j.entry(e)
	}
	_, err := j.w.Write(plain(j.buf.Bytes()))
	return err
}

func (j *JSONWriter) add(l line) {
	if err := j.enc.Encode(l); err != nil {
		panic(err) // a line holds nothing that JSON cannot say
	}
}

func (j *JSONWriter) entry(e *Entry) {
	l := line{Time: e.When().UTC().Format(time.RFC3339Nano), Detail: strings.ToValidUTF8(e.Detail, "\ufffd")}
	if e.Seat >= 0 {
		l.Seat = &e.Seat
	}
	if a := e.Addr(); a.IsValid() {
		l.Address = a.String()
	}
	l.Reason = e.Reason.String()
	if n := uint64(e.Count()); n > 0 {
		l.Count = &n
	}
	switch e.Kind {
	case Message:
		l.Event = "received"
		j.add(l.with(e.In, &e.InLen, e.Gone))
		if e.To > 0 {
			l.Event, l.To = "sent", &e.To
			j.add(l.with(e.Out, &e.OutLen, e.Gone))
		}
		return
	case Hosting:
		l.Event, l.Seat = "hosting", nil
		if a := e.Addr(); a.IsValid() {
			l.Address, l.Port = a.Addr().String(), int(a.Port())
		}
		l.Addresses = j.Addresses
	case HostMessage:
		l.Event, l.To = "sent", &e.To
		j.add(l.with(e.Out, &e.OutLen, e.Gone))
		return
	case Named:
		l.Event, l.Name, l.Detail = "named", l.Detail, ""
	case Joined:
		l.Event = "joined"
	case Left:
		l.Event = "left"
	case Refused:
		l.Event = "refused"
	case Pending:
		l.Event = "waiting"
	case PageServed:
		l.Event = "visited"
	case Slowed:
		l.Event = "slowed"
	case Stopped:
		l.Event = "stopped"
	case Trouble:
		l.Event = "trouble"
	}
	j.add(l)
}

// with adds the bytes of a message: text or base64, and only the length once they are gone.
func (l line) with(b []byte, length *uint32, gone bool) line {
	l.Length = length
	switch {
	case gone:
	case utf8.Valid(b):
		s := string(b)
		l.Text = &s
	default:
		l.Base64 = b
	}
	return l
}

// plain writes the characters that JSON allows but a terminal obeys (DEL, C1 controls, bidirectional
// overrides) as \u escapes; they can only stand inside of strings.
func plain(b []byte) []byte {
	if bytes.IndexFunc(b, obeyed) < 0 {
		return b
	}
	var out bytes.Buffer
	for _, r := range string(b) {
		switch {
		case !obeyed(r):
			out.WriteRune(r)
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(&out, `\u%04x\u%04x`, 0xd800+(r>>10), 0xdc00+(r&0x3ff))
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return out.Bytes()
}

func obeyed(r rune) bool { return r != '\n' && printable.Hidden(r) }

// csvHeader names the columns of [WriteCSV].
func csvHeader() []string {
	return []string{"time", "event", "seat", "address", "received bytes", "received", "answered players", "answer bytes", "answer", "reason"}
}

// WriteCSV writes entries as comma-separated values (RFC 4180), a row a record, after a header where
// header is set. Text that a spreadsheet would take for a formula gets an apostrophe in front.
func WriteCSV(w io.Writer, entries []Entry, header bool) error {
	c := csv.NewWriter(w)
	names := csvHeader()
	if header {
		_ = c.Write(names) // the error stays in c until Flush
	}
	for i := range entries {
		e := &entries[i]
		row := make([]string, len(names))
		row[0] = e.When().Format("2006-01-02 15:04:05.000")
		row[1] = e.Kind.String()
		if e.Seat >= 0 {
			row[2] = strconv.Itoa(int(e.Seat))
		}
		if a := e.Addr(); a.IsValid() {
			row[3] = a.String()
		}
		if e.HasBytes() {
			row[4] = strconv.Itoa(int(e.InLen))
			row[5] = unformula(printable.Text(e.In))
			row[6] = strconv.Itoa(int(e.To))
			row[7] = strconv.Itoa(int(e.OutLen))
			row[8] = unformula(printable.Text(e.Out))
		}
		row[9] = unformula(why(e))
		_ = c.Write(row)
	}
	c.Flush()
	return c.Error()
}

// why is the reason and the detail or the count of an event, or the one that it has.
func why(e *Entry) string {
	reason, detail := e.Reason.String(), printable.Escape(e.Detail)
	if n := e.Count(); n > 0 {
		detail = strconv.Itoa(n)
	}
	if reason != "" && detail != "" {
		return reason + ": " + detail
	}
	return reason + detail
}

// unformula defuses what spreadsheets evaluate, as the OWASP page on CSV injection lists it: also
// after spaces, which some take away, and in the wide forms of East Asian keyboards. Tabs and line
// ends do not get here.
func unformula(s string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0\u3000"))
	if strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// String names the kind as the CSV column "event" does.
func (k Kind) String() string {
	switch k {
	case Message:
		return "message"
	case Hosting:
		return "hosting"
	case Joined:
		return "joined"
	case Left:
		return "left"
	case Refused:
		return "refused"
	case Stopped:
		return "stopped"
	case Trouble:
		return "trouble"
	case HostMessage:
		return "said"
	case Named:
		return "named"
	case Pending:
		return "waiting"
	case PageServed:
		return "visited"
	case Slowed:
		return "slowed"
	}
	return ""
}
