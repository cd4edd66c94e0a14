package host

import (
	"io"
	"net"
	"net/netip"
	"testing"
	"time"

	"porchlight/internal/journal"
)

// The goroutine that emptied the queue looks once more before it ends. A second one, or a direct write
// before that, would mix up messages.
func TestNobodyElseWritesUntilTheOneThatEmptiedTheQueueHasEnded(t *testing.T) {
	t.Parallel()
	p, guest := onlyPlayer(t)
	o := &p.out
	o.mu.Lock()
	o.flushing = true // as when it has written everything and not looked yet
	o.mu.Unlock()
	for _, msg := range []string{"one ", "two ", "three"} {
		if !o.send([]byte(msg)) {
			t.Fatalf("%q was not taken", msg)
		}
	}
	if got := string(o.queue); got != "one two three" || o.waiting != len(got) {
		t.Errorf("%q is in the queue, %d bytes wait", got, o.waiting)
	}
	p.host.running.Add(1)
	o.flush()
	if o.flushing || o.waiting != 0 || len(o.queue) != 0 {
		t.Errorf("after the end: flushing %t, %d bytes wait, %d are in the queue", o.flushing, o.waiting, len(o.queue))
	}
	if !o.send([]byte(", four")) {
		t.Error("a direct write failed")
	}
	heard := make([]byte, len("one two three, four"))
	if _, err := io.ReadFull(guest, heard); err != nil || string(heard) != "one two three, four" {
		t.Errorf("heard %q (%v)", heard, err)
	}
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
