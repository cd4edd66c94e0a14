package terminal

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/session"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// nowhere is a computer without a network.
type nowhere struct{}

func (nowhere) Addresses() []lan.Address { return nil }
func (nowhere) Version() uint64          { return 0 }

// on returns the options with a session that hosts on a loopback port, and its journal.
func (o Options) on(t *testing.T, port int, changes ...func(*session.Options)) Options {
	t.Helper()
	o.Journal, o.Tell = journal.New(journal.Options{}), func(string) {}
	options := session.Options{
		Host: host.New(o.Journal), Journal: o.Journal, Networks: nowhere{}, Game: game.Echo(),
		Base: host.Config{Addr: localhost}, Flags: session.Flags{Port: &port},
	}
	for _, change := range changes {
		change(&options)
	}
	o.Session = session.New(options)
	t.Cleanup(o.Session.Close)
	return o
}

var localhost = netip.MustParseAddr("127.0.0.1")

// broken is an output whose reader has closed it.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestRunKeepsHostingWhenItsOutputFails(t *testing.T) {
	for _, j := range []bool{false, true} {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		err := Run(ctx, Options{JSON: j, Out: broken{}}.on(t, 0))
		ended := ctx.Err()
		cancel()
		if err != nil || ended == nil {
			t.Errorf("Run returns %v before the cancellation", err)
		}
	}
}

// stuck is an output that blocks until the channel is closed.
type stuck chan struct{}

func (s stuck) Write(b []byte) (int, error) {
	<-s
	return len(b), nil
}

func TestRunEndsWhileItsOutputBlocks(t *testing.T) {
	for _, j := range []bool{false, true} {
		out := make(stuck)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		ended := make(chan error, 1)
		go func() {
			ended <- Run(ctx, Options{JSON: j, Out: out}.on(t, 0))
		}()
		select {
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(30 * time.Second):
			t.Error("Run does not return")
		}
		close(out)
	}
}

func TestRunReturnsTheErrorOfStart(t *testing.T) {
	var out bytes.Buffer
	err := Run(t.Context(), Options{Out: &out}.on(t, -1))
	var outOfRange *host.PortRangeError
	if !errors.As(err, &outOfRange) || out.Len() > 0 {
		t.Errorf("Run returns %v and prints %q", err, out.String())
	}
}

func TestAFailedSelfTestIsPrinted(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"unreachable": {errors.New("no route"), "this computer cannot reach itself at 127.0.0.1:"},
		"shared port": {&host.SharedPortError{}, "another program takes what is sent to 127.0.0.1:"},
		"passed":      {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			var out bytes.Buffer
			o := Options{Out: &out}.on(t, 0, func(o *session.Options) {
				o.SelfTest = func(context.Context, netip.Addr) error { return c.err }
			})
			ended := make(chan error, 1)
			go func() { ended <- Run(ctx, o) }()
			hosttest.WaitFor(t, "the self-test", func() bool { return o.Session.Snapshot().Reach.Tested })
			hosttest.WaitFor(t, "trouble", func() bool { return c.want == "" || journalled(o.Journal, journal.Trouble) })
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
			if got := out.String(); c.want == "" && strings.Contains(got, "trouble") || !strings.Contains(got, c.want) {
				t.Errorf("the output is\n%s\nwant %q", got, c.want)
			}
		})
	}
}

// journalled reports whether there is a record of a kind.
func journalled(j *journal.Journal, kind journal.Kind) bool {
	var all [16]journal.Entry
	n := j.ReadEvents(0, all[:])
	return slices.ContainsFunc(all[:n], func(e journal.Entry) bool { return e.Kind == kind })
}

func TestTheAddressesArePrinted(t *testing.T) {
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
		printAddresses(&out, "Echo", addr, lan.Listening(addr.Addr(), c.networks))
		if out.String() != c.want {
			t.Errorf("%s: the output is\n%s\nwant\n%s", c.name, out.String(), c.want)
		}
	}
}
