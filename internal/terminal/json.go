package terminal

import (
	"io"
	"net/netip"
	"time"

	"porchlight/internal/journal"
	"porchlight/internal/journal/export"
	"porchlight/internal/lan"
)

// jsonPrinter prints records as JSON lines, and how many the journal has overwritten unprinted.
type jsonPrinter struct {
	reader journal.Reader
	lines  *export.JSONWriter
	batch  []journal.Entry
}

func newJSONPrinter(w io.Writer, j *journal.Journal, addresses []lan.Address, quiet bool) *jsonPrinter {
	p := &jsonPrinter{reader: j.NewReader(), lines: export.NewJSONWriter(w, 0), batch: make([]journal.Entry, batchSize)}
	p.lines.Sparse = quiet
	p.lines.Addresses = make([]netip.Addr, len(addresses))
	for i := range addresses {
		p.lines.Addresses[i] = addresses[i].IP
	}
	return p
}

// print implements printer. It reads until nothing is left, which frees the memory of long messages.
func (p *jsonPrinter) print(time.Time) error {
	for {
		var n int
		if p.lines.Sparse {
			n, _ = p.reader.ReadEvents(p.batch)
		} else {
			n = p.reader.Read(p.batch, 0)
		}
		if n == 0 {
			return nil
		}
		if err := p.lines.Write(p.batch[:n]); err != nil {
			return err
		}
	}
}
