package session

import (
	"context"
	"net"
	"net/netip"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/settings"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience bounds how long a test waits for a state.
const patience = 30 * time.Second

// fixture is a session under test, which hosts on a free port of 127.0.0.1.
type fixture struct {
	*Session
	t        *testing.T
	networks *networks
	clock    *clock
	path     string // of the settings
}

func newSession(t *testing.T, changes ...func(*Options)) *fixture {
	t.Helper()
	j := journal.New(journal.Options{Records: 1 << 12, Bytes: 1 << 20, Events: 1 << 10})
	f := &fixture{t: t, networks: &networks{}, clock: &clock{now: time.Now()}, path: filepath.Join(t.TempDir(), "settings.toml")}
	f.networks.set("127.0.0.1")
	store, err := settings.Open(f.path, func(err error) { t.Error("not stored:", err) })
	if err != nil {
		t.Fatal(err)
	}
	anyPort := 0
	o := Options{
		Host: host.New(j), Journal: j, Networks: f.networks, Preferences: store, Game: game.Echo(),
		Base:  host.Config{Addr: loopback, AccessList: &access.List{}},
		Flags: Flags{Port: &anyPort}, Now: f.clock.Now,
	}
	o.SelfTest = func(ctx context.Context, at netip.Addr) error {
		if !at.IsLoopback() {
			return nil // addresses that exist in the test only
		}
		return o.Host.SelfTest(ctx, at)
	}
	for _, change := range changes {
		change(&o)
	}
	f.Session = New(o)
	t.Cleanup(f.Close)
	return f
}

// onAllAddresses has the host listen on all addresses, so that every one of the networks counts.
func onAllAddresses(o *Options) { o.Base.Addr = netip.Addr{} }

func withPort(port int) func(*Options) { return func(o *Options) { o.Flags.Port = &port } }

func withPolicy(p access.Policy) func(*Options) {
	return func(o *Options) { o.Flags.Policy = func(access.Policy) access.Policy { return p } }
}

func withLimit(n int) func(*Options) { return func(o *Options) { o.Flags.Limit = &n } }

// rememberedPort has the port come from the settings.
func rememberedPort(o *Options) { o.Flags.Port = nil }

// mustStart hosts and waits until the self-test has passed.
func (f *fixture) mustStart() {
	f.t.Helper()
	if err := <-f.Start(); err != nil {
		f.t.Fatal(err)
	}
}

// await polls until a state is reached and returns the snapshot in which it is.
func (f *fixture) await(what string, reached func(*Snapshot) bool) *Snapshot {
	f.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		f.Poll()
		n := f.Snapshot()
		if reached(n) {
			return n
		}
		if time.Now().After(deadline) {
			f.t.Fatalf("waited in vain for %s; the snapshot is %+v", what, n)
		}
		time.Sleep(time.Millisecond)
	}
}

// awaitNotice waits for a notice of a kind.
func (f *fixture) awaitNotice(k NoticeKind) Notice {
	f.t.Helper()
	var found Notice
	f.await("a notice", func(n *Snapshot) bool {
		for _, m := range n.Notices {
			if m.Kind == k {
				found = m
			}
		}
		if n.Passing.Kind == k {
			found = n.Passing
		}
		return found.ID != 0
	})
	return found
}

// dial connects a client of this computer, whose reads and writes end after patience.
func (f *fixture) dial() net.Conn {
	f.t.Helper()
	conn, err := net.Dial("tcp4", f.Snapshot().Listening.String())
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		f.t.Fatal(err)
	}
	return conn
}

// send sends text.
func (f *fixture) send(conn net.Conn, text string) {
	f.t.Helper()
	if _, err := conn.Write([]byte(text)); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) awaitPlayers(n int) {
	f.t.Helper()
	f.await("the players", func(s *Snapshot) bool { return s.Players == n })
}

// occupied returns a port of 127.0.0.1 that a listener of the test holds.
func occupied(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().(*net.TCPAddr).Port
}

// networks are the addresses that a test sets.
type networks struct {
	mu      sync.Mutex
	list    []lan.Address
	version uint64
}

func (n *networks) set(addrs ...string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.list = nil
	for _, a := range addrs {
		n.list = append(n.list, lan.Address{IP: netip.MustParseAddr(a), Interface: "wlan0", Kind: lan.WiFi})
	}
	n.version++
}

func (n *networks) Addresses() []lan.Address {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.list
}

func (n *networks) Version() uint64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.version
}

// clock is a clock that moves only by advance.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
