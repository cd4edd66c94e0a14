package ui

import (
	"testing"
	"time"
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
	p.TypeInto(p.messages.Find, "105")
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
