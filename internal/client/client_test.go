package client_test

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"porchlight/internal/client"
	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/hosttest"
)

func TestAClientSupportsEveryFraming(t *testing.T) {
	for _, name := range []string{"raw", "line", "crlf", "nul", "end:;", "u16be", "u16le", "u32be", "u32le", "header:64"} {
		g := game.Echo()
		var err error
		if g.In, err = framing.Parse(name); err != nil {
			t.Fatal(err)
		}
		g.Out = g.In
		c := join(t, open(t, g, 0).Addr().String(), g)
		for _, msg := range []string{"50,50", "grüße", strings.Repeat("x", 2000)} {
			send(t, c, msg)
			wantNext(t, c, msg)
		}
	}
}

func TestAClientOfAGameWithARawGreetingReadsRaw(t *testing.T) {
	g := game.Echo()
	g.GreetingHex, g.GreetingRaw = [][]string{{"ff ff ff ff"}}, true
	var err error
	if g.In, err = framing.Parse("u32be"); err != nil {
		t.Fatal(err)
	}
	g.Out = g.In
	c := join(t, open(t, g, 0).Addr().String(), g)
	wantNext(t, c, "\xff\xff\xff\xff")
	send(t, c, "hi")
	wantNext(t, c, "\x00\x00\x00\x02hi")
}

func TestTwoClientsExchangeMessages(t *testing.T) {
	for _, name := range []string{"Chat lines", "Chat for Java", "Chat with 64-byte headers"} {
		g := builtIn(t, name)
		h := open(t, g, 0)
		first, second := join(t, h.Addr().String(), g), join(t, h.Addr().String(), g)
		hosttest.WaitFor(t, "the second player", func() bool { return h.PlayerCount() == 2 })
		send(t, first, "hello")
		if g.Rule == game.RuleBroadcast {
			wantNext(t, first, "hello")
		}
		wantNext(t, second, "hello")
		send(t, second, "hello back")
		wantNext(t, first, "hello back")
	}
}

func TestNextReturnsEOFWhenTheHostCloses(t *testing.T) {
	g := game.Echo()
	h := open(t, g, 1)
	first := join(t, h.Addr().String(), g)
	send(t, first, "in")
	wantNext(t, first, "in")
	rejected := join(t, h.Addr().String(), g)
	if _, err := rejected.Next(); !errors.Is(err, io.EOF) || errors.Is(err, client.ErrConnectionLost) {
		t.Errorf("the one that was turned away heard %v, want the end", err)
	}
	h.Stop()
	if _, err := first.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("after the host stops, Next returns %v, want io.EOF", err)
	}
}

