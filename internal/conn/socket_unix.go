//go:build unix

package conn

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"

	"porchlight/internal/framing"
)

// socketReader reads from a socket into memory that it acquires only when the socket may be readable. One
// goroutine at a time may use it.
type socketReader struct {
	raw      syscall.RawConn
	readFunc func(fd uintptr) bool // read, bound once, so that a call does not allocate
	memory   *framing.ReadBuffer   // in: the buffer
	n        int                   // out: bytes read
	err      error
}

func (s *socketReader) init(tcp *net.TCPConn) (err error) {
	s.raw, err = tcp.SyscallConn()
	s.readFunc = s.read
	return err
}

// ReadInto implements [framing.Source].
func (s *socketReader) ReadInto(m *framing.ReadBuffer) (int, error) {
	s.memory, s.n, s.err = m, 0, nil
	if err := s.raw.Read(s.readFunc); err != nil {
		return 0, err
	}
	return s.n, s.err
}

// readNow reads data that has arrived, regardless of the deadline. It returns no bytes and no error if there
// is none.
func (s *socketReader) readNow(m *framing.ReadBuffer) (int, error) {
	s.memory, s.n, s.err = m, 0, nil
	if err := s.raw.Control(func(fd uintptr) { s.read(fd) }); err != nil {
		return 0, err
	}
	return s.n, s.err
}

func (s *socketReader) read(fd uintptr) (done bool) {
	for {
		n, err := syscall.Read(int(fd), s.memory.Acquire())
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.EAGAIN):
			s.memory.Release()
			return false
		case err != nil:
			s.err = os.NewSyscallError("read", err)
		case n == 0:
			s.err = io.EOF
		default:
			s.n = n
		}
		return true
	}
}

// socketWriter writes to a socket without waiting.
type socketWriter struct {
	raw       syscall.RawConn
	writeFunc func(fd uintptr) bool // write, bound once, so that a call does not allocate
	b         []byte                // in: the data
	n         int                   // out: bytes written
	err       error
}

func (w *socketWriter) init(tcp *net.TCPConn) (err error) {
	w.raw, err = tcp.SyscallConn()
	w.writeFunc = w.write
	return err
}

// tryWrite writes as much of b as the socket accepts at once. One goroutine at a time may call it.
func (w *socketWriter) tryWrite(b []byte) (int, error) {
	w.b, w.n, w.err = b, 0, nil
	err := w.raw.Write(w.writeFunc)
	w.b = nil
	if err == nil {
		err = w.err
	}
	return w.n, err
}

func (w *socketWriter) write(fd uintptr) (done bool) {
	for {
		n, err := syscall.Write(int(fd), w.b)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.EAGAIN):
		case err != nil:
			w.err = err
		default:
			w.n = n
		}
		return true
	}
}

// discard discards received data, without waiting for more, and reports whether there was any.
func discard(tcp *net.TCPConn) (found bool) {
	raw, err := tcp.SyscallConn()
	if err != nil {
		return false
	}
	var buf [4096]byte
	_ = raw.Control(func(fd uintptr) { // fails only on a closed connection
		for range maxDiscards {
			n, err := syscall.Read(int(fd), buf[:])
			if n <= 0 && !errors.Is(err, syscall.EINTR) {
				return
			}
			found = found || n > 0
		}
	})
	return found
}
