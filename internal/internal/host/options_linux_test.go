package host

import (
	"net"
	"net/netip"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"porchlight/internal/journal"
)

func TestPlayersSocketsAnswerAtOnceAndFindTheDeadWithin30Seconds(t *testing.T) {
	h := New(journal.New(journal.Options{Records: 8, Bytes: 8, Events: 8}))
	if err := h.Start(Config{Addr: netip.AddrFrom4([4]byte{127, 0, 0, 1})}); err != nil {
		t.Fatal(err)
	}
	defer h.Stop()
	guest, err := net.Dial("tcp4", h.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = guest.Close() }()
	var p *player
	for deadline := time.Now().Add(10 * time.Second); p == nil; time.Sleep(time.Millisecond) {
		h.mu.Lock()
		p = h.seats.at(0)
		h.mu.Unlock()
		if time.Now().After(deadline) {
			t.Fatal("the guest has no seat")
		}
	}
	raw, err := p.conn.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []struct {
		name                string
		level, option, want int
	}{
		{"TCP_NODELAY", unix.IPPROTO_TCP, unix.TCP_NODELAY, 1},
		{"SO_KEEPALIVE", unix.SOL_SOCKET, unix.SO_KEEPALIVE, 1},
		{"TCP_KEEPIDLE", unix.IPPROTO_TCP, unix.TCP_KEEPIDLE, 10},
		{"TCP_KEEPINTVL", unix.IPPROTO_TCP, unix.TCP_KEEPINTVL, 5},
		{"TCP_KEEPCNT", unix.IPPROTO_TCP, unix.TCP_KEEPCNT, 3},
		{"TCP_USER_TIMEOUT", unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, 25_000},
	} {
		err := raw.Control(func(fd uintptr) {
			if got, err := unix.GetsockoptInt(int(fd), o.level, o.option); err != nil || got != o.want {
				t.Errorf("%s is %d (%v), want %d", o.name, got, err, o.want)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
