package terminal

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"porchlight/internal/upstream"
)

// serverLinesAtOnce is the number of lines of a server's output that are printed in one go.
const serverLinesAtOnce = 256

// serverPrinter prints what the person's own server prints, after what a printer prints.
type serverPrinter struct {
	printer
	w      io.Writer
	output *upstream.Output
	json   bool
	next   uint64 // number of the next line
}

func newServerPrinter(p printer, o Options, w io.Writer) *serverPrinter {
	return &serverPrinter{printer: p, w: w, output: o.Session.ServerOutput(), json: o.JSON, next: 1}
}

func (p *serverPrinter) print(now time.Time) error {
	if err := p.printer.print(now); err != nil {
		return err
	}
	for {
		lines, next := p.output.Lines(p.next, serverLinesAtOnce)
		if len(lines) == 0 {
			return nil
		}
		if lost := lines[0].Number - p.next; lost > 0 {
			if err := p.printLost(lost); err != nil {
				return err
			}
		}
		p.next = next
		for i := range lines {
			if err := p.printLine(&lines[i]); err != nil {
				return err
			}
		}
	}
}

func (p *serverPrinter) printLost(lines uint64) (err error) {
	if p.json {
		_, err = fmt.Fprintf(p.w, `{"event":"skipped","count":%d,"kind":"server"}`+"\n", lines)
	} else {
		_, err = fmt.Fprintf(p.w, "%14s%d lines of your server are not shown\n", "", lines)
	}
	return err
}

// serverEvent is a line of a server in JSON.
type serverEvent struct {
	Event  string    `json:"event"` // "server"
	Time   time.Time `json:"time"`
	Stream string    `json:"stream,omitempty"` // "stdout" or "stderr"; none: the line is Porchlight's
	Text   string    `json:"text"`
}

func (p *serverPrinter) printLine(l *upstream.Line) error {
	if !p.json {
		_, err := fmt.Fprintf(p.w, "%s  server | %s\n", l.Time.Format("15:04:05.000"), l.Text)
		return err
	}
	e := serverEvent{Event: "server", Time: l.Time.UTC(), Stream: "stdout", Text: l.Text}
	switch {
	case l.Notice:
		e.Stream = ""
	case l.Stderr:
		e.Stream = "stderr"
	}
	line, err := json.Marshal(e)
	if err == nil {
		_, err = p.w.Write(append(line, '\n'))
	}
	return err
}
