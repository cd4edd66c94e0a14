package framing

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// splits are ways to split the same bytes into reads.
var splits = map[string]func(io.Reader) io.Reader{
	"at once":             func(r io.Reader) io.Reader { return r },
	"byte by byte":        iotest.OneByteReader,
	"half of the buffer":  iotest.HalfReader,
	"end with the bytes":  iotest.DataErrReader,
	"byte by byte to end": func(r io.Reader) io.Reader { return iotest.DataErrReader(iotest.OneByteReader(r)) },
}

func TestEachFramingFindsItsMessages(t *testing.T) {
	pad := strings.Repeat(" ", 62)
	for _, c := range []struct {
		framing, stream string
		want            []string
	}{
		{"line", "a\nbc\r\n\n\r\n\rd\r\r\n", []string{"a", "bc", "", "", "\rd\r"}},
		{"crlf", "a\nbc\r\n\n\r\n\rd\r\r\n", []string{"a", "bc", "", "", "\rd\r"}},
		{"nul", "<a/>\x00\x00b\r\n\x00", []string{"<a/>", "", "b\r\n"}},
		{`end:\n`, "a\r\nb\n", []string{"a\r", "b"}},
		{"end:;", "up;;down;", []string{"up", "", "down"}},
		{`end:\r\n\r\n`, "a\r\n\r\n\r\n\r\nb\r\nc\r\n\r\n", []string{"a", "", "b\r\nc"}},
		{"end:aa", "baaaab\xffaa", []string{"b", "", "b\xff"}},
		{"end:aab", "aaabcaabaab", []string{"a", "c", ""}},
		{"u16be", "\x00\x03hey\x00\x00\x00\x02\xc0\x80", []string{"hey", "", "\xc0\x80"}},
		{"u16le", "\x03\x00hey\x00\x00\x01\x00\x00", []string{"hey", "", "\x00"}},
		{"u32be", "\x00\x00\x00\x03hey\x00\x00\x00\x00\x00\x00\x00\x01x", []string{"hey", "", "x"}},
		{"u32le", "\x03\x00\x00\x00hey\x00\x00\x00\x00\x01\x00\x00\x00x", []string{"hey", "", "x"}},
		{"u16be", "\x01\x02" + strings.Repeat("x", 258), []string{strings.Repeat("x", 258)}},
		{"u16le", "\x02\x01" + strings.Repeat("x", 258), []string{strings.Repeat("x", 258)}},
		{"u32be", "\x00\x00\x01\x02" + strings.Repeat("x", 258), []string{strings.Repeat("x", 258)}},
		{"u32le", "\x02\x01\x00\x00" + strings.Repeat("x", 258), []string{strings.Repeat("x", 258)}},
		{"header:64", "12" + pad + "Hello World!" + "0 " + pad + "5 " + pad + "     ", []string{"Hello World!", "", "     "}},
		{"header:10", "2         hi         2hi  2       hi0000000002hi", []string{"hi", "hi", "hi", "hi"}},
		{"header:1", "09ninebytes1x", []string{"", "ninebytes", "x"}},
	} {
		for how, split := range splits {
			for _, buffer := range []int{1, 7, 2048} {
				r := mustParse(t, c.framing).NewReader(split(strings.NewReader(c.stream)), buffer, 300)
				msgs, err := readAll(r)
				if got := texts(msgs); !slices.Equal(got, c.want) || err != io.EOF {
					t.Errorf("%s, %s, buffer of %d: %q, %v; want %q", c.framing, how, buffer, got, err, c.want)
				}
			}
		}
	}
}

