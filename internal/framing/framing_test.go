package framing

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAppendWritesEachFraming(t *testing.T) {
	for _, c := range []struct{ framing, message, stream string }{
		{"raw", "50,50", "50,50"},
		{"raw", "", ""},
		{"line", "50,50", "50,50\n"},
		{"line", "", "\n"},
		{"line", "two\nlines\r", "two\nlines\r\n"},
		{"crlf", "50,50", "50,50\r\n"},
		{"crlf", "50,50\r", "50,50\r\r\n"},
		{"nul", "<a/>", "<a/>\x00"},
		{"end:;", "up", "up;"},
		{`end:<EOF>\r\n`, "up", "up<EOF>\r\n"},
		{"u16be", "h\xc3\xa9", "\x00\x03h\xc3\xa9"},
		{"u16be", "", "\x00\x00"},
		{"u16le", "hey", "\x03\x00hey"},
		{"u32be", "hey", "\x00\x00\x00\x03hey"},
		{"u32le", "hey", "\x03\x00\x00\x00hey"},
		{"u16be", strings.Repeat("x", 258), "\x01\x02" + strings.Repeat("x", 258)},
		{"u16le", strings.Repeat("x", 258), "\x02\x01" + strings.Repeat("x", 258)},
		{"u32be", strings.Repeat("x", 258), "\x00\x00\x01\x02" + strings.Repeat("x", 258)},
		{"u32le", strings.Repeat("x", 258), "\x02\x01\x00\x00" + strings.Repeat("x", 258)},
		{"header:64", "Hello World!", "12" + strings.Repeat(" ", 62) + "Hello World!"},
		{"header:10", "hi", "2         hi"},
		{"header:1", "", "0"},
		{"header:1", "ninebytes", "9ninebytes"},
	} {
		got, err := mustParse(t, c.framing).Append([]byte("before "), []byte(c.message))
		if err != nil || string(got) != "before "+c.stream {
			t.Errorf("%s of %q is %q, %v; want %q", c.framing, c.message, got, err, c.stream)
		}
	}
}

func TestAppendRejectsTooLongMessages(t *testing.T) {
	for _, c := range []struct {
		framing string
		most    int
	}{
		{"u16be", 65535},
		{"u16le", 65535},
		{"header:1", 9},
		{"header:2", 99},
		{"header:6", 999_999},
	} {
		f := mustParse(t, c.framing)
		if _, err := f.Append(nil, make([]byte, c.most)); err != nil {
			t.Errorf("%s with %d bytes: %v", c.framing, c.most, err)
		}
		stream := append(make([]byte, 0, c.most+100), "before"...)
		got, err := f.Append(stream, make([]byte, c.most+1))
		var refused *EncodeError
		if !errors.As(err, &refused) || *refused != (EncodeError{f, c.most + 1, uint64(c.most)}) {
			t.Errorf("%s with %d bytes: %v", c.framing, c.most+1, err)
		}
		if string(got) != "before" || !bytes.Equal(stream[6:16:16], make([]byte, 10)) {
			t.Errorf("%s changed the stream to %q", c.framing, got)
		}
	}
}

func TestTheLengthLimitsTheMessage(t *testing.T) {
	for framing, limit := range map[string]uint64{
		"raw": 1<<63 - 1, "line": 1<<63 - 1, "u32be": 1<<32 - 1, "u32le": 1<<32 - 1,
		"header:18": 1e18 - 1, "header:19": 1<<63 - 1, "header:64": 1<<63 - 1,
	} {
		if got := mustParse(t, framing).maxLength(); got != limit {
			t.Errorf("%s carries %d bytes, want %d", framing, got, limit)
		}
	}
}

func TestTheZeroFramingIsRaw(t *testing.T) {
	if f := mustParse(t, "raw"); f != (Framing{}) || f.String() != "raw" {
		t.Errorf("raw is %#v, %s", f, f)
	}
}

func TestAppendNeverChangesBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := someFraming().Draw(t, "framing")
		before := rapid.SliceOf(rapid.Byte()).Draw(t, "before")
		msg := rapid.SliceOf(rapid.Byte()).Draw(t, "message")
		kept := bytes.Clone(msg)
		got, err := f.Append(bytes.Clone(before), msg)
		if !bytes.Equal(msg, kept) || !bytes.HasPrefix(got, before) {
			t.Fatalf("%s changed what it was given", f)
		}
		repeating := int(f.width)
		if err != nil {
			repeating = -len(msg)
		} else if after := got[len(before):]; !bytes.HasPrefix(after, msg) && !bytes.HasSuffix(after, msg) {
			t.Fatalf("%s wrote %q as %q", f, msg, after)
		}
		if len(got) != len(before)+len(msg)+repeating {
			t.Fatalf("%s put %d bytes repeating", f, len(got)-len(before)-len(msg))
		}
	})
}
