package conn

import (
	"errors"
	"net"
	"syscall"
	"testing"
	"time"

	"porchlight/internal/framing"
)

// What arrives before the reading begins causes no event for it.
func TestAnEndThatArrivesWithTheLastBytesIsFound(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*net.TCPConn) error{
		"in order": (*net.TCPConn).Close,
		"a reset":  func(c *net.TCPConn) error { return errors.Join(c.SetLinger(0), c.Close()) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, theirs := pair(t, newGroup())
			if _, err := theirs.Write([]byte("last words")); err != nil {
				t.Fatal(err)
			}
			if err := end(theirs); err != nil {
				t.Fatal(err)
			}
			for begin := time.Now(); !peerClosed(c.tcp) && time.Since(begin) < 10*time.Second; {
				time.Sleep(time.Millisecond)
			}
			time.Sleep(50 * time.Millisecond) // until the runtime has the event, which nobody waits for
			r := bridgeReader{conn: c, tcp: c.tcp, memory: framing.NewReadBuffer(c.group.Buffers)}
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
