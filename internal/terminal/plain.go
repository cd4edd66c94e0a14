package terminal

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"time"
	"unicode/utf8"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
)

const (
	messagesPerSecond = 200 // about as many as a person can follow
	maxText           = 120 // characters of one message
)

// plainPrinter prints one line per record: all joins, leaves and errors, messages up to a rate that a person
// can follow, and the number of messages that it omits.
type plainPrinter struct {
	w      io.Writer
	reader journal.Reader
	quiet  bool
	tokens float64 // messages that may be printed now
	last   time.Time
	batch  []journal.Entry
	buf    bytes.Buffer
}

func newPlainPrinter(w io.Writer, j *journal.Journal, quiet bool) *plainPrinter {
	return &plainPrinter{w: w, reader: j.NewReader(), quiet: quiet, tokens: messagesPerSecond, batch: make([]journal.Entry, batchSize)}
}

func (p *plainPrinter) print(now time.Time) error {
	if !p.last.IsZero() {
		p.tokens = min(messagesPerSecond, p.tokens+messagesPerSecond*now.Sub(p.last).Seconds())
	}
	p.last = now
	if err := p.printRecords(); err != nil {
		return err
	}
	return p.printEvents()
}

// printRecords prints records while tokens last.
func (p *plainPrinter) printRecords() error {
	for !p.quiet && p.tokens >= 1 {
		n := p.reader.Read(p.batch[:min(len(p.batch), int(p.tokens))], 2*maxText)
		if n == 0 {
			break
		}
		for i := range p.batch[:n] {
			e := &p.batch[i]
			if e.HasBytes() {
				p.tokens--
			}
			p.line(e)
		}
		if err := p.flush(); err != nil {
			return err
		}
	}
	return nil
}

// printEvents prints events and the number of messages among them.
func (p *plainPrinter) printEvents() error {
	var notPrinted uint64
	for {
		n, messages := p.reader.ReadEvents(p.batch)
		notPrinted += messages
		if n == 0 {
			break
		}
		for i := range p.batch[:n] {
			p.line(&p.batch[i])
		}
		if err := p.flush(); err != nil {
			return err
		}
	}
	if notPrinted > 0 && !p.quiet {
		p.note(notShown(journal.Lost{Kind: journal.Message, Count: notPrinted}))
	}
	return p.flush()
}

// flush writes the lines so far.
func (p *plainPrinter) flush() error {
	if p.buf.Len() == 0 {
		return nil
	}
	_, err := p.w.Write(p.buf.Bytes())
	p.buf.Reset()
	return err
}

// note prints a remark about records in place of their lines.
func (p *plainPrinter) note(text string) { fmt.Fprintf(&p.buf, "%14s%s\n", "", text) }

func (p *plainPrinter) line(e *journal.Entry) {
	if e.Kind == journal.Hosting {
		return // printAddresses has printed it
	}
	if e.Kind == journal.Skipped {
		p.note(notShown(e.Lost))
		return
	}
	fmt.Fprintf(&p.buf, "%s  ", e.When().Format("15:04:05.000"))
	switch e.Kind {
	case journal.Message:
		fmt.Fprintf(&p.buf, "player %d: %s -> ", e.Seat, payload(e, e.In, e.InLen))
		switch {
		case e.Marks&journal.Unheard != 0:
			p.buf.WriteString("nobody heard it")
		case e.To == 0:
			p.buf.WriteString("no answer")
		case e.IsEcho():
			fmt.Fprintf(&p.buf, "the same to %s", players(e.To))
		default:
			fmt.Fprintf(&p.buf, "%s to %s", payload(e, e.Out, e.OutLen), players(e.To))
		}
	case journal.ToServer:
		fmt.Fprintf(&p.buf, "player %d to the server: %s", e.Seat, payload(e, e.In, e.InLen))
	case journal.FromServer:
		fmt.Fprintf(&p.buf, "the server to player %d: %s", e.Seat, payload(e, e.Out, e.OutLen))
	case journal.HostMessage:
		p.hostMessage(e)
	case journal.Named:
		fmt.Fprintf(&p.buf, "player %d is %s", e.Seat, printable.Escape(e.Detail))
	case journal.Joined:
		fmt.Fprintf(&p.buf, "player %d joined from %s", e.Seat, e.Addr())
	case journal.Left:
		fmt.Fprintf(&p.buf, "player %d (%s) left: %s", e.Seat, e.Addr(), leaveReason(e))
	case journal.Refused:
		if e.Reason == journal.GaveUp {
			fmt.Fprintf(&p.buf, "%s left before it was let in", e.Addr())
			break
		}
		fmt.Fprintf(&p.buf, "%s was turned away: %s", e.Addr(), rejectReason(e))
	case journal.Pending:
		fmt.Fprintf(&p.buf, "%s waits to be let in", e.Addr())
	case journal.Slowed:
		fmt.Fprintf(&p.buf, "player %d sends more than %s a second, so Porchlight reads from it more slowly. --%s sets how much a player may send; 0 is no limit",
			e.Seat, exceededLimit(e), limitFlag(e.Reason))
	case journal.PageServed:
		fmt.Fprintf(&p.buf, "a browser at %s looked in: this network lets it through", e.Addr().Addr())
	case journal.Stopped:
		p.buf.WriteString("stopped hosting")
	default:
		fmt.Fprintf(&p.buf, "trouble: %s", troubleText(e))
	}
	p.buf.WriteByte('\n')
}

