package messages

import (
	"testing"

	"porchlight/internal/journal"
)

// BenchmarkFindInAFullJournal measures a letter typed into the search.
func BenchmarkFindInAFullJournal(b *testing.B) {
	p := open(b, func(p *Params) { p.Journal = journal.New(journal.Options{}) })
	msg := make([]byte, 200)
	for i := range journal.DefaultRecords {
		copy(msg, "position ")
		p.Journal.Message(noon, i%30, msg, msg[:100], 1, 0)
	}
	finds := [...]string{"nowhere", "nowher", "日本", "ÄÖ"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.messages.log.setFilter(filter{find: finds[i%len(finds)]})
	}
}
