package host_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// behind is a server behind a host, as its author would write it. The test is its accept loop.
type behind struct {
	*server
	listener *net.TCPListener
}

// openForward hosts a game with a server behind.
func openForward(t testing.TB, change func(*host.Config)) *behind {
	t.Helper()
	l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	g := game.Echo()
	g.Rule, g.Players = game.RuleForward, 0
	c := host.Config{Game: g, RateLimit: defaultRateLimit(), Dial: func(ctx context.Context, _, _ netip.AddrPort) (*net.TCPConn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp4", l.Addr().String())
		if err != nil {
			return nil, err
		}
		return conn.(*net.TCPConn), nil
	}}
	if change != nil {
		change(&c)
	}
	return &behind{open(t, c), l}
}

// pair connects a player and returns both ends: the player's, and the server's.
func (b *behind) pair() (player, server *hosttest.Client) {
	b.T.Helper()
	player = b.Connect()
	return player, b.accept()
}

// accept returns the server's end of the next player's connection.
func (b *behind) accept() *hosttest.Client {
	b.T.Helper()
	err := b.listener.SetDeadline(time.Now().Add(hosttest.Timeout))
	tcp, failed := b.listener.AcceptTCP()
	if err = errors.Join(err, failed); err != nil {
		b.T.Fatal("the server behind gets no connection:", err)
	}
	b.T.Cleanup(func() { _ = tcp.Close() })
	if err := tcp.SetDeadline(time.Now().Add(hosttest.Timeout)); err != nil {
		b.T.Fatal(err)
	}
	return &hosttest.Client{TCPConn: tcp, T: b.T}
}

func TestBothSidesOfAServerBehindSpeakUnasked(t *testing.T) {
	t.Parallel()
	b := openForward(t, nil)
	player, server := b.pair()
	server.Send("welcome")
	player.Receive("welcome")
	player.Send("move")
	server.Receive("move")
	server.Send("a")
	server.Send("b")
	player.Receive("ab")
	player.Send("\x00\xff")
	server.Receive("\x00\xff")
}

func TestTheJournalShowsBothDirectionsInTheGamesFraming(t *testing.T) {
	t.Parallel()
	b := openForward(t, func(c *host.Config) { c.Game.In = mustFraming(t, "line"); c.Game.Out = mustFraming(t, "u16be") })
	player, server := b.pair()
	player.Send("one\ntwo\nthr")
	server.Receive("one\ntwo\nthr")
	player.Send("ee\n")
	server.Receive("ee\n")
	server.Send("\x00\x02hi\x00\x00\x00\x01!")
	player.Receive("\x00\x02hi\x00\x00\x00\x01!")
	said := func() (all []string) {
		for _, e := range b.Records() {
			switch e.Kind {
			case journal.ToServer:
				all = append(all, "> "+string(e.In))
			case journal.FromServer:
				all = append(all, "< "+string(e.Out))
			}
		}
		return all
	}
	want := []string{"> one", "> two", "> three", "< hi", "< ", "< !"}
	hosttest.WaitFor(t, "the journal", func() bool { return len(said()) == len(want) })
	if got := said(); !slices.Equal(got, want) {
		t.Errorf("the journal has %q, want %q", got, want)
	}
}

func TestBytesThatDoNotFollowTheFramingPassUnchanged(t *testing.T) {
	t.Parallel()
	b := openForward(t, func(c *host.Config) { c.Game.In = mustFraming(t, "u32be"); c.Game.Largest = 100 })
	player, server := b.pair()
	player.Send("\xff\xff\xff\xff no message")
	server.Receive("\xff\xff\xff\xff no message")
	player.Send("still here")
	server.Receive("still here")
}

