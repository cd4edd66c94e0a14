package ui

import (
	"testing"
	"time"
)

// BenchmarkRefreshUnderLoad measures a tenth of a second on the UI goroutine while 100,000 messages a second arrive,
// without drawing. Writing the messages is not measured.
func BenchmarkRefreshUnderLoad(b *testing.B) {
	h := open(b)
	msg := []byte("100,105")
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		for i := range 10_000 {
			h.Journal.Message(noon, i%30, msg, msg, 1, 0)
		}
		b.StartTimer()
		h.refresh(time.Now())
	}
}

// BenchmarkRefreshWhileSearching measures the same with a search text.
func BenchmarkRefreshWhileSearching(b *testing.B) {
	h := open(b)
	h.TypeInto(h.messages.Find, "105")
	msg := []byte("100,105")
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		for i := range 10_000 {
			h.Journal.Message(noon, i%30, msg, msg, 1, 0)
		}
		b.StartTimer()
		h.refresh(time.Now())
	}
}

// BenchmarkRefreshIdle measures a poll without news, with a full list.
func BenchmarkRefreshIdle(b *testing.B) {
	h := open(b, withLongJournal)
	h.startHosting()
	h.recordNumbered(20_000)
	h.refresh(time.Now())
	now := time.Now()
	b.ReportAllocs()
	for b.Loop() {
		h.refresh(now)
	}
}
