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

// soExclusiveAddrUse is SO_EXCLUSIVEADDRUSE, which winsock2.h defines as ~SO_REUSEADDR.
const soExclusiveAddrUse = ^windows.SO_REUSEADDR

// beforeBind keeps other programs from binding the same port. Without it, Windows lets a second program
// share the port.
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

// Deadlines of reads that should not wait: on Windows, Go has no non-blocking read.
const (
	shortWait = time.Millisecond      // for data that is discarded
	restWait  = 20 * time.Millisecond // for data that must not be lost
)

// socketReader reads from a socket. On Windows it holds the memory while it waits.
type socketReader struct{ tcp *net.TCPConn }

func (s *socketReader) init(tcp *net.TCPConn) error {
	s.tcp = tcp
	return nil
}

// ReadInto implements [framing.Source].
func (s *socketReader) ReadInto(m *framing.ReadBuffer) (int, error) { return s.tcp.Read(m.Acquire()) }

// readNow reads data that has arrived, regardless of the deadline, and waits for at most restWait. It returns
// no bytes and no error if there is none.
func (s *socketReader) readNow(m *framing.ReadBuffer) (int, error) {
	_ = s.tcp.SetReadDeadline(time.Now().Add(restWait)) // fails only on a closed connection
	n, err := s.tcp.Read(m.Acquire())
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = nil
	}
	return n, err
}

// socketWriter writes nothing at once: on Windows, writes complete in the background, so all output goes
// through the queue.
type socketWriter struct{}

func (socketWriter) init(*net.TCPConn) error { return nil }

func (socketWriter) tryWrite([]byte) (int, error) { return 0, nil }

// discard discards received data and reports whether there was any. On Windows it waits for shortWait.
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