// Everything in each direction is compared by its hash, and cut at random into writes.
func TestStreamsPassUnchangedInBothDirectionsAtOnce(t *testing.T) {
	t.Parallel()
	b := openForward(t, func(c *host.Config) { c.RateLimit = host.RateLimit{} })
	player, server := b.pair()
	const size = 16 << 20
	send := func(to *hosttest.Client, seed uint64, sum chan<- [32]byte) {
		r := rand.New(rand.NewPCG(seed, seed))
		hash, buf := sha256.New(), make([]byte, 200_000)
		for left := size; left > 0; {
			part := buf[:min(1+r.IntN(len(buf)), left)]
			for i := range part {
				part[i] = byte(r.Uint32())
			}
			hash.Write(part)
			if _, err := to.Write(part); err != nil {
				break
			}
			left -= len(part)
		}
		_ = to.CloseWrite()
		sum <- [32]byte(hash.Sum(nil))
	}
	receive := func(from *hosttest.Client, sum chan<- [32]byte) {
		hash := sha256.New()
		_, _ = io.Copy(hash, from.TCPConn)
		sum <- [32]byte(hash.Sum(nil))
	}
	var sums [4]chan [32]byte
	for i := range sums {
		sums[i] = make(chan [32]byte, 1)
	}
	go send(player, 1, sums[0])
	go receive(server, sums[1])
	go send(server, 2, sums[2])
	go receive(player, sums[3])
	if <-sums[0] != <-sums[1] {
		t.Error("the server received something else than the player sent")
	}
	if <-sums[2] != <-sums[3] {
		t.Error("the player received something else than the server sent")
	}
}

func TestASlowPlayerBehindSlowsNobodyElse(t *testing.T) {
	t.Parallel()
	b := openForward(t, nil)
	slow, itsServer := b.pair()
	good, goodServer := b.pair()
	go func() { _, _ = io.Copy(itsServer.TCPConn, bytes.NewReader(make([]byte, 64<<20))) }()
	hosttest.WaitFor(t, "the slow player's connection to be full", func() bool {
		p := b.WaitPlayer(slow)
		return p.BytesOut > 1<<20
	})
	for range 200 {
		good.Send("ping")
		goodServer.Receive("ping")
		goodServer.Send("pong")
		good.Receive("pong")
	}
	if n, err := io.CopyN(io.Discard, slow.TCPConn, 64<<20); err != nil {
		t.Errorf("the slow player then received %d bytes: %v", n, err)
	}
}

func TestAPlayerWaitsForAServerThatStarts(t *testing.T) {
	t.Parallel()
	refused := make(chan struct{})
	l := openForward(t, func(c *host.Config) {
		dial, tries := c.Dial, 0
		c.Dial = func(ctx context.Context, player, local netip.AddrPort) (*net.TCPConn, error) {
			if tries++; tries < 3 {
				return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
			}
			close(refused)
			return dial(ctx, player, local)
		}
	})
	player := l.Connect()
	player.Send("early")
	<-refused
	l.accept().Receive("early")
}

func TestWithoutItsServerAPlayerIsToldGoodbyeAndTheReasonOnce(t *testing.T) {
	t.Parallel()
	b := openForward(t, nil)
	_ = b.listener.Close()
	player, other := b.Connect(), b.Connect()
	player.ReceiveEnd()
	other.ReceiveEnd()
	e := b.MustLeave(player, journal.NoServer)
	b.MustLeave(other, journal.NoServer)
	if !strings.Contains(e.Detail, "refused") {
		t.Errorf("the detail is %q", e.Detail)
	}
	if trouble := b.Events(journal.Trouble); len(trouble) != 1 || trouble[0].Reason != journal.NoServer {
		t.Errorf("the trouble is %+v", trouble)
	}
}

func TestAForwardedMessageAllocatesNothing(t *testing.T) {
	for _, name := range []string{"raw", "line"} {
		b := openForward(t, func(c *host.Config) { c.Game.In, c.Game.Out = mustFraming(t, name), mustFraming(t, name) })
		player, server := b.pair()
		go func() {
			_, _ = io.CopyBuffer(struct{ io.Writer }{server.TCPConn}, struct{ io.Reader }{server.TCPConn}, make([]byte, 2048))
		}()
		msg := []byte("a line of thirty-two bytes, here\n")
		reply := make([]byte, len(msg))
		allocations := testing.AllocsPerRun(2000, func() {
			if err := hosttest.Lockstep(player.TCPConn, msg, reply); err != nil {
				t.Fatal(err)
			}
		})
		if allocations > poolDrops {
			t.Errorf("%v allocations for a message in the framing %s", allocations, name)
		}
	}
}

// mustFraming parses a framing's name.
func mustFraming(t testing.TB, name string) framing.Framing {
	t.Helper()
	f, err := framing.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
