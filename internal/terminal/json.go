package terminal

import (
	"io"
	"net/netip"
	"time"

	"porchlight/internal/journal"
	"porchlight/internal/journal/export"
	"porchlight/internal/lan"
)

// jsonPrinter prints the records that the journal still holds as JSON lines.
type jsonPrinter struct {
	journal *journal.Journal
	lines   *export.JSONWriter
	next    uint64
	batch   []journal.Entry
}

func newJSONPrinter(w io.Writer, j *journal.Journal, addresses []lan.Address, quiet bool) *jsonPrinter {
	p := &jsonPrinter{journal: j, lines: export.NewJSONWriter(w, 0), batch: make([]journal.Entry, batchSize)}
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
			n = p.journal.ReadEvents(p.next, p.batch)
		} else {
			n = p.journal.Read(p.next, p.batch, 0)
		}
		if n == 0 {
			return nil
		}
		p.next = p.batch[n-1].Number + 1
		if err := p.lines.Write(p.batch[:n]); err != nil {
			return err
		}
	}
}
