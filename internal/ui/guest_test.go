package ui

import (
	"io"
	"net"
	"strconv"
	"testing"
	"time"

	"porchlight/internal/ui/uitest"
)

// guest is a client as beginners write it: it blocks, and no operation outlasts the test's patience.
type guest struct {
	*net.TCPConn
	t testing.TB
}

// guest connects and waits until the window shows one player more. The end of the test closes it.
func (p *person) guest() *guest {
	p.T.Helper()
	n := p.Host.PlayerCount()
	g := p.knock()
	p.WaitFor("a seat for the guest", func() bool { return p.Host.PlayerCount() == n+1 && len(p.players.Seats(n+2)) == n+1 })
	return g
}

// knock connects and does not wait for a seat.
func (p *person) knock() *guest {
	p.T.Helper()
	to := p.Host.Addr()
	conn, err := net.DialTimeout("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(int(to.Port()))), uitest.Patience)
	if err != nil {
		p.T.Fatal("connect:", err)
	}
	tcp, ok := conn.(*net.TCPConn)
	if !ok || tcp.SetDeadline(time.Now().Add(uitest.Patience)) != nil {
		p.T.Fatal("not a TCP connection")
	}
	p.T.Cleanup(func() { _ = tcp.Close() })
	return &guest{tcp, p.T}
}

func (g *guest) says(msg string) {
	g.t.Helper()
	if _, err := io.WriteString(g, msg); err != nil {
		g.t.Fatal("say:", err)
	}
}

// hears waits for so many bytes and checks them.
func (g *guest) hears(want string) {
	g.t.Helper()
	got := make([]byte, len(want))
	if n, err := io.ReadFull(g, got); err != nil {
		g.t.Fatalf("heard %d of %d bytes: %v", n, len(want), err)
	}
	if string(got) != want {
		g.t.Fatalf("heard %.80q, want %.80q", got, want)
	}
}

// echoes says something and waits for it to come back.
func (g *guest) echoes(msg string) {
	g.t.Helper()
	g.says(msg)
	g.hears(msg)
}

// hearsTheEnd reads until an orderly end of the stream.
func (g *guest) hearsTheEnd() {
	g.t.Helper()
	if rest, err := io.ReadAll(g); err != nil {
		g.t.Fatalf("after %d bytes more, no orderly end: %v", len(rest), err)
	}
}
