package framing

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
	"time"
)

func TestAFrameErrorHasTheExpectedAndTheReceivedBytes(t *testing.T) {
	pad := strings.Repeat(" ", 62)
	for _, c := range []struct {
		framing, stream string
		is              error
		want            string
	}{
		{
			"u32be", "GET / HTTP/1.1\r\nHost", ErrTooLong,
			"message too long: expected a length of at most 20, got 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a",
		},
		{"u32be", "\xff\xff\xff\xff", ErrTooLong, "message too long: expected a length of at most 20, got ff ff ff ff"},
		{"u32le", "\x15\x00\x00\x00", ErrTooLong, "message too long: expected a length of at most 20, got 15 00 00 00"},
		{"u16be", "he", ErrTooLong, "message too long: expected a length of at most 20, got 68 65"},
		{"u16le", "he", ErrTooLong, "message too long: expected a length of at most 20, got 68 65"},
		{"header:2", "21", ErrTooLong, "message too long: expected a length of at most 20, got 32 31"},
		{
			"header:64", strings.Repeat("9", 64), ErrTooLong,
			"message too long: expected a length of at most 20, got" + strings.Repeat(" 39", 16),
		},
		{
			"header:64", "18446744073709551617" + pad[18:], ErrTooLong,
			"message too long: expected a length of at most 20, got 31 38 34 34 36 37 34 34 30 37 33 37 30 39 35 35",
		},
		{
			"header:4", "-1  ", ErrBadHeader,
			"header that is no length: expected a header of 4 bytes, digits and spaces, got 2d 31 20 20",
		},
		{"header:4", "+1  ", ErrBadHeader, ""},
		{"header:4", "1 2 ", ErrBadHeader, ""},
		{"header:4", "1e1 ", ErrBadHeader, ""},
		{"header:4", "1.0 ", ErrBadHeader, ""},
		{"header:4", "0x1 ", ErrBadHeader, ""},
		{"header:4", "1\x00\x00\x00", ErrBadHeader, ""},
		{"header:4", "1\t  ", ErrBadHeader, ""},
		{"header:4", "\xd9\xa1  ", ErrBadHeader, ""}, // an Arabic digit
		{
			"header:4", "    ", ErrBadHeader,
			"header that is no length: expected a header of 4 bytes, digits and spaces, got 20 20 20 20",
		},
		{
			"header:64", "5 " + pad[1:] + "!" + "hello", ErrBadHeader,
			"header that is no length: expected a header of 64 bytes, digits and spaces, got" +
				strings.Repeat(" 20", 15) + " 21",
		},
		{
			"line", strings.Repeat("a", 40), ErrNoEnd,
			"message without an end: expected a message of at most 20 bytes that ends with 0a, got" +
				strings.Repeat(" 61", 16),
		},
		{"crlf", strings.Repeat("a", 21) + "\r\n", ErrNoEnd, ""},
		{"nul", strings.Repeat("a", 40) + "\x00", ErrNoEnd, ""},
		{
			`end:\r\n\r\n`, strings.Repeat("a", 40), ErrNoEnd,
			"message without an end: expected a message of at most 20 bytes that ends with 0d 0a 0d 0a, got" +
				strings.Repeat(" 61", 16),
		},
		{"line", "ab\r", io.ErrUnexpectedEOF, "unexpected EOF: expected a message to end with 0a, got 61 62 0d"},
		{
			`end:\r\n\r\n`, "ab\r\n", io.ErrUnexpectedEOF,
			"unexpected EOF: expected a message to end with 0d 0a 0d 0a, got 61 62 0d 0a",
		},
		{"u16be", "\x00\x05hel", io.ErrUnexpectedEOF, "unexpected EOF: expected 2 bytes more, got 00 05 68 65 6c"},
		{"u32be", "\x00", io.ErrUnexpectedEOF, "unexpected EOF: expected 3 bytes more of a length, got 00"},
		{"header:4", "5 ", io.ErrUnexpectedEOF, "unexpected EOF: expected 2 bytes more of a length, got 35 20"},
	} {
		for how, split := range splits {
			f := mustParse(t, c.framing)
			whole, err := f.Append(nil, []byte("ok"))
			if err != nil {
				t.Fatal(err)
			}
			r := f.NewReader(split(strings.NewReader(string(whole)+c.stream)), 2048, 20)
			msgs, err := readAll(r)
			var frame *FrameError
			if !errors.As(err, &frame) || !errors.Is(err, c.is) || len(frame.Got) > 16 || frame.Expected == "" {
				t.Errorf("%s of %q, %s: %v", c.framing, c.stream, how, err)
			} else if how == "at once" && c.want != "" && err.Error() != c.want {
				t.Errorf("%s of %q:\n got %v\nwant %s", c.framing, c.stream, err, c.want)
			}
			if len(msgs) != 1 || string(msgs[0]) != "ok" {
				t.Errorf("%s of %q, %s: the message before is %q", c.framing, c.stream, how, msgs)
			}
			if _, again := r.Next(); fmt.Sprint(again) != fmt.Sprint(err) {
				t.Errorf("%s of %q, %s: asked again it is %v", c.framing, c.stream, how, again)
			}
		}
	}
}

