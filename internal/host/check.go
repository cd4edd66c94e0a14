package host

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"time"
)

// selfTestTimeout bounds each half of a check: to connect, and to arrive.
const selfTestTimeout = 2 * time.Second

// ErrOff is returned by Check while the host is off.
var ErrOff = errors.New("the host is off")

var errNotOurs = errors.New("it is no address of this machine")

// UnreachableError is returned by Check when this machine cannot connect to its own address.
type UnreachableError struct {
	Addr netip.AddrPort
	Err  error
}

func (e *UnreachableError) Error() string { return fmt.Sprintf("cannot reach %s: %v", e.Addr, e.Err) }
func (e *UnreachableError) Unwrap() error { return e.Err }

// SharedPortError is returned by Check when something else answered at the address: some systems let
// a second program listen on the same port.
type SharedPortError struct{ Addr netip.AddrPort }

func (e *SharedPortError) Error() string {
	return fmt.Sprintf("another program answers at %s", e.Addr)
}

// selfTest is a connection to oneself under way.
type selfTest struct {
	to      netip.AddrPort
	from    netip.AddrPort // where it comes from; zero: it failed. Valid once dialled is closed
	dialled chan struct{}
	arrived chan struct{}
	limit   time.Duration // of each half
}

// SelfTest connects to one of this machine's addresses through its network stack and returns nil when
// that very connection arrived here, told by its pair of addresses and ports. It takes milliseconds,
// and 4 seconds at most. Nobody sees it: it takes no seat and is not in the journal.
func (h *Host) SelfTest(ctx context.Context, at netip.Addr) error {
	h.selfTesting.Lock()
	defer h.selfTesting.Unlock()
	h.mu.Lock()
	if h.listener == nil || h.stopping {
		h.mu.Unlock()
		return ErrOff
	}
	port, quit := addrOf(h.listener.Addr()).Port(), h.quit
	h.mu.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-quit:
			cancel()
		case <-ctx.Done():
		}
	}()
	c := &selfTest{
		to:      netip.AddrPortFrom(at.Unmap(), port),
		dialled: make(chan struct{}),
		arrived: make(chan struct{}),
		limit:   h.timing.selfTest,
	}
	if !isOwn(c.to.Addr()) { // it went meanwhile, and somebody else may have it now
		return &UnreachableError{c.to, errNotOurs}
	}
	h.selfTest.Store(c)
	defer h.selfTest.Store(nil)
	err := c.run(ctx)
	select {
	case <-quit:
		return ErrOff // stopped meanwhile
	default:
	}
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// run connects and waits for the connection to arrive.
func (c *selfTest) run(ctx context.Context) error {
	dialer := net.Dialer{Timeout: c.limit}
	conn, err := dialer.DialContext(ctx, "tcp4", c.to.String())
	if err != nil {
		close(c.dialled)
		return &UnreachableError{c.to, err}
	}
	defer func() { _ = conn.Close() }() // it has served its purpose
	c.from = addrOf(conn.LocalAddr())
	close(c.dialled)
	late := time.NewTimer(c.limit)
	defer late.Stop()
	select {
	case <-c.arrived:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-late.C:
		return &SharedPortError{c.to}
	}
}

// handleConn lets a connection in that was accepted, unless it is the check's.
func (h *Host) handleConn(conn *net.TCPConn) {
	from := h.own.originOf(addrOf(conn.RemoteAddr()).Addr(), addrOf(conn.LocalAddr()).Addr(), time.Now())
	c := h.selfTest.Load()
	if c == nil || from != originLocal || addrOf(conn.LocalAddr()) != c.to {
		h.admitConn(conn, from)
		return
	}
	// It may have arrived before the dialling side knows its own port. That takes a moment, for which
	// those behind it wait too, so that they keep their order.
	<-c.dialled
	if addrOf(conn.RemoteAddr()) != c.from || !h.selfTest.CompareAndSwap(c, nil) {
		h.admitConn(conn, from)
		return
	}
	close(c.arrived)
	_ = conn.Close() // it was only to arrive
}
