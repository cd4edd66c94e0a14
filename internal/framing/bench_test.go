package framing

import (
	"bytes"
	"fmt"
	"testing"
)

var benchmarked = []string{"raw", "line", "u32be", "header:64"}

// BenchmarkNext reads messages that arrive one per read, as those of a game do.
func BenchmarkNext(b *testing.B) {
	for _, name := range benchmarked {
		for _, size := range []int{32, 2000} {
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				f := mustParse(b, name)
				stream, err := f.Append(nil, bytes.Repeat([]byte("x"), size))
				if err != nil {
					b.Fatal(err)
				}
				read(b, f, &repeating{bytes: stream, chunk: len(stream)}, size)
			})
		}
	}
}

// BenchmarkNextCoalesced reads messages of which each read returns as many as fit.
func BenchmarkNextCoalesced(b *testing.B) {
	for _, name := range benchmarked[1:] {
		b.Run(name+"/32", func(b *testing.B) {
			f := mustParse(b, name)
			var stream []byte
			for range 1000 {
				var err error
				if stream, err = f.Append(stream, bytes.Repeat([]byte("x"), 32)); err != nil {
					b.Fatal(err)
				}
			}
			read(b, f, &repeating{bytes: stream, chunk: len(stream)}, 32)
		})
	}
}

func read(b *testing.B, f Framing, source *repeating, size int) {
	r := f.NewReader(source, 2048, 1<<16)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if msg, err := r.Next(); len(msg) != size || err != nil {
			b.Fatal(len(msg), err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	for _, name := range benchmarked {
		b.Run(name+"/32", func(b *testing.B) {
			f := mustParse(b, name)
			msg := bytes.Repeat([]byte("x"), 32)
			var stream []byte
			b.SetBytes(int64(len(msg)))
			b.ReportAllocs()
			for b.Loop() {
				var err error
				if stream, err = f.Append(stream[:0], msg); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
