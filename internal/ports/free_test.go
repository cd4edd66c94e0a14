package ports

import (
	"net"
	"net/netip"
	"strconv"
	"testing"
)

// listenAt listens on a port of an address until the test ends. It skips the test if another program uses the
// port.
func listenAt(t *testing.T, addr string, port int) {
	t.Helper()
	l, err := net.Listen("tcp4", net.JoinHostPort(addr, strconv.Itoa(port)))
	if err != nil {
		t.Skip("another program uses a port of this test: ", err)
	}
	t.Cleanup(func() { _ = l.Close() })
}

// wantFree checks that a port of an address can be listened on.
func wantFree(t *testing.T, addr string, port int) {
	t.Helper()
	l, err := net.Listen("tcp4", net.JoinHostPort(addr, strconv.Itoa(port)))
	if err != nil {
		t.Errorf("the port %d is not free: %v", port, err)
		return
	}
	_ = l.Close()
}

func TestTheNextFreePortIsAboveAndFree(t *testing.T) {
	for _, addr := range []string{"127.0.0.1", "127.0.0.9", "0.0.0.0"} {
		port := listen(t, addr+":0")
		got := NextFree(netip.MustParseAddr(addr), port)
		if got == port || got == 0 || got > port+maxTries {
			t.Errorf("the next free port after %d is %d", port, got)
		}
		wantFree(t, addr, got)
	}
	if got := NextFree(netip.Addr{}, 5555); got <= 5555 {
		t.Errorf("the next free port after 5555 on all addresses is %d", got)
	}
}

func TestATakenPortIsSkipped(t *testing.T) {
	const port = 21_550
	for _, where := range []struct{ taken, wanted string }{
		{"127.0.0.1", "127.0.0.1"},
		{"0.0.0.0", "127.0.0.1"},
		{"127.0.0.1", "0.0.0.0"},
		{"127.0.0.1", "127.0.0.9"}, // free, but a friend on this computer would reach the other program
	} {
		t.Run(where.taken+" "+where.wanted, func(t *testing.T) {
			listenAt(t, where.taken, port+1)
			listenAt(t, where.taken, port+2)
			if got := NextFree(netip.MustParseAddr(where.wanted), port); got != port+3 {
				t.Errorf("the next free port after %d, with two taken, is %d", port, got)
			}
		})
	}
}

func TestTheSearchContinuesAt1024AfterTheHighestPort(t *testing.T) {
	local := netip.MustParseAddr("127.0.0.1")
	for _, from := range []int{65535, 0, 80, 1023, -5, 70_000} {
		if got := NextFree(local, from); got < 1024 || got > 1024+maxTries {
			t.Errorf("the next free port after %d is %d", from, got)
		}
	}
	listenAt(t, "127.0.0.1", 65535)
	if got := NextFree(local, 65534); got < 1024 || got > 1024+maxTries {
		t.Errorf("after the last two ports, the next is %d", got)
	}
}

func TestTheSearchIsBounded(t *testing.T) {
	const port = 21_700
	for i := range maxTries {
		listenAt(t, "127.0.0.1", port+1+i)
	}
	if got := NextFree(netip.MustParseAddr("127.0.0.1"), port); got != 0 {
		t.Errorf("the port is %d, want none", got)
	}
}

func TestAnAddressOfAnotherMachineHasNoFreePort(t *testing.T) {
	if got := NextFree(netip.MustParseAddr("192.0.2.1"), 5555); got != 0 { // RFC 5737: reserved for documentation
		t.Errorf("the port is %d, want none", got)
	}
}
