package host

import (
	"net"
	"net/netip"
	"testing"
	"time"

	"porchlight/internal/journal"
)

// Sending begins anew the moment that the queue is empty, while the goroutine that emptied it may not
// have ended yet.
func TestMessagesStayInOrderWhileTheQueueFillsAndEmpties(t *testing.T) {
	p, guest := onlyPlayer(t)
	if err := p.conn.SetWriteBuffer(64 << 10); err != nil { // less than a message
		t.Fatal(err)
	}
	const rounds, burst, length = 200, 3, 256 << 10
	go func() {
		msg, at := make([]byte, length), 0
		for range rounds {
			for range burst {
				for i := range msg {
					msg[i] = byte((at + i) % prime)
				}
				at += length
				if !p.out.send(msg) {
					return // and the guest reads the end too early
				}
			}
			for p.out.isWaiting() {
			}
		}
	}()
	buf := make([]byte, 64<<10)
	for at := 0; at < rounds*burst*length; {
		n, err := guest.Read(buf)
		if err != nil {
			t.Fatalf("after %d bytes: %v", at, err)
		}
		for _, b := range buf[:n] {
			if b != byte(at%prime) {
				t.Fatalf("byte %d is another", at)
			}
			at++
		}
	}
}

// prime is how far bytes count: parts at the wrong place do not happen to count on.
const prime = 251

func (o *outbox) isWaiting() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.waiting > 0
}

// onlyPlayer is the player of a host for one guest, and the guest. The end of the test ends both.
func onlyPlayer(t *testing.T) (*player, net.Conn) {
	t.Helper()
	h := New(journal.New(journal.Options{Records: 8, Bytes: 8, Events: 8}))
	if err := h.Start(Config{Addr: netip.AddrFrom4([4]byte{127, 0, 0, 1}), QueueBytes: 1 << 30}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Stop)
	guest, err := net.Dial("tcp4", h.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = guest.Close() })
	patience := time.Now().Add(30 * time.Second)
	if err := guest.SetDeadline(patience); err != nil {
		t.Fatal(err)
	}
	for ; time.Now().Before(patience); time.Sleep(time.Millisecond) {
		h.mu.Lock()
		p := h.seats.at(0)
		h.mu.Unlock()
		if p != nil {
			return p, guest
		}
	}
	t.Fatal("the guest has no seat")
	return nil, nil
}