func TestAResetIsALostConnection(t *testing.T) {
	l := listen(t)
	c := join(t, l.Addr().String(), game.Echo())
	conn := accept(t, l)
	if err := errors.Join(conn.SetLinger(0), conn.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Next(); !errors.Is(err, client.ErrConnectionLost) {
		t.Errorf("after a reset, Next returns %v", err)
	}
	deadline := time.Now().Add(hosttest.Timeout)
	for {
		err := c.Send([]byte("still there?"))
		if errors.Is(err, client.ErrConnectionLost) {
			return
		}
		if err != nil || time.Now().After(deadline) {
			t.Fatal("after a reset, Send returns", err)
		}
	}
}

func TestAnotherFramingIsAFrameError(t *testing.T) {
	l := listen(t)
	c := join(t, l.Addr().String(), builtIn(t, "Chat with 64-byte headers"))
	if _, err := accept(t, l).Write([]byte("hello\n")); err != nil {
		t.Fatal(err)
	}
	var frame *framing.FrameError
	if _, err := c.Next(); !errors.As(err, &frame) || errors.Is(err, client.ErrConnectionLost) {
		t.Errorf("Next returns %v", err)
	}
}

func TestSendTimesOut(t *testing.T) {
	t.Parallel()
	l := listen(t)
	g := game.Echo()
	c := join(t, l.Addr().String(), g)
	accept(t, l) // never read
	msg := make([]byte, 1<<20)
	began := time.Now()
	for time.Since(began) < hosttest.Timeout {
		if err := c.Send(msg); err != nil {
			if !errors.Is(err, client.ErrWriteTimeout) {
				t.Error("Send returns", err)
			}
			return
		}
	}
	t.Error("Send never fails although the host does not read")
}

func TestCloseEndsNextAndADeadlineDoesNot(t *testing.T) {
	l := listen(t)
	c := join(t, l.Addr().String(), builtIn(t, "Chat lines"))
	conn := accept(t, l)
	if _, err := conn.Write([]byte("he")); err != nil {
		t.Fatal(err)
	}
	if err := c.SetReadDeadline(time.Now().Add(20 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Next(); !errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, client.ErrConnectionLost) {
		t.Fatal("at the deadline, Next returns", err)
	}
	if _, err := conn.Write([]byte("llo\n")); err != nil {
		t.Fatal(err)
	}
	if err := c.SetReadDeadline(time.Time{}); err != nil {
		t.Fatal(err)
	}
	wantNext(t, c, "hello")
	time.AfterFunc(20*time.Millisecond, func() { _ = c.Close() })
	if _, err := c.Next(); !errors.Is(err, net.ErrClosed) || errors.Is(err, client.ErrConnectionLost) {
		t.Error("after Close, Next returns", err)
	}
}

func TestMessagesThatTheGameCannotCarryAreErrors(t *testing.T) {
	at := func(name string) *game.Game {
		g := game.Echo()
		var err error
		if g.In, err = framing.Parse(name); err != nil {
			t.Fatal(err)
		}
		g.Largest = 70_000
		return g
	}
	for _, c := range []struct {
		framing, msg string
		want         error // nil: a *framing.EncodeError
	}{
		{"raw", "", client.ErrEmptyMessage},
		{"line", "a\nb", client.ErrContainsTerminator},
		{"line", "a\r", client.ErrContainsTerminator},
		{"crlf", "a\nb", client.ErrContainsTerminator},
		{"nul", "a\x00", client.ErrContainsTerminator},
		{"end:;", "a;b", client.ErrContainsTerminator},
		{"end:aa", "ba", client.ErrContainsTerminator},
		{"line", strings.Repeat("x", 70_001), nil},
		{"u16be", strings.Repeat("x", 65_536), nil},
		{"header:1", "0123456789", nil},
	} {
		framed, err := client.AppendFrame(at(c.framing), []byte("before"), []byte(c.msg))
		var tooLong *framing.EncodeError
		if string(framed) != "before" || c.want != nil && !errors.Is(err, c.want) || c.want == nil && !errors.As(err, &tooLong) {
			t.Errorf("%s carries %.20q as %.20q (%v)", c.framing, c.msg, framed, err)
		}
	}
	for _, c := range []struct{ framing, msg, want string }{
		{"raw", "a\nb", "a\nb"},
		{"raw", strings.Repeat("x", 5000), strings.Repeat("x", 5000)},
		{"line", "", "\n"},
		{"end:aa", "b", "baa"},
		{"header:2", "", "0 "},
		{"u16be", "a\x00\n", "\x00\x03a\x00\n"},
	} {
		if framed, err := client.AppendFrame(at(c.framing), nil, []byte(c.msg)); err != nil || string(framed) != c.want {
			t.Errorf("%s carries %.20q as %.20q (%v)", c.framing, c.msg, framed, err)
		}
	}
}

func TestDialErrorsHaveTheirCause(t *testing.T) {
	l := listen(t)
	unused := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		ctx     context.Context
		address string
		want    error
	}{
		{t.Context(), unused, client.ErrRefused},
		{t.Context(), "no such name:5555", client.ErrNoSuchHost}, // invalid, so no server is asked
		{cancelled, unused, context.Canceled},
	} {
		_, err := client.Dial(c.ctx, c.address, game.Echo())
		var dial *client.DialError
		if !errors.As(err, &dial) || dial.Address != c.address || !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.address, err, c.want)
		}
	}
}
