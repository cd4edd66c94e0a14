package framing

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"
)

// sizes is a stream whose reads have the lengths in sizes, repeated.
type sizes struct {
	bytes, sizes []byte
	chunks       int
	came         int
}

func (s *sizes) Read(b []byte) (int, error) {
	if len(s.bytes) == 0 {
		return 0, io.EOF
	}
	n := len(b)
	if len(s.sizes) > 0 {
		n = min(n, 1+int(s.sizes[s.chunks%len(s.sizes)]))
	}
	s.chunks++
	n = copy(b[:n], s.bytes)
	s.bytes = s.bytes[n:]
	s.came += n
	return n, nil
}

// FuzzReader checks that for any stream, however it is split, a reader returns no message above the limit,
// bounds its buffer, and returns the same messages and error as for single bytes, and that its messages
// are read again after Append.
func FuzzReader(f *testing.F) {
	f.Add(byte(0), []byte("50,50"), []byte{2}, uint16(4), uint16(100))
	f.Add(byte(1), []byte("a\nbc\r\n\n\r\n\rd\r\r\n"), []byte{}, uint16(2048), uint16(100))
	f.Add(byte(2), []byte("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), []byte{0, 3}, uint16(8), uint16(10))
	f.Add(byte(3), []byte("<a/>\x00\x00"), []byte{1}, uint16(1), uint16(4))
	f.Add(byte(5), []byte("a\r\n\r\n\r\nb\r\n\r\n"), []byte{2, 1}, uint16(3), uint16(9))
	f.Add(byte(6), []byte("baaaab"), []byte{0}, uint16(2), uint16(0))
	f.Add(byte(7), []byte("abababaabababababb"), []byte{4}, uint16(2), uint16(9))
	f.Add(byte(8), []byte("\x00\x03hey\x00\x00\xff\xff"), []byte{2}, uint16(5), uint16(3))
	f.Add(byte(9), []byte("\x03\x00hey"), []byte{2}, uint16(5), uint16(2))
	f.Add(byte(10), []byte("\xff\xff\xff\xff"), []byte{}, uint16(2048), uint16(65535))
	f.Add(byte(11), []byte("\x01\x00\x00\x00x\x00\x80\x00\x00x"), []byte{9}, uint16(16), uint16(65535))
	f.Add(byte(12), []byte("09ninebytes1"), []byte{0, 0, 5}, uint16(3), uint16(9))
	f.Add(byte(13), []byte("5   hello  5 hello0005hello1 2 "), []byte{7}, uint16(3), uint16(9))
	f.Add(byte(14), []byte("12"+strings.Repeat(" ", 62)+"Hello World!"), []byte{63}, uint16(64), uint16(64))
	f.Fuzz(func(t *testing.T, which byte, stream, pieces []byte, buffer, largest uint16) {
		framing := mustParse(t, everyFraming[int(which)%len(everyFraming)])
		source := &sizes{bytes: stream, sizes: pieces}
		r := framing.NewReader(source, int(buffer), int(largest))
		var got [][]byte
		var err error
		for {
			var msg []byte
			msg, err = r.Next()
			if most := max(2*source.came, r.size); cap(r.buffer.buf) > most || cap(r.buffer.buf) > int(largest)+maxHeader+r.size {
				t.Fatalf("a buffer of %d bytes after %d", cap(r.buffer.buf), source.came)
			}
			if err != nil {
				break
			}
			if framing.kind == raw && len(msg) > max(int(buffer), 1) || framing.kind != raw && len(msg) > int(largest) {
				t.Fatalf("a message of %d bytes", len(msg))
			}
			got = append(got, bytes.Clone(msg))
		}
		if framing.kind == raw {
			if !bytes.Equal(bytes.Join(got, nil), stream) || err != io.EOF {
				t.Fatalf("%q became %q, %v", stream, got, err)
			}
			return
		}
		slow, slowErr := readAll(framing.NewReader(iotest.OneByteReader(bytes.NewReader(stream)), 1, int(largest)))
		if !equalMessages(got, slow) || kindOf(err) != kindOf(slowErr) {
			t.Fatalf("%q, %v; byte by byte %q, %v", got, err, slow, slowErr)
		}
		var again []byte
		for _, msg := range got {
			if !canCarry(framing, msg) { // a line that ends in CR
				return
			}
			var err error
			if again, err = framing.Append(again, msg); err != nil {
				t.Fatal(err)
			}
		}
		back, err := readAll(framing.NewReader(bytes.NewReader(again), 64, int(largest)))
		if !equalMessages(got, back) || err != io.EOF {
			t.Fatalf("%q came back as %q, %v", got, back, err)
		}
	})
}

// kindOf returns the error of Next that errors.Is finds.
func kindOf(err error) error {
	for _, kind := range []error{ErrTooLong, ErrNoEnd, ErrBadHeader, io.ErrUnexpectedEOF, io.EOF} {
		if errors.Is(err, kind) {
			return kind
		}
	}
	return err
}

// FuzzParse checks that every name is a framing whose own name is equivalent, or an error of one printable
// line.
func FuzzParse(f *testing.F) {
	for _, name := range everyFraming {
		f.Add(name)
	}
	for _, name := range []string{"", ":", "lines", "end:", `end:\`, `end:\x`, `end:\xg0`, "end:123456789", "header:", "header:65", "header:-1", "header:1e1", "u32", "\x1b[2J", "Header64", "Zeile für Zeile", "\u0739", "end:\u202e", "line\u202e", "\xff"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		framing, err := Parse(name)
		if err != nil {
			if framing != (Framing{}) || len(err.Error()) > 600 {
				t.Fatalf("%q is %s, %v", name, framing, err)
			}
			for _, c := range err.Error() {
				if !unicode.IsPrint(c) {
					t.Fatalf("the error for %q shows it: %q", name, err)
				}
			}
			return
		}
		if again, err := Parse(framing.String()); again != framing || err != nil {
			t.Fatalf("%q is called %s, which is %s, %v", name, framing, again, err)
		}
	})
}
