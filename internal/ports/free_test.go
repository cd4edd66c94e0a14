package ports

import (
	"net"
	"net/netip"
	"strconv"
	"testing"
)

// atPort listens on a port of an address until the test ends, or skips the test where that port is
// another's.
func atPort(t *testing.T, addr string, port int) {
	t.Helper()
	l, err := net.Listen("tcp4", net.JoinHostPort(addr, strconv.Itoa(port)))
	if err != nil {
		t.Skip("a port of this test is another program's: ", err)
	}
	t.Cleanup(func() { _ = l.Close() })
}

// listenable checks that one can listen on a port of an address.
func listenable(t *testing.T, addr string, port int) {
	t.Helper()
	l, err := net.Listen("tcp4", net.JoinHostPort(addr, strconv.Itoa(port)))
	if err != nil {
		t.Errorf("the port %d is called free: %v", port, err)
		return
	}
	_ = l.Close()
}

func TestTheNextFreePortIsAboveAndCanBeListenedOn(t *testing.T) {
	for _, addr := range []string{"127.0.0.1", "127.0.0.9", "0.0.0.0"} {
		port := listens(t, addr+":0")
		got := NextFree(netip.MustParseAddr(addr), port)
		if got == port || got == 0 || got > port+reach {
			t.Errorf("after %d comes %d", port, got)
		}
		listenable(t, addr, got)
	}
	if got := NextFree(netip.Addr{}, 5555); got <= 5555 {
		t.Errorf("after 5555 on all addresses comes %d", got)
	}
}

func TestATakenPortIsPassedOver(t *testing.T) {
	const port = 21_550
	for _, where := range []struct{ taken, wanted string }{
		{"127.0.0.1", "127.0.0.1"},
		{"0.0.0.0", "127.0.0.1"},
		{"127.0.0.1", "0.0.0.0"},
		{"127.0.0.1", "127.0.0.9"}, // free as it is, a friend on this computer would reach the other program
	} {
		t.Run(where.taken+" "+where.wanted, func(t *testing.T) {
			atPort(t, where.taken, port+1)
			atPort(t, where.taken, port+2)
			if got := NextFree(netip.MustParseAddr(where.wanted), port); got != port+3 {
				t.Errorf("after %d, with two taken, comes %d", port, got)
			}
		})
	}
}

func TestTheSearchGoesOnAtOrdinaryPortsAfterTheHighest(t *testing.T) {
	local := netip.MustParseAddr("127.0.0.1")
	for _, from := range []int{65535, 0, 80, 1023, -5, 70_000} {
		if got := NextFree(local, from); got < 1024 || got > 1024+reach {
			t.Errorf("after %d comes %d", from, got)
		}
	}
	atPort(t, "127.0.0.1", 65535)
	if got := NextFree(local, 65534); got < 1024 || got > 1024+reach {
		t.Errorf("after the last two comes %d", got)
	}
}

func TestWithoutAFreePortInReachThereIsNone(t *testing.T) {
	const port = 21_700
	for i := range reach {
		atPort(t, "127.0.0.1", port+1+i)
	}
	if got := NextFree(netip.MustParseAddr("127.0.0.1"), port); got != 0 {
		t.Errorf("it gives %d", got)
	}
}

func TestAnAddressThatIsNotOfThisMachineHasNoFreePort(t *testing.T) {
	if got := NextFree(netip.MustParseAddr("192.0.2.1"), 5555); got != 0 { // RFC 5737: nobody's
		t.Errorf("it gives %d", got)
	}
}
