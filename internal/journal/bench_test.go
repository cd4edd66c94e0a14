package journal

import (
	"bytes"
	"fmt"
	"testing"
	"time"
)

func TestAMessageDoesNotAllocate(t *testing.T) {
	j := New(Options{Records: 64, Bytes: 1 << 12, Events: 8})
	in, out, long := make([]byte, 32), make([]byte, 2048), make([]byte, 1<<13)
	if n := testing.AllocsPerRun(200, func() {
		now := time.Now()
		j.Message(now, 1, in, in, 1, 0)
		j.Message(now, 1, in, out, 15, 0)
		j.Message(now, 1, nil, nil, 0, 0)
		j.Message(now, 1, long, long, 1, 0)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestReadingIntoUsedEntriesDoesNotAllocate(t *testing.T) {
	j := New(Options{Records: 64, Bytes: 1 << 14, Events: 8})
	in, out := make([]byte, 32), make([]byte, 200)
	for i := range 64 {
		if i%9 == 0 {
			j.Event(noon, Event{Kind: Joined, Addr: player, Detail: "words"})
		}
		j.Message(noon, 1, in, in, 1, 0)
		j.Message(noon, 1, in, out, 1, 0)
	}
	for _, limit := range []int{0, 64} {
		dst, events := make([]Entry, 64), make([]Entry, 8)
		read := func() { j.Read(0, dst, limit); j.ReadEvents(0, events) }
		read()
		if n := testing.AllocsPerRun(100, read); n != 0 {
			t.Errorf("limit %d: %v allocations", limit, n)
		}
	}
}

func BenchmarkMessage(b *testing.B) {
	for _, size := range []int{32, 2048} {
		in := bytes.Repeat([]byte("x"), size)
		for _, name := range []string{"same", "other"} {
			out := in
			if name == "other" {
				out = bytes.Clone(in)
			}
			b.Run(fmt.Sprintf("%dB/%s", size, name), func(b *testing.B) {
				j := New(Options{})
				b.ReportAllocs()
				for b.Loop() {
					j.Message(noon, 1, in, out, 1, 0)
				}
			})
			b.Run(fmt.Sprintf("%dB/%s/parallel", size, name), func(b *testing.B) {
				j := New(Options{})
				b.ReportAllocs()
				b.RunParallel(func(pb *testing.PB) {
					for pb.Next() {
						j.Message(noon, 1, in, out, 1, 0)
					}
				})
			})
		}
	}
}

func BenchmarkRead512(b *testing.B) {
	for _, size := range []int{32, 2048} {
		for _, limit := range []int{0, 240} {
			b.Run(fmt.Sprintf("%dB/limit%d", size, limit), func(b *testing.B) {
				j := New(Options{})
				in := bytes.Repeat([]byte("x"), size)
				out := bytes.Clone(in)
				for range 1024 {
					j.Message(noon, 1, in, out, 1, 0)
				}
				dst := make([]Entry, 512)
				j.Read(0, dst, limit)
				b.ReportAllocs()
				for b.Loop() {
					j.Read(256, dst, limit)
				}
			})
		}
	}
}
