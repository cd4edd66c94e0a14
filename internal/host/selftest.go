package host

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"

	"porchlight/internal/access"
	"porchlight/internal/conn"
)

// selfTestTimeout bounds each half of a self-test: connecting, and being accepted.
const selfTestTimeout = 2 * time.Second

// ErrOff is returned by SelfTest while the host is off.
var ErrOff = errors.New("the host is off")

var errNotOwn = errors.New("it is no address of this machine")

// UnreachableError is returned by SelfTest when this machine cannot connect to its own address.
type UnreachableError struct {
	Addr netip.AddrPort
	Err  error
}

func (e *UnreachableError) Error() string { return fmt.Sprintf("cannot reach %s: %v", e.Addr, e.Err) }
func (e *UnreachableError) Unwrap() error { return e.Err }

// SharedPortError is returned by SelfTest when another program accepted the connection: some systems let
// a second program listen on the same port.
type SharedPortError struct{ Addr netip.AddrPort }

func (e *SharedPortError) Error() string {
	return fmt.Sprintf("another program answers at %s", e.Addr)
}

// selfTest is a self-test in progress. Its connection is recognised by its pair of addresses and ports.
type selfTest struct {
	to       netip.AddrPort
	from     netip.AddrPort // valid once it is connected
	arrived  chan struct{}  // closed once it was accepted
	timeout  time.Duration  // of each half
	accepted bool
}

// selfTestSlot holds the self-test of a run. A connection may be accepted before the dialling side knows its
// own port. Until then, connections that may be the self-test's are set aside, so that accept does not wait,
// and then handled in the order of their arrival.
type selfTestSlot struct {
	mu       sync.Mutex
	test     *selfTest // nil: none
	setAside []*net.TCPConn
}

// SelfTest connects to one of this machine's addresses through its network stack. It returns nil if this host
// accepted the connection, which takes no seat and is not journalled. It takes milliseconds, and 4 seconds at
// most, after self-tests that other goroutines began earlier. The other results are ErrOff, also if the host
// stops meanwhile, *[UnreachableError], *[SharedPortError], and the error of ctx once ctx has ended.
func (h *Host) SelfTest(ctx context.Context, at netip.Addr) error {
	select {
	case h.selfTesting <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-h.selfTesting }()
	result := make(chan error, 1)
	h.mu.Lock()
	r := h.run
	if r.listener == nil || r.stopping {
		h.mu.Unlock()
		return ErrOff
	}
	r.group.Go(func() { result <- r.testAddr(ctx, at) })
	h.mu.Unlock()
	return <-result
}

// testAddr is SelfTest in a goroutine of the run's group.
func (r *run) testAddr(ctx context.Context, at netip.Addr) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r.group.Go(func() {
		select {
		case <-r.quit:
			cancel()
		case <-ctx.Done():
		}
	})
	t := &selfTest{
		to:      netip.AddrPortFrom(at.Unmap(), r.addr.Port()),
		arrived: make(chan struct{}),
		timeout: r.host.timing.selfTest,
	}
	if !isOwn(t.to.Addr()) { // another machine may have it now
		return &UnreachableError{t.to, errNotOwn}
	}
	err := r.connectTo(ctx, t)
	select {
	case <-r.quit:
		return ErrOff
	default:
	}
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// connectTo connects and waits until the connection is accepted.
func (r *run) connectTo(ctx context.Context, t *selfTest) error {
	r.selfTest.begin(t)
	defer r.selfTest.end(r)
	dialer := net.Dialer{Timeout: t.timeout}
	tcp, err := dialer.DialContext(ctx, "tcp4", t.to.String())
	if err != nil {
		return &UnreachableError{t.to, err}
	}
	defer func() { _ = tcp.Close() }() // nothing was sent
	r.selfTest.connected(r, conn.AddrPort(tcp.LocalAddr()))
	timer := time.NewTimer(t.timeout)
	defer timer.Stop()
	select {
	case <-t.arrived:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return &SharedPortError{t.to}
	}
}

func (s *selfTestSlot) begin(t *selfTest) {
	s.mu.Lock()
	s.test = t
	s.mu.Unlock()
}

// connected sets the address by which the self-test's connection is recognised, and handles the connections
// that were set aside.
func (s *selfTestSlot) connected(r *run, from netip.AddrPort) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.test.from = from
	s.handleSetAside(r)
}

// end ends the self-test and handles the connections that were set aside. If the self-test failed to connect,
// none of them is its own.
func (s *selfTestSlot) end(r *run) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handleSetAside(r)
	s.test = nil
}

// intercept reports whether an accepted connection from this machine is or may be the self-test's. It completes
// the self-test with its connection, and sets a possible one aside; the caller admits every other connection.
func (s *selfTestSlot) intercept(tcp *net.TCPConn, from, to netip.AddrPort) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.test == nil || s.test.accepted || to != s.test.to:
		return false
	case !s.test.from.IsValid():
		s.setAside = append(s.setAside, tcp)
		return true
	case from != s.test.from:
		return false
	}
	s.accept(tcp)
	return true
}

// handleSetAside handles the connections that were set aside: the self-test's own completes the self-test, all
// others are admitted or rejected. s.mu is held.
func (s *selfTestSlot) handleSetAside(r *run) {
	for _, tcp := range s.setAside {
		if !s.test.accepted && conn.AddrPort(tcp.RemoteAddr()) == s.test.from {
			s.accept(tcp)
			continue
		}
		r.admitOrReject(tcp, access.Local)
	}
	s.setAside = nil
}

// accept completes the self-test with its connection. s.mu is held.
func (s *selfTestSlot) accept(tcp *net.TCPConn) {
	s.test.accepted = true
	close(s.test.arrived)
	_ = tcp.Close() // it only had to be accepted
}
