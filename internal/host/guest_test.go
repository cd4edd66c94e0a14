package host_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"testing"
	"time"
)

// guest is a client as beginners write it: it blocks, and no operation outlasts the test's patience.
type guest struct {
	*net.TCPConn
	t testing.TB
}

// guest connects, and returns once it has a seat. The end of the test closes it.
func (h *house) guest() *guest {
	h.t.Helper()
	g := h.knock()
	g.hasSeat(h)
	return g
}

// knock connects and does not wait for a seat.
func (h *house) knock() *guest {
	h.t.Helper()
	conn, err := dial(h.Addr())
	if err != nil {
		h.t.Fatal("connect:", err)
	}
	h.t.Cleanup(func() { _ = conn.Close() })
	return &guest{conn, h.t}
}

func dial(to netip.AddrPort) (*net.TCPConn, error) {
	conn, err := net.DialTimeout("tcp4", to.String(), patience)
	if err != nil {
		return nil, err
	}
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		return nil, errors.New("not a TCP connection")
	}
	return tcp, tcp.SetDeadline(time.Now().Add(patience))
}

// smallBuffer is what the kernel may hold of what is sent to a guest on either side, in bytes.
const smallBuffer = 32 << 10

// fillsUpSoon has the kernel take no more than a little of what is sent to the guest on a seat and that it
// does not read, so that the rest soon waits in the host.
func (h *house) fillsUpSoon(g *guest, seat int) {
	h.t.Helper()
	if err := errors.Join(h.SetSendBuffer(seat, smallBuffer), g.SetReadBuffer(smallBuffer)); err != nil {
		h.t.Fatal(err)
	}
}

// hasSeat waits for the guest's seat and returns it.
func (g *guest) hasSeat(h *house) int {
	g.t.Helper()
	seat := -1
	waitFor(g.t, "a seat", func() bool {
		p, in := h.player(g.addr())
		if in {
			seat = p.Seat
		}
		return in
	})
	return seat
}

// addr is the guest's own address, by which the host knows it.
func (g *guest) addr() netip.AddrPort {
	a, ok := g.LocalAddr().(*net.TCPAddr)
	if !ok {
		g.t.Fatal("no TCP address")
	}
	return a.AddrPort()
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
		g.t.Fatalf("heard %q, want %q", shortened(got), shortened([]byte(want)))
	}
}

// echoes checks that a message comes back.
func (g *guest) echoes(msg string) {
	g.t.Helper()
	g.says(msg)
	g.hears(msg)
}

// hearsTheEnd reads until an orderly end of the stream and returns what came before it.
func (g *guest) hearsTheEnd() []byte {
	g.t.Helper()
	rest, err := io.ReadAll(g)
	if err != nil {
		g.t.Fatalf("after %d bytes more, no orderly end: %v", len(rest), err)
	}
	return rest
}

// resets ends the connection as a program that crashed does, without goodbye.
func (g *guest) resets() {
	g.t.Helper()
	if err := errors.Join(g.SetLinger(0), g.Close()); err != nil {
		g.t.Fatal("reset:", err)
	}
}

// lockstep sends a message and waits for the whole of its echo. Any goroutine may call it; reply is
// space as long as the message.
func lockstep(conn net.Conn, msg, reply []byte) error {
	if _, err := conn.Write(msg); err != nil {
		return err
	}
	if n, err := io.ReadFull(conn, reply); err != nil {
		return fmt.Errorf("%d of %d bytes: %w", n, len(msg), err)
	}
	if !bytes.Equal(msg, reply) {
		return fmt.Errorf("said %q, heard %q", shortened(msg), shortened(reply))
	}
	return nil
}

func shortened(b []byte) []byte { return b[:min(len(b), 80)] }

// knockFrom is knock from another of this machine's addresses.
func (h *house) knockFrom(a netip.Addr) *guest {
	h.t.Helper()
	return guestOf(h.t, a, h.Addr())
}

// guestOf connects from an address of this machine. The end of the test closes the connection.
func guestOf(t testing.TB, from netip.Addr, to netip.AddrPort) *guest {
	t.Helper()
	conn, err := net.DialTCP("tcp4", net.TCPAddrFromAddrPort(netip.AddrPortFrom(from, 0)), net.TCPAddrFromAddrPort(to))
	if err == nil {
		err = conn.SetDeadline(time.Now().Add(patience))
	}
	if err != nil {
		t.Fatal("connect:", err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return &guest{conn, t}
}
