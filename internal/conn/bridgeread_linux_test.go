package conn

import (
	"errors"
	"net"
	"syscall"
	"testing"
	"time"

	"porchlight/internal/framing"
)

// accepted returns both ends of a connection.
func accepted(t *testing.T) (ours, theirs *net.TCPConn) {
	t.Helper()
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	theirs, err = net.DialTCP("tcp4", nil, l.Addr().(*net.TCPAddr))
	if err != nil {
		t.Fatal(err)
	}
	if ours, err = l.AcceptTCP(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = ours.Close(), theirs.Close() })
	return ours, theirs
}

// What arrives before the reading begins causes no event for it.
func TestAnEndThatArrivesWithTheLastBytesIsFound(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*net.TCPConn) error{
		"in order": (*net.TCPConn).Close,
		"a reset":  func(c *net.TCPConn) error { return errors.Join(c.SetLinger(0), c.Close()) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ours, theirs := accepted(t)
			if _, err := theirs.Write([]byte("last words")); err != nil {
				t.Fatal(err)
			}
			if err := end(theirs); err != nil {
				t.Fatal(err)
			}
			for begin := time.Now(); !peerClosed(ours) && time.Since(begin) < 10*time.Second; {
				time.Sleep(time.Millisecond)
			}
			time.Sleep(50 * time.Millisecond) // until the runtime has the event, which nobody waits for
			r := bridgeReader{conn: &Conn{}, tcp: ours, memory: framing.NewReadBuffer(framing.NewBufferPool(100))}
			ended := make(chan error, 1)
			var got string
			go func() {
				ended <- r.read(func(b []byte) bool {
					got += string(b)
					return true
				})
			}()
			select {
			case err := <-ended:
				if reset := errors.Is(err, syscall.ECONNRESET); err == nil || got != "last words" || reset != (name == "a reset") {
					t.Errorf("read %q, %v", got, err)
				}
			case <-time.After(10 * time.Second):
				t.Error("the end is not found")
			}
		})
	}
}
