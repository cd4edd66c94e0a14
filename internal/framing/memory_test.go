package framing

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

// repeating is an endless stream of the same bytes, at most chunk of them per read.
type repeating struct {
	bytes []byte
	chunk int
	at    int
}

func (s *repeating) Read(b []byte) (int, error) {
	n := copy(b[:min(len(b), s.chunk)], s.bytes[s.at:])
	s.at = (s.at + n) % len(s.bytes)
	return n, nil
}

func TestReadingAndAppendingDoNotAllocatePerMessage(t *testing.T) {
	for _, name := range everyFraming {
		for _, size := range []int{0, 1, 9, 700, 9000} {
			for _, chunk := range []int{1, 100, 1 << 20} {
				f := mustParse(t, name)
				msg := bytes.Repeat([]byte("x"), size)
				stream, err := f.Append(nil, msg)
				if err != nil || len(stream) == 0 {
					continue
				}
				r := f.NewReader(&repeating{bytes: stream, chunk: chunk}, 2048, 10_000)
				n := testing.AllocsPerRun(20, func() {
					got, err := r.Next()
					if err == nil {
						stream, err = f.Append(stream[:0], msg)
					}
					if err != nil || f.kind != raw && len(got) != size {
						t.Fatalf("%s: %d bytes, %v", name, len(got), err)
					}
				})
				if n != 0 {
					t.Errorf("%s, %d bytes by %d: %v allocations", name, size, chunk, n)
				}
			}
		}
	}
}

func TestAnAnnouncedLengthAllocatesNothing(t *testing.T) {
	const largest = 512 << 20
	for name, claim := range map[string]string{
		"u32be":     "\xff\xff\xff\xff",
		"u32le":     "\x00\x00\x00\x20", // largest
		"header:64": "536870912" + strings.Repeat(" ", 55),
		"header:10": "4294967295",
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r := mustParse(t, name).NewReader(&chunks{claim, "x", "y"}, 2048, largest)
		_, err := r.Next()
		runtime.ReadMemStats(&after)
		if !errors.Is(err, ErrTooLong) && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v", name, err)
		}
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 64<<10 || len(r.buffer.buf) != 2048 {
			t.Errorf("%s: %d bytes allocated, a buffer of %d", name, grown, len(r.buffer.buf))
		}
	}
}

func TestTheBufferAtMostDoublesUpToTheLargestMessage(t *testing.T) {
	const start, largest = 1000, 300_000
	for _, name := range []string{"line", "end:abcdefgh", "u32be", "header:64"} {
		f := mustParse(t, name)
		stream, err := f.Append(nil, make([]byte, largest))
		if err != nil {
			t.Fatal(err)
		}
		source := &repeating{bytes: stream, chunk: 777}
		came := 0
		var r *Reader
		r = f.NewReader(readFunc(func(b []byte) (int, error) {
			if len(r.buffer.buf) > max(start, 2*came) || len(r.buffer.buf) > largest+maxHeader+start {
				t.Fatalf("%s: a buffer of %d bytes after %d", name, len(r.buffer.buf), came)
			}
			n, err := source.Read(b)
			came += n
			return n, err
		}), start, largest)
		if msg, err := r.Next(); len(msg) != largest || err != nil {
			t.Errorf("%s: %d bytes, %v", name, len(msg), err)
		}
	}
}

func TestALargeBufferShrinksBeforeTheNextRead(t *testing.T) {
	for _, c := range []struct {
		message, kept int
		rest          string // of the next message, in the same read
	}{
		{100_000, 2048, ""},
		{100_000, 2048, "\x00\x00\x00\x02o"},
		{3000, 3000 + 4 + 2048, ""}, // kept up to 64 KiB
	} {
		f := mustParse(t, "u32be")
		stream, err := f.Append(nil, make([]byte, c.message))
		if err != nil {
			t.Fatal(err)
		}
		whole := "\x00\x00\x00\x02ok"
		r := f.NewReader(&chunks{string(stream) + c.rest, whole[len(c.rest):]}, 2048, 1<<20)
		if msg, err := r.Next(); len(msg) != c.message || err != nil {
			t.Fatalf("%d bytes, %v", len(msg), err)
		}
		if msg, err := r.Next(); string(msg) != "ok" || err != nil {
			t.Errorf("after %d bytes: %q, %v", c.message, msg, err)
		}
		if len(r.buffer.buf) > c.kept || c.message < maxKeptBuffer && len(r.buffer.buf) < c.message {
			t.Errorf("after %d bytes and %q the buffer has %d", c.message, c.rest, len(r.buffer.buf))
		}
	}
}

func TestALargeInitialBufferIsKept(t *testing.T) {
	r := mustParse(t, "line").NewReader(&repeating{bytes: []byte("hi\n"), chunk: 3}, MaxBuffer, 10)
	began := &r.buffer.buf[0]
	for range 5 {
		if _, err := r.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if &r.buffer.buf[0] != began {
		t.Error("it was made anew")
	}
}

// A search from the start for each byte would take minutes; the correct one takes a fraction of a second.
func TestSearchedBytesAreNotSearchedAgain(t *testing.T) {
	const size = 4 << 20
	for _, name := range []string{"line", "end:aaaaaaab"} {
		f := mustParse(t, name)
		stream, err := f.Append(nil, bytes.Repeat([]byte("a"), size))
		if err != nil {
			t.Fatal(err)
		}
		source := &repeating{bytes: stream, chunk: 1}
		deadline, count := time.Now().Add(20*time.Second), 0
		r := f.NewReader(readFunc(func(b []byte) (int, error) {
			if count++; count%1024 == 0 && time.Now().After(deadline) {
				return 0, errors.New("it takes too long")
			}
			return source.Read(b)
		}), 2048, size)
		if msg, err := r.Next(); len(msg) != size || err != nil {
			t.Errorf("%s: %d bytes, %v", name, len(msg), err)
		}
	}
}

type readFunc func([]byte) (int, error)

func (f readFunc) Read(b []byte) (int, error) { return f(b) }
