package host

import (
	"errors"
	"fmt"
	"net/netip"

	"porchlight/internal/conn"
	"porchlight/internal/ports"
)

// PortInUseError is returned by Start when another program, or another Porchlight, listens on the port
// already.
type PortInUseError struct {
	Port  int
	Owner ports.Program // set by FindPortOwner
	Free  int           // a port that was free just now; 0: none is known
}

func (e *PortInUseError) Error() string { return fmt.Sprintf("port %d is in use", e.Port) }

// PortNotAllowedError is returned by Start when this account may not listen on the port, as with
// ports below 1024 on most systems.
type PortNotAllowedError struct {
	Port int
	Free int // as in PortInUseError
}

func (e *PortNotAllowedError) Error() string {
	return fmt.Sprintf("no right to listen on port %d", e.Port)
}

// PortReservedError is returned by Start when the system reserves the port, as Windows reserves ranges for
// Hyper-V.
type PortReservedError struct {
	Port int
	Free int // as in PortInUseError
}

func (e *PortReservedError) Error() string {
	return fmt.Sprintf("port %d is reserved by the system", e.Port)
}

// PortRangeError is returned by Start for a port outside 0..65535. Its text says 1..65535: 0 means any free
// port.
type PortRangeError struct{ Port int }

func (e *PortRangeError) Error() string { return fmt.Sprintf("port %d is not in 1..65535", e.Port) }

// AddressError is returned by Start for an address to listen on that is not an IPv4 address of this
// machine.
type AddressError struct{ Addr netip.Addr }

func (e *AddressError) Error() string {
	return fmt.Sprintf("%s is not an IPv4 address of this machine", e.Addr)
}

// ReadBufferError is returned by Start for a read buffer that is not within 1..MaxReadBuffer bytes.
type ReadBufferError struct{ Bytes int }

func (e *ReadBufferError) Error() string {
	return fmt.Sprintf("a read buffer of %d bytes is not in 1..%d", e.Bytes, MaxReadBuffer)
}

// ListenError is returned by Start for every other error of listening.
type ListenError struct {
	Addr netip.AddrPort
	Err  error
}

func (e *ListenError) Error() string { return fmt.Sprintf("listen on %s: %v", e.Addr, e.Err) }
func (e *ListenError) Unwrap() error { return e.Err }

// ErrStarted is returned by Start when the host is on already.
var ErrStarted = errors.New("the host is on already")

// ErrNoServer is returned by Start where the game's rule is forward and Config.Dial is nil.
var ErrNoServer = errors.New("the game needs a server to connect to")

// listenError returns the error of Start for an error of listening on addr.
func listenError(err error, addr netip.AddrPort) error {
	port := int(addr.Port())
	switch conn.ListenFailureOf(err, port) {
	case conn.ListenInUse:
		return &PortInUseError{Port: port, Free: ports.NextFree(addr.Addr(), port)}
	case conn.ListenNotAvailable:
		return &AddressError{addr.Addr()}
	case conn.ListenReserved:
		return &PortReservedError{port, ports.NextFree(addr.Addr(), port)}
	case conn.ListenNotAllowed:
		// Every account may listen on DefaultPort and above.
		return &PortNotAllowedError{port, ports.NextFree(addr.Addr(), max(port, DefaultPort-1))}
	case conn.ListenOther:
	}
	return &ListenError{addr, err}
}
