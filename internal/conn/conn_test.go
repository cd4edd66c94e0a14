package conn

import (
	"errors"
	"io"
	"os"
	"testing"
	"time"
)

// Both can happen at once: an end, and the end of a wait for the first bytes.
func TestAnEndIsNotUndoneByPeekingOn(t *testing.T) {
	t.Parallel()
	c, _ := pair(t, newGroup())
	c.End(errors.New("kicked"))
	c.setReadDeadline(time.Time{})
	if _, err := c.tcp.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("reading returns %v", err)
	}
}

func TestTheFirstCauseStays(t *testing.T) {
	t.Parallel()
	c, _ := pair(t, newGroup())
	first := errors.New("first")
	if !c.End(first) || c.End(errors.New("second")) || !errors.Is(c.Cause(), first) {
		t.Errorf("the cause is %v", c.Cause())
	}
}

func TestPeekConsumesNothing(t *testing.T) {
	t.Parallel()
	c, peer := pair(t, newGroup())
	if _, err := c.Peek(time.Millisecond); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("without bytes: %v", err)
	}
	if _, err := io.WriteString(peer, "hello"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if first, err := c.Peek(0); string(first) != "hello" || err != nil {
			t.Errorf("peeked %q (%v)", first, err)
		}
	}
	for m := range c.Messages() {
		if string(m.Bytes) != "hello" {
			t.Errorf("read %q", m.Bytes)
		}
		break
	}
}

func TestAPeerThatClosesEndsItsConnectionWithEOF(t *testing.T) {
	t.Parallel()
	c, peer := pair(t, newGroup())
	done := readAll(c)
	_ = peer.Close()
	if err := wait(t, "the end", done); !errors.Is(err, io.EOF) {
		t.Errorf("the cause is %v", err)
	}
}

func TestAPanicEndsItsConnection(t *testing.T) {
	t.Parallel()
	g := newGroup()
	var value any
	g.OnPanic = func(v any, stack []byte) { value = v }
	c, _ := pair(t, g)
	func() {
		defer c.RecoverPanic()
		panic("boo")
	}()
	var caught *PanicError
	if !errors.As(c.Cause(), &caught) || caught.Value != "boo" || value != "boo" {
		t.Errorf("the cause is %v, and %v was reported", c.Cause(), value)
	}
}
