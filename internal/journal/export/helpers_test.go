package export

import (
	"net/netip"
	"time"

	"porchlight/internal/journal"
)

var (
	noon   = time.Date(2026, time.March, 1, 12, 0, 0, 120_000_000, time.UTC)
	player = netip.MustParseAddrPort("192.168.1.40:50123")
)

// echo records a message that is its own answer to one player.
func echo(j *journal.Journal, text string) {
	b := []byte(text)
	j.Message(noon, 0, b, b, 1, 0)
}

// readAll returns copies of all entries.
func readAll(j *journal.Journal) []journal.Entry {
	var all []journal.Entry
	for from, next := j.Range(); from < next; from = all[len(all)-1].Number + 1 {
		batch := make([]journal.Entry, next-from)
		all = append(all, batch[:j.Read(from, batch, 0)]...)
	}
	return all
}
