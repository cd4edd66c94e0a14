package ui

import (
	"testing"
	"time"

	"porchlight/internal/journal"
)

// BenchmarkRefreshUnderLoad is what a tenth of a second costs the UI goroutine while 100,000 messages
// a second arrive, without drawing; the messages are written outside of the clock.
func BenchmarkRefreshUnderLoad(b *testing.B) {
	p := open(b)
	msg := []byte("100,105")
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		for i := range 10_000 {
			p.Journal.Message(noon, i%30, msg, msg, 1, 0)
		}
		b.StartTimer()
		p.refresh(time.Now())
	}
}

// BenchmarkRefreshWhileSearching is the same while the person looks for something.
func BenchmarkRefreshWhileSearching(b *testing.B) {
	p := open(b)
	p.TypeInto(p.messages.find, "105")
	msg := []byte("100,105")
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		for i := range 10_000 {
			p.Journal.Message(noon, i%30, msg, msg, 1, 0)
		}
		b.StartTimer()
		p.refresh(time.Now())
	}
}

// BenchmarkRefreshIdle is what a tick costs that finds nothing new, with a full list.
func BenchmarkRefreshIdle(b *testing.B) {
	p := open(b, longJournal)
	p.hosts()
	p.logsMany(20_000)
	p.refresh(time.Now())
	now := time.Now()
	b.ReportAllocs()
	for b.Loop() {
		p.refresh(now)
	}
}

// BenchmarkFindInAFullJournal is what a letter typed into the search costs.
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