// players returns a number of players with its noun.
func players(n uint32) string {
	if n == 1 {
		return "1 player"
	}
	return fmt.Sprintf("%d players", n)
}

// payload returns a message's bytes as one line of bounded length.
func payload(e *journal.Entry, b []byte, length uint32) string {
	if e.Gone {
		return fmt.Sprintf("[%d bytes, overwritten since]", length)
	}
	shortened := int(length) > len(b)
	if shortened {
		b = trimPartialRune(b[:len(b)/2])
	}
	s := printable.Text(b)
	if utf8.RuneCountInString(s) > maxText {
		s, shortened = string([]rune(s)[:maxText]), true
	}
	if shortened {
		return fmt.Sprintf("%s… [%d bytes]", s, length)
	}
	return s
}

// trimPartialRune removes an incomplete rune from the end.
func trimPartialRune(b []byte) []byte {
	for range utf8.UTFMax - 1 {
		if r, size := utf8.DecodeLastRune(b); r != utf8.RuneError || size != 1 {
			break
		}
		b = b[:len(b)-1]
	}
	return b
}

// leaveReason says why a player has left.
func leaveReason(e *journal.Entry) string {
	switch e.Reason {
	case journal.ByPlayer:
		return "it hung up"
	case journal.ConnectionLost:
		return "the connection was lost (" + printable.Escape(e.Detail) + ")"
	case journal.Kicked:
		return "it was kicked"
	case journal.TooSlow:
		return "it did not take its messages in time"
	case journal.NoMemory:
		return "too many long messages came at the same time"
	case journal.HostStopped:
		return "hosting stopped"
	case journal.Banned:
		return "its address was banned"
	case journal.Browser:
		return "it was a browser that looked in"
	case journal.TooFast:
		return "it sent too many messages a second. --messages-per-second sets how many it may send; 0 is no limit"
	case journal.TooMuch:
		return "it sent too many bytes a second. --bytes-per-second sets how many it may send; 0 is no limit"
	case journal.CutOff:
		return "it hung up in the middle of a message (" + printable.Escape(e.Detail) + ")"
	case journal.ByServer:
		if e.Detail != "" {
			return "your server's connection broke (" + printable.Escape(e.Detail) + ")"
		}
		return "your server closed its connection"
	case journal.NoServer:
		return "your server cannot be reached (" + printable.Escape(e.Detail) + ")"
	case journal.BadMessage:
		return "it sent what is no message in this game's framing (" + printable.Escape(e.Detail) + ")"
	}
	return "an error inside Porchlight (" + printable.Escape(e.Detail) + ")"
}

// troubleText describes an error that ends no player.
func troubleText(e *journal.Entry) string {
	if e.Reason == journal.NoDescriptors {
		return fmt.Sprintf("with %s in, this account may open no more connections. Whoever knocks now waits until somebody leaves. "+
			"The system's limit of open files is what must be raised: ulimit -Hn shows it", players(uint32(e.Count())))
	}
	if e.Reason == journal.NoServer {
		return "players cannot be connected to your server: " + printable.Escape(e.Detail)
	}
	return printable.Escape(e.Detail)
}

// rejectReason says why a connection was rejected.
func rejectReason(e *journal.Entry) string {
	switch e.Reason {
	case journal.GameFull:
		return "the game is full. --players sets how many may play; 0 is no limit"
	case journal.Banned:
		return "its address is banned. The window's “Who may come in” takes bans back"
	case journal.Outside:
		return "it comes from another network. --anywhere lets in whoever knows the address"
	case journal.TooMany, journal.TooManyPending:
		return "its address has enough connections, or too many wait at the door. --per-address sets how many one address may have; 0 is no limit"
	case journal.TooManyAttempts:
		return "its address connects too often" + repetitions(e.Count()) + ". --connections-per-second sets how often one address may; 0 is no limit"
	case journal.Rejected:
		return "it was not let in"
	}
	return e.Reason.String()
}

// exceededLimit names the limit that a throttled player has exceeded.
func exceededLimit(e *journal.Entry) string {
	n := strconv.Itoa(e.Count())
	if e.Reason == journal.TooMuch {
		return n + " bytes"
	}
	return n + " messages"
}

// limitFlag returns the flag that sets the limit.
func limitFlag(r journal.Reason) string {
	if r == journal.TooMuch {
		return "bytes-per-second"
	}
	return "messages-per-second"
}

// repetitions returns the number of connections that a record counts, if there are several.
func repetitions(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(" (%d times)", n)
}