func TestABadHeaderIsReportedBeforeItIsComplete(t *testing.T) {
	r := mustParse(t, "header:64").NewReader(&chunks{"hello", errors.New("waits for ever")}, 2048, 100)
	if _, err := r.Next(); !errors.Is(err, ErrBadHeader) {
		t.Errorf("got %v", err)
	}
}

func TestAFrameErrorIsPermanent(t *testing.T) {
	for name, stream := range map[string]string{
		"line": "too long a line\nok\n", "u16be": "\xff\xff\x00\x02ok", "header:2": "-1ok2 ok",
	} {
		r := mustParse(t, name).NewReader(&chunks{stream, stream}, 2048, 10)
		_, first := r.Next()
		for range 3 {
			if msg, err := r.Next(); first == nil || err != first {
				t.Errorf("%s: first %v, then %q, %v", name, first, msg, err)
			}
		}
	}
}

func TestAFrameErrorHasItsOwnCopyOfBytes(t *testing.T) {
	r := mustParse(t, "line").NewReader(&chunks{"ab", io.EOF, "\n", "XY\n"}, 2048, 10)
	_, err := r.Next()
	want := fmt.Sprint(err)
	for range 2 {
		if _, err := r.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if got := fmt.Sprint(err); got != want {
		t.Errorf("%s became %s", want, got)
	}
}

func TestAnErrorOfTheStreamIsReturnedUnchanged(t *testing.T) {
	reset := &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	for _, name := range everyFraming {
		for _, begun := range []string{"", "1"} {
			if name == "raw" && begun != "" {
				continue // a message
			}
			for _, broke := range []error{reset, os.ErrDeadlineExceeded} {
				stream := io.MultiReader(strings.NewReader(begun), iotest.ErrReader(broke))
				_, err := mustParse(t, name).NewReader(stream, 2048, 10).Next()
				var frame *FrameError
				if !errors.Is(err, broke) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &frame) {
					t.Errorf("%s after %q: %v became %v", name, begun, broke, err)
				}
			}
		}
	}
}

func TestCompleteMessagesPrecedeTheErrorOfTheirRead(t *testing.T) {
	for name, stream := range map[string]string{
		"line": "a\nb\nc", "u16be": "\x00\x01a\x00\x01b\x00", "header:2": "1 a1 b1",
	} {
		r := mustParse(t, name).NewReader(&chunks{chunkAndError{stream, syscall.ECONNRESET}}, 2048, 10)
		msgs, err := readAll(r)
		if len(msgs) != 2 || !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("%s: %q, %v", name, msgs, err)
		}
	}
	r := Framing{}.NewReader(&chunks{chunkAndError{"ab", syscall.ECONNRESET}}, 2048, 10)
	if msgs, err := readAll(r); len(msgs) != 1 || !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("raw: %q, %v", msgs, err)
	}
}

func TestNextContinuesAfterADeadline(t *testing.T) {
	late := os.ErrDeadlineExceeded
	for name, stream := range map[string]chunks{
		"line":     {"a", late, "b", chunkAndError{"\nc", late}, "d\n"},
		"u16be":    {"\x00", late, "\x02a", chunkAndError{"b\x00\x02c", late}, "d"},
		"header:2": {"2", late, " a", chunkAndError{"b2 c", late}, "d"},
		"raw":      {late, chunkAndError{"ab", late}, "cd"},
	} {
		r := mustParse(t, name).NewReader(&stream, 2048, 10)
		var got []string
		deadlines := 0
		for {
			msg, err := r.Next()
			if errors.Is(err, late) {
				deadlines++
			} else if err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			} else {
				got = append(got, string(msg))
			}
		}
		if strings.Join(got, " ") != "ab cd" || deadlines != 2 {
			t.Errorf("%s: %q with %d deadlines", name, got, deadlines)
		}
	}
}

func TestResetDeadlineAndEndOfAConnectionAreDistinguished(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, name := range []string{"raw", "line", "u32be"} {
		for what, c := range map[string]struct {
			leave func(c *net.TCPConn, ours net.Conn) error
			is    func(error) bool
		}{
			"reset": {
				func(c *net.TCPConn, _ net.Conn) error { return errors.Join(c.SetLinger(0), c.Close()) },
				func(err error) bool { return errors.Is(err, errReset) },
			},
			"deadline": {
				func(_ *net.TCPConn, ours net.Conn) error { return ours.SetReadDeadline(time.Unix(1, 0)) },
				func(err error) bool { return errors.Is(err, os.ErrDeadlineExceeded) },
			},
			"end": {
				func(c *net.TCPConn, _ net.Conn) error { return c.Close() },
				func(err error) bool { return err == io.EOF },
			},
		} {
			friend, err := net.Dial("tcp4", l.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			ours, err := l.Accept()
			if err != nil {
				t.Fatal(err)
			}
			f := mustParse(t, name)
			hello, err := f.Append(nil, []byte("hello"))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := friend.Write(hello); err != nil {
				t.Fatal(err)
			}
			r := f.NewReader(ours, 2048, 10)
			if msg, err := r.Next(); string(msg) != "hello" || err != nil {
				t.Errorf("%s, %s: %q, %v", name, what, msg, err)
			}
			if err := c.leave(friend.(*net.TCPConn), ours); err != nil {
				t.Fatal(err)
			}
			if _, err := r.Next(); !c.is(err) {
				t.Errorf("%s, %s: %v", name, what, err)
			}
			_, _ = friend.Close(), ours.Close()
		}
	}
}
