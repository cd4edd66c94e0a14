package host

import (
	"net"
	"syscall"
	"time"

	"golang.org/x/sys/windows"

	"porchlight/internal/framing"
)

var (
	errAddrInUse    error = windows.WSAEADDRINUSE
	errAddrNotAvail error = windows.WSAEADDRNOTAVAIL
	errAccess       error = windows.WSAEACCES

	errFiles = []error{windows.WSAEMFILE} // this process may open no more sockets
)

// accessMeansReserved: Windows has no privileged ports, and answers 10013 for ports that it keeps,
// for Hyper-V mostly.
const accessMeansReserved = true

// soExclusiveAddrUse is SO_EXCLUSIVEADDRUSE, which winsock2.h defines as ~SO_REUSEADDR.
const soExclusiveAddrUse = ^windows.SO_REUSEADDR

// beforeBind keeps other programs from binding the same port: without it Windows lets a second
// program share the port silently.
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

// socketReader reads from a socket. On Windows it holds the memory while it waits.
type socketReader struct{ conn *net.TCPConn }

func (s *socketReader) init(conn *net.TCPConn) error {
	s.conn = conn
	return nil
}

// ReadInto implements [framing.Source].
func (s *socketReader) ReadInto(m *framing.ReadBuffer) (int, error) { return s.conn.Read(m.Acquire()) }

// socketWriter takes nothing at once on Windows, whose sockets complete in the background: all goes
// through the outbox's queue.
type socketWriter struct{}

func (socketWriter) init(*net.TCPConn) error { return nil }

func (socketWriter) tryWrite([]byte) (int, error) { return 0, nil }

// discard reads what has arrived, within reason, and tells whether anything had; on Windows that
// takes waiting for a moment.
func discard(conn *net.TCPConn) (some bool) {
	var buf [4096]byte
	_ = conn.SetReadDeadline(time.Now().Add(time.Millisecond)) // fails only on a closed connection
	for range 256 {
		if _, err := conn.Read(buf[:]); err != nil {
			break
		}
		some = true
	}
	return some
}
