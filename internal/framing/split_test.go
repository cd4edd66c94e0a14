package framing

import (
	"bytes"
	"errors"
	"io"
	"syscall"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

const largestDrawn = 400

// someMessages draws messages that the framing can carry, some of them with bytes that resemble its own,
// and returns them with their stream.
func someMessages(t *rapid.T, f Framing) (msgs [][]byte, stream []byte) {
	end := string(f.end[:min(f.width, maxEnd)])
	some := rapid.Custom(func(t *rapid.T) []byte {
		var msg []byte
		for _, part := range rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "\r", "\x00", " ", "7", end[:len(end)/2]}), 0, 40).Draw(t, "parts") {
			msg = append(msg, part...)
		}
		return msg
	})
	anything := rapid.SliceOfN(rapid.Byte(), 0, largestDrawn)
	fits := rapid.OneOf(anything, some).Filter(func(m []byte) bool { return canCarry(f, m) && len(m) <= largestDrawn })
	if f.kind == header && f.width == 1 {
		fits = rapid.SliceOfN(rapid.Byte(), 0, 9)
	}
	msgs = rapid.SliceOfN(fits, 0, 12).Draw(t, "messages")
	for _, m := range msgs {
		var err error
		if stream, err = f.Append(stream, m); err != nil {
			t.Fatal(err)
		}
	}
	return msgs, stream
}

func framed(f Framing) bool { return f.kind != raw }

// inPieces splits a stream at drawn positions, with empty pieces.
func inPieces(t *rapid.T, stream []byte) *chunks {
	pieces := &chunks{}
	for len(stream) > 0 {
		n := rapid.IntRange(0, min(len(stream), 60)).Draw(t, "piece")
		*pieces = append(*pieces, string(stream[:n]))
		stream = stream[n:]
	}
	return pieces
}

func TestAppendedMessagesAreReadHoweverTheyAreSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := someFraming().Filter(framed).Draw(t, "framing")
		want, stream := someMessages(t, f)
		buffer := rapid.IntRange(1, 600).Draw(t, "buffer")
		for how, source := range map[string]io.Reader{
			"at once":         bytes.NewReader(stream),
			"byte by byte":    iotest.OneByteReader(bytes.NewReader(stream)),
			"in halves":       iotest.HalfReader(bytes.NewReader(stream)),
			"end with bytes":  iotest.DataErrReader(bytes.NewReader(stream)),
			"pieces":          inPieces(t, stream),
			"pieces to end":   iotest.DataErrReader(inPieces(t, stream)),
			"bytes to end":    iotest.DataErrReader(iotest.OneByteReader(bytes.NewReader(stream))),
			"never more read": io.LimitReader(iotest.HalfReader(bytes.NewReader(stream)), int64(len(stream))),
		} {
			got, err := readAll(f.NewReader(source, buffer, largestDrawn))
			if !equalMessages(got, want) || err != io.EOF {
				t.Fatalf("%s, %s: %q, %v; want %q", f, how, got, err, want)
			}
		}
	})
}

func TestATimeoutLosesNoBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := someFraming().Filter(framed).Draw(t, "framing")
		want, stream := someMessages(t, f)
		r := f.NewReader(iotest.TimeoutReader(inPieces(t, stream)), 64, largestDrawn)
		got, err := readAll(r)
		if err == iotest.ErrTimeout {
			var rest [][]byte
			rest, err = readAll(r)
			got = append(got, rest...)
		} else if len(stream) > 0 {
			t.Fatalf("the timeout was lost: %v", err)
		}
		if !equalMessages(got, want) || err != io.EOF {
			t.Fatalf("%s: %q, %v; want %q", f, got, err, want)
		}
	})
}

func TestATruncatedStreamReturnsItsMessagesAndTheirEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := someFraming().Filter(framed).Draw(t, "framing")
		msgs, stream := someMessages(t, f)
		cut := rapid.IntRange(0, len(stream)).Draw(t, "cut")
		whole, at := 0, 0 // complete messages, and the end of the last one
		for _, m := range msgs {
			next, err := f.Append(nil, m)
			if err != nil {
				t.Fatal(err)
			}
			if at+len(next) > cut {
				break
			}
			whole, at = whole+1, at+len(next)
		}

		got, err := readAll(f.NewReader(inPieces(t, stream[:cut]), 64, largestDrawn))
		if !equalMessages(got, msgs[:whole]) {
			t.Fatalf("%s: %q; want %q", f, got, msgs[:whole])
		}
		var frame *FrameError
		inside := errors.As(err, &frame) && errors.Is(err, io.ErrUnexpectedEOF)
		if cut == at && err != io.EOF || cut > at && !inside {
			t.Fatalf("%s: cut at %d, the last message ends at %d: %v", f, cut, at, err)
		}

		broken := io.MultiReader(inPieces(t, stream[:cut]), iotest.ErrReader(syscall.ECONNRESET))
		got, err = readAll(f.NewReader(broken, 64, largestDrawn))
		if !equalMessages(got, msgs[:whole]) || err != syscall.ECONNRESET {
			t.Fatalf("%s: %q, %v; want %q and a reset", f, got, err, msgs[:whole])
		}
	})
}

func TestRawPreservesAllBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want, stream := someMessages(t, Framing{})
		if !bytes.Equal(stream, bytes.Join(want, nil)) {
			t.Fatalf("%q is written as %q", want, stream)
		}
		buffer := rapid.IntRange(1, 100).Draw(t, "buffer")
		r := Framing{}.NewReader(iotest.TimeoutReader(iotest.DataErrReader(inPieces(t, stream))), buffer, 0)
		var got []byte
		for {
			msg, err := r.Next()
			if len(msg) > buffer || r.FilledBuffer() != (len(msg) == buffer) || (len(msg) == 0) != (err != nil) {
				t.Fatalf("%q, full %v, %v with a buffer of %d", msg, r.FilledBuffer(), err, buffer)
			}
			got = append(got, msg...)
			if err != nil && err != iotest.ErrTimeout {
				if !bytes.Equal(got, stream) || err != io.EOF {
					t.Fatalf("%q, %v; want %q", got, err, stream)
				}
				return
			}
		}
	})
}
