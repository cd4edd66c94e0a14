package framing

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// pausingSource is a stream without available bytes before each read, like a socket.
type pausingSource struct {
	readerSource
	waiting func() // called without available bytes
}

func (p *pausingSource) ReadInto(m *ReadBuffer) (int, error) {
	m.Acquire()
	m.Release()
	if p.waiting != nil {
		p.waiting()
	}
	return p.readerSource.ReadInto(m)
}

// Several readers take turns with few buffers, which reveals a buffer that is released while it is in use.
func TestReadersOfOnePoolReadTheirOwnStreams(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := someFraming().Draw(t, "framing")
		buffer := rapid.IntRange(1, 600).Draw(t, "buffer")
		buffers := NewBufferPool(buffer + rapid.IntRange(0, 50).Draw(t, "more"))
		type one struct {
			*Reader
			want, got [][]byte
			ended     bool
		}
		var all []*one
		for range 3 {
			want, stream := someMessages(t, f)
			source := &pausingSource{readerSource: readerSource{stream: iotest.TimeoutReader(inPieces(t, stream))}}
			if f.kind == raw {
				want = [][]byte{stream}
			}
			all = append(all, &one{Reader: f.NewPooledReader(source, buffers, buffer, largestDrawn), want: want})
		}
		for ended := 0; ended < len(all); {
			r := all[rapid.IntRange(0, len(all)-1).Draw(t, "turn")]
			if r.ended {
				r = all[ended]
				for i := 0; r.ended; i++ {
					r = all[i]
				}
			}
			var peeked []byte
			if rapid.Bool().Draw(t, "peek") {
				unread, _ := r.Peek()
				peeked = bytes.Clone(unread)
			}
			msg, err := r.Next()
			if len(peeked) > 0 && f.kind == raw && !bytes.HasPrefix(peeked, msg) {
				t.Fatalf("%q was peeked and %q returned", peeked, msg)
			}
			if err == nil {
				r.got = append(r.got, bytes.Clone(msg))
			}
			if err == io.EOF {
				r.ended = true
				ended++
			} else if err != nil && err != iotest.ErrTimeout {
				t.Fatalf("%s: %v after %q; want %q", f, err, r.got, r.want)
			}
		}
		for _, r := range all {
			if f.kind == raw {
				r.got = [][]byte{bytes.Join(r.got, nil)}
			}
			if !equalMessages(r.got, r.want) {
				t.Fatalf("%s: %q; want %q", f, r.got, r.want)
			}
		}
	})
}

func TestAPooledReaderHoldsNoBufferBetweenMessages(t *testing.T) {
	for _, name := range everyFraming {
		f := mustParse(t, name)
		for _, size := range []int{1, 9, 3000, 100_000} {
			msg := bytes.Repeat([]byte("x"), size)
			if f.kind != raw && uint64(size) > f.maxLength() {
				continue
			}
			stream, err := f.Append(nil, msg)
			if err != nil {
				t.Fatal(err)
			}
			for how, source := range map[string]io.Reader{
				"whole": &repeating{bytes: stream, chunk: len(stream)},
				"split": &repeating{bytes: stream, chunk: 700},
			} {
				var r *Reader
				came, between := 0, 0
				looked := &pausingSource{readerSource: readerSource{stream: source}, waiting: func() {
					came++
					if r.buffer.start != r.buffer.end {
						return // inside a message
					}
					if between++; r.buffer.buf != nil {
						t.Errorf("%s, %d bytes, %s: the reader holds %d bytes", name, size, how, len(r.buffer.buf))
					}
				}}
				r = f.NewPooledReader(looked, NewBufferPool(2048), 2048, 1<<20)
				for range 3 {
					if got, err := r.Next(); err != nil || f.kind != raw && len(got) != size {
						t.Fatalf("%s, %d bytes, %s: %d bytes, %v", name, size, how, len(got), err)
					}
				}
				if between < 3 && (f.kind != raw || size <= 2048) {
					t.Errorf("%s, %d bytes, %s: it waited between messages %d times of %d", name, size, how, between, came)
				}
			}
		}
	}
}

func TestAPooledReaderDoesNotAllocatePerMessage(t *testing.T) {
	for _, name := range everyFraming {
		f := mustParse(t, name)
		stream, err := f.Append(nil, []byte("nine byte"))
		if err != nil {
			continue
		}
		source := &pausingSource{readerSource: readerSource{stream: &repeating{bytes: stream, chunk: 4}}}
		r := f.NewPooledReader(source, NewBufferPool(2048), 2048, 10_000)
		// Rounded down: the garbage collector sometimes empties the pool.
		n := testing.AllocsPerRun(1000, func() {
			if _, err := r.Next(); err != nil {
				t.Fatal(err)
			}
		})
		if n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func TestPeekConsumesNothing(t *testing.T) {
	for _, name := range []string{"raw", "line"} {
		r := mustParse(t, name).NewPooledReader(&readerSource{stream: &chunks{"ab\n", "cd\n"}}, NewBufferPool(100), 2, 10)
		for range 2 {
			if peeked, err := r.Peek(); string(peeked) != "ab\n" || err != nil {
				t.Fatalf("%s: %q, %v", name, peeked, err)
			}
		}
		var got []byte
		for range map[string]int{"raw": 4, "line": 2}[name] {
			msg, err := r.Next()
			if err != nil || name == "raw" && len(msg) > 2 {
				t.Fatalf("%s: %q, %v", name, msg, err)
			}
			got = append(got, msg...)
		}
		if want := map[string]string{"raw": "ab\ncd\n", "line": "abcd"}[name]; string(got) != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if peeked, err := r.Peek(); len(peeked) > 0 || err != io.EOF {
			t.Errorf("%s: at the end %q, %v", name, peeked, err)
		}
	}
}

func TestAPooledReaderReleasesItsBufferAtTheEnd(t *testing.T) {
	for _, stream := range []chunks{{}, {"ab\n"}, {"ab\n", io.ErrClosedPipe}} {
		r := mustParse(t, "line").NewPooledReader(&readerSource{stream: &stream}, NewBufferPool(100), 100, 10)
		if _, err := readAll(r); err == nil || r.buffer.buf != nil {
			t.Errorf("%v: the reader holds %d bytes", err, len(r.buffer.buf))
		}
	}
}

func TestDiscardReleasesTheBufferOfAnIncompleteMessage(t *testing.T) {
	t.Parallel()
	u32, err := Parse("u32be")
	if err != nil {
		t.Fatal(err)
	}
	stream := bytes.NewReader(append([]byte{0, 0x40, 0, 0}, make([]byte, 1<<20)...)) // a part of 4 MiB
	r := u32.NewPooledReader(&readerSource{stream: stream}, NewBufferPool(2048), 2048, 4<<20)
	if _, err := r.Next(); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatal(err)
	}
	if n := r.buffer.Size(); n < 1<<20 {
		t.Fatalf("the reader holds %d bytes", n)
	}
	r.Discard()
	if n := r.buffer.Size(); n != 0 {
		t.Errorf("the reader still holds %d bytes", n)
	}
}

func TestAPoolKeepsNoBufferThatIsSmallerThanItsOwn(t *testing.T) {
	t.Parallel()
	pool := NewBufferPool(4096)
	for range 100 {
		small := make([]byte, 2048) // as a reader has after a large message
		pool.release(&small)
		if n := len(*pool.acquire()); n < 4096 {
			t.Fatalf("the pool has a buffer of %d bytes", n)
		}
	}
}
