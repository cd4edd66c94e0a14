package host_test

import (
	"errors"
	"net"
	"net/netip"
	"strings"
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// startFails checks that the host cannot be started, that it is off and has journalled nothing after that, and
// that it can be started with another configuration. It returns the error.
func startFails[E error](t *testing.T, c host.Config) E {
	t.Helper()
	h := newServer(t)
	if !c.Addr.IsValid() {
		c.Addr = hosttest.Localhost
	}
	err := h.Start(c)
	var wanted E
	if !errors.As(err, &wanted) {
		t.Fatalf("start: %v (%T), want a %T", err, err, wanted)
	}
	if h.Addr().IsValid() || len(h.Records()) != 0 {
		t.Errorf("after the failure it hosts on %s, and the journal has %d records", h.Addr(), len(h.Records()))
	}
	h.MustStart(host.Config{})
	h.Connect().Echo("hello")
	return wanted
}

func TestAPortThatAnotherProcessHoldsIsInUse(t *testing.T) {
	t.Parallel()
	taken := netip.MustParseAddrPort(startSubprocess(t, "holds a port").line())
	for _, addr := range []string{"127.0.0.1", "0.0.0.0"} {
		c := host.Config{Addr: netip.MustParseAddr(addr), Port: int(taken.Port())}
		if err := startFails[*host.PortInUseError](t, c); err.Port != c.Port {
			t.Errorf("port %d is said to be in use, not %d", err.Port, c.Port)
		}
	}
}

func TestAPortThatAnotherHostHoldsIsInUse(t *testing.T) {
	t.Parallel()
	port := int(open(t, host.Config{}).Addr().Port())
	if err := startFails[*host.PortInUseError](t, host.Config{Port: port}); err.Port != port {
		t.Errorf("port %d is said to be in use, not %d", err.Port, port)
	}
}

func TestAPortOutOfRangeIsAnError(t *testing.T) {
	t.Parallel()
	for _, port := range []int{-1, 65536, 1 << 40} {
		if err := startFails[*host.PortRangeError](t, host.Config{Port: port}); err.Port != port {
			t.Errorf("the error is about port %d, not %d", err.Port, port)
		}
	}
}

func TestAnAddressThatIsNotThisMachinesIsAnError(t *testing.T) {
	t.Parallel()
	for _, addr := range []netip.Addr{notHere(t), netip.MustParseAddr("::1"), netip.IPv6Unspecified()} {
		if err := startFails[*host.AddressError](t, host.Config{Addr: addr}); err.Addr != addr {
			t.Errorf("the error is about %s, not %s", err.Addr, addr)
		}
	}
}

// notHere is an address for documentation (RFC 5737) that this machine does not have.
func notHere(t *testing.T) netip.Addr {
	t.Helper()
	own, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, addr := range []string{"192.0.2.77", "198.51.100.77", "203.0.113.77"} {
		var taken bool
		for _, a := range own {
			taken = taken || strings.HasPrefix(a.String(), addr+"/")
		}
		if !taken {
			return netip.MustParseAddr(addr)
		}
	}
	t.Fatal("this machine has every address that is set aside for documentation")
	return netip.Addr{}
}

func TestAnIPv4AddressInIPv6FormIsAnIPv4Address(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Addr: netip.MustParseAddr("::ffff:127.0.0.1")})
	if a := h.Addr().Addr(); a != hosttest.Localhost {
		t.Errorf("hosting on %s", a)
	}
	h.Connect().Echo("hello")
}

func TestStartingTwiceIsAnErrorAndChangesNothing(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Limit: 7})
	g, addr, since := h.Connect(), h.Addr(), h.Since()
	if err := h.Start(host.Config{Addr: hosttest.Localhost, Limit: 1}); !errors.Is(err, host.ErrStarted) {
		t.Errorf("start: %v, want ErrStarted", err)
	}
	if h.Addr() != addr || h.Since() != since || h.Limit() != 7 || len(h.Events(journal.Hosting)) != 1 {
		t.Errorf("now on %s since %s for %d players", h.Addr(), h.Since(), h.Limit())
	}
	g.Echo("still in")
}
