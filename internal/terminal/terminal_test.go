package terminal

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/netip"
	"testing"
	"time"

	"go.uber.org/goleak"

	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// on gives the options a journal and a host that writes to it.
func (o Options) on(j *journal.Journal) Options {
	o.Journal, o.Host = j, host.New(j)
	return o
}

func none() []lan.Address { return nil }

var localhost = netip.MustParseAddr("127.0.0.1")

// broken is an output that nobody takes any more.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestRunHostsOnWhenNobodyTakesItsOutput(t *testing.T) {
	for _, j := range []bool{false, true} {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		err := Run(ctx, Options{Config: host.Config{Addr: localhost}, JSON: j, Out: broken{}, Addresses: none}.on(journal.New(journal.Options{})))
		ended := ctx.Err()
		cancel()
		if err != nil || ended == nil {
			t.Errorf("it ended with %v before it was told to", err)
		}
	}
}

// stuck is an output whose reader has stopped reading, until it is let go.
type stuck chan struct{}

func (s stuck) Write(b []byte) (int, error) {
	<-s
	return len(b), nil
}

func TestRunEndsThoughItsOutputIsStuck(t *testing.T) {
	for _, j := range []bool{false, true} {
		out := make(stuck)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		ended := make(chan error, 1)
		go func() {
			ended <- Run(ctx, Options{Config: host.Config{Addr: localhost}, JSON: j, Out: out, Addresses: none}.on(journal.New(journal.Options{})))
		}()
		select {
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(30 * time.Second):
			t.Error("it does not end")
		}
		close(out)
	}
}

func TestRunReturnsWhyItCouldNotHost(t *testing.T) {
	var out bytes.Buffer
	err := Run(t.Context(), Options{Config: host.Config{Port: -1}, Out: &out, Addresses: none}.on(journal.New(journal.Options{})))
	var outOfRange *host.PortRangeError
	if !errors.As(err, &outOfRange) || out.Len() > 0 {
		t.Errorf("it returned %v and printed %q", err, out.String())
	}
}

func TestTheGreetingSaysWhereFriendsConnect(t *testing.T) {
	wifi := lan.Address{IP: netip.MustParseAddr("192.168.1.23"), Interface: "wlan0", Kind: lan.WiFi}
	wire := lan.Address{IP: netip.MustParseAddr("10.0.0.7"), Interface: "eth0"}
	for _, c := range []struct {
		name, addr string
		networks   []lan.Address
		want       string
	}{
		{"all addresses", "0.0.0.0:5555", []lan.Address{wifi, wire}, `Hosting Echo. Friends connect to
  192.168.1.23:5555      Wi-Fi (wlan0)
  10.0.0.7:5555          Ethernet (eth0)
Press Ctrl+C to stop.
`},
		{"one of them", "10.0.0.7:5555", []lan.Address{wifi, wire}, `Hosting Echo. Friends connect to
  10.0.0.7:5555          Ethernet (eth0)
Press Ctrl+C to stop.
`},
		{"no network", "0.0.0.0:5555", nil, `Hosting Echo. This computer is not on a network. Only programs on this computer can join, at
  127.0.0.1:5555
Press Ctrl+C to stop.
`},
		{"this computer alone", "127.0.0.1:5555", []lan.Address{wifi}, `Hosting Echo. Only programs on this computer can join, at
  127.0.0.1:5555
Press Ctrl+C to stop.
`},
	} {
		addr := netip.MustParseAddrPort(c.addr)
		var out bytes.Buffer
		greet(&out, "Echo", addr, lan.Listening(addr.Addr(), c.networks))
		if out.String() != c.want {
			t.Errorf("%s: it printed\n%s\nwant\n%s", c.name, out.String(), c.want)
		}
	}
}