func TestARawReadIsOneMessage(t *testing.T) {
	r := Framing{}.NewReader(&chunks{"50,50", "a\nb\x00", "x"}, 2048, 0)
	msgs, err := readAll(r)
	if got := texts(msgs); !slices.Equal(got, []string{"50,50", "a\nb\x00", "x"}) || err != io.EOF {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestAnEmptyReadIsRetried(t *testing.T) {
	for _, name := range []string{"raw", "line"} {
		r := mustParse(t, name).NewReader(&chunks{"", "", "a\n", "", "b\n"}, 2048, 10)
		if msgs, err := readAll(r); len(msgs) != 2 || err != io.EOF {
			t.Errorf("%s: got %q, %v", name, msgs, err)
		}
	}
}

func TestRepeatedEmptyReadsAreAnError(t *testing.T) {
	for _, name := range []string{"raw", "line"} {
		r := mustParse(t, name).NewReader(iotest.ErrReader(nil), 2048, 10)
		if _, err := r.Next(); err != io.ErrNoProgress {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestFilledBufferReportsAFullRawRead(t *testing.T) {
	r := Framing{}.NewReader(&chunks{"1234567", "1234", "123"}, 4, 0)
	var got []bool
	for {
		if _, err := r.Next(); err != nil {
			break
		}
		got = append(got, r.FilledBuffer())
	}
	if want := []bool{true, false, true, false}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	framed := mustParse(t, "line").NewReader(&chunks{"123\n"}, 4, 10)
	if _, err := framed.Next(); err != nil || framed.FilledBuffer() {
		t.Errorf("a line counts as a full buffer, %v", err)
	}
}

func TestIndexInReadCountsTheMessagesOfOneRead(t *testing.T) {
	for name, c := range map[string]struct {
		stream chunks
		want   []int
	}{
		"line":     {chunks{"a\n", "b\nc\nd", "", "\n\ne\n", "f", "\n"}, []int{1, 1, 2, 1, 2, 3, 1}},
		"u16be":    {chunks{"\x00\x00\x00\x00\x00", "\x01", "a\x00\x01b", "\x00\x00"}, []int{1, 2, 1, 2, 1}},
		"header:1": {chunks{"1a2b", "b0"}, []int{1, 1, 2}},
		"raw":      {chunks{"a", "b\nc\n"}, []int{1, 1}},
	} {
		r := mustParse(t, name).NewReader(&c.stream, 2048, 10)
		var got []int
		for {
			if _, err := r.Next(); err != nil {
				break
			}
			got = append(got, r.IndexInRead())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestAppendingToAMessageDoesNotChangeTheNextOne(t *testing.T) {
	for name, stream := range map[string]chunks{
		"line": {"a\nb\n"}, "end:;": {"a;b;"}, "u16be": {"\x00\x01a\x00\x01b"}, "header:1": {"1a1b"}, "raw": {"a", "b"},
	} {
		r := mustParse(t, name).NewReader(&stream, 2048, 10)
		msg, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		_ = append(msg, "XXXXXXXX"...)
		if msg, err = r.Next(); string(msg) != "b" || err != nil {
			t.Errorf("%s: got %q, %v", name, msg, err)
		}
	}
}

func TestTheLargestMessageIsTheLimit(t *testing.T) {
	for _, name := range everyFraming[1:] {
		for _, largest := range []int{0, 1, 8, 9} {
			for how, split := range splits {
				f := mustParse(t, name)
				stream, err := f.Append(nil, []byte(strings.Repeat("x", largest)))
				if err != nil {
					t.Fatal(err)
				}
				r := f.NewReader(split(strings.NewReader(string(stream))), 2048, largest)
				if msg, err := r.Next(); len(msg) != largest || err != nil {
					t.Errorf("%s, %s: the largest of %d is %q, %v", name, how, largest, msg, err)
				}
				stream, err = f.Append(nil, []byte(strings.Repeat("x", largest+1)))
				if err != nil {
					continue // header:1 cannot express it
				}
				r = f.NewReader(split(strings.NewReader(string(stream))), 2048, largest)
				if msg, err := r.Next(); !errors.Is(err, ErrTooLong) && !errors.Is(err, ErrNoEnd) {
					t.Errorf("%s, %s: one byte more than %d is %q, %v", name, how, largest, msg, err)
				}
			}
		}
	}
}

func TestSizesOutOfRangeAreClamped(t *testing.T) {
	for _, c := range []struct{ buffer, largest, size, most int }{
		{-1, -1, 1, 0}, {0, 0, 1, 0}, {2048, 4096, 2048, 4096}, {MaxBuffer + 1, MaxMessage + 1, MaxBuffer, MaxMessage},
	} {
		r := Framing{}.NewReader(nil, c.buffer, c.largest)
		if len(r.buffer.buf) != c.size || r.maxMessage != c.most {
			t.Errorf("%d, %d became %d, %d", c.buffer, c.largest, len(r.buffer.buf), r.maxMessage)
		}
	}
}

func texts(msgs [][]byte) []string {
	var s []string
	for _, m := range msgs {
		s = append(s, string(m))
	}
	return s
}
