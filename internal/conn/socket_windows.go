package conn

import (
	"errors"
	"net"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/windows"

	"porchlight/internal/framing"
)

var (
	errAddrInUse    error = windows.WSAEADDRINUSE
	errAddrNotAvail error = windows.WSAEADDRNOTAVAIL
	errAccess       error = windows.WSAEACCES

	errTooManyFiles = []error{windows.WSAEMFILE} // this process may open no more sockets
)

// accessMeansReserved: Windows has no privileged ports, and answers 10013 for ports that it keeps, for
// Hyper-V mostly.
const accessMeansReserved = true

// soExclusiveAddrUse is SO_EXCLUSIVEADDRUSE, which winsock2.h defines as ~SO_REUSEADDR.
const soExclusiveAddrUse = ^windows.SO_REUSEADDR

// beforeBind keeps other programs from binding the same port: without it Windows lets a second program
// share the port silently.
func beforeBind(_, _ string, c syscall.RawConn) error {
	var failed error
	err := c.Control(func(fd uintptr) {
		failed = windows.SetsockoptInt(windows.Handle(fd), windows.SOL_SOCKET, soExclusiveAddrUse, 1)
	})
	if err != nil {
		return err
	}
	return failed
}

// How long a read waits on Windows, where Go has no read that does not wait.
const (
	shortWait = time.Millisecond      // for what may be discarded
	restWait  = 20 * time.Millisecond // for what must not be lost
)

// socketReader reads from a socket. On Windows it holds the memory while it waits.
type socketReader struct{ tcp *net.TCPConn }

func (s *socketReader) init(tcp *net.TCPConn) error {
	s.tcp = tcp
	return nil
}

// ReadInto implements [framing.Source].
func (s *socketReader) ReadInto(m *framing.ReadBuffer) (int, error) { return s.tcp.Read(m.Acquire()) }

// readNow reads what has arrived, whatever the deadline, and returns no bytes and no error where nothing
// has.
func (s *socketReader) readNow(m *framing.ReadBuffer) (int, error) {
	_ = s.tcp.SetReadDeadline(time.Now().Add(restWait)) // fails only on a closed connection
	n, err := s.tcp.Read(m.Acquire())
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = nil
	}
	return n, err
}

// socketWriter takes nothing at once on Windows, whose sockets complete in the background: everything goes
// through the queue.
type socketWriter struct{}

func (socketWriter) init(*net.TCPConn) error { return nil }

func (socketWriter) tryWrite([]byte) (int, error) { return 0, nil }

// maxDiscards is how many reads discard makes at most.
const maxDiscards = 256

// discard reads what has arrived, within bounds, and reports whether anything had. On Windows that takes
// waiting for a moment.
func discard(tcp *net.TCPConn) (found bool) {
	var buf [4096]byte
	_ = tcp.SetReadDeadline(time.Now().Add(shortWait)) // fails only on a closed connection
	for range maxDiscards {
		if _, err := tcp.Read(buf[:]); err != nil {
			break
		}
		found = true
	}
	return found
}
