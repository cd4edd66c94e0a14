package conn

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"os"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"porchlight/internal/framing"
)

// tcpInq is the size in bytes of the control message of TCP_INQ (tcp(7)): a header and an int.
const tcpInq = 24

// bridgeReader reads one side of a bridge with one system call a message. Go's own reader reads until nothing is left,
// which costs a second one. It waits after a read that did not fill the buffer, because new bytes wake it. What arrived
// together with them does not, so the kernel is asked with each read whether more is there, which includes the end of
// the stream, and a quarter of a second later whether there was a reset.
type bridgeReader struct {
	conn   *Conn // whose bridge it is
	tcp    *net.TCPConn
	memory *framing.ReadBuffer
	hasInq bool // the kernel tells with each read how much is left
	header unix.Msghdr
	vector unix.Iovec
	inq    [tcpInq]byte // the control message

	waiting atomic.Bool // after a short read
	timer   *time.Timer // checks once whether waiting goes on; nil: none was needed yet
	isArmed atomic.Bool
	isWoken atomic.Bool // by check
}

// read calls each for what arrives, until each returns false, or reading fails. The error is io.EOF at the end of the
// stream, and nil if each ended it.
func (r *bridgeReader) read(each func(b []byte) bool) error {
	raw, err := r.tcp.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	setInq := func(fd uintptr) {
		r.hasInq = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_INQ, 1) == nil
	}
	if err := raw.Control(setInq); err != nil {
		return err
	}
	defer r.stop()
	receive := func(fd uintptr) (done bool) {
		r.waiting.Store(false)
		for {
			b := r.memory.Acquire()
			n, isLast, err := r.receive(fd, b)
			switch {
			case errors.Is(err, syscall.EINTR):
				continue
			case errors.Is(err, syscall.EAGAIN):
				r.memory.Release()
				return false
			case err != nil:
				failed = os.NewSyscallError("recvmsg", err)
				return true
			case n == 0:
				failed = io.EOF
				return true
			case !each(b[:n]):
				return true
			case isLast:
				r.memory.Release()
				r.wait()
				return false
			}
		}
	}
	for {
		err = raw.Read(receive)
		if err == nil {
			return failed
		}
		if !r.isWoken.Swap(false) {
			return err
		}
		_ = r.tcp.SetReadDeadline(time.Time{}) // fails only on a closed connection
		if r.conn.HasEnded() {
			return err // its own deadline may be the one that was undone
		}
	}
}

// receive reads once. isLast reports that nothing was left, not even the end of the stream.
func (r *bridgeReader) receive(fd uintptr, b []byte) (n int, isLast bool, err error) {
	r.vector.Base = &b[0]
	r.vector.SetLen(len(b))
	r.header = unix.Msghdr{Iov: &r.vector, Iovlen: 1, Control: &r.inq[0]}
	r.header.SetControllen(len(r.inq))
	// unix.Recvmsg would allocate.
	received, _, errno := unix.Syscall(unix.SYS_RECVMSG, fd, uintptr(unsafe.Pointer(&r.header)), 0) //nolint:gosec // the kernel fills it during the call
	if errno != 0 {
		return 0, false, errno
	}
	n = int(received)
	if n == len(b) || !r.hasInq || int(r.header.Controllen) < unix.CmsgLen(4) {
		return n, false, nil
	}
	return n, binary.NativeEndian.Uint32(r.inq[unix.CmsgLen(0):]) == 0, nil
}

// wait arms the check for a reset.
func (r *bridgeReader) wait() {
	r.waiting.Store(true)
	if r.isArmed.Swap(true) {
		return
	}
	if r.timer == nil {
		r.timer = time.AfterFunc(peerCheckInterval, r.check)
		return
	}
	r.timer.Reset(peerCheckInterval)
}

// check wakes a read that waits although the other end has closed or reset the connection.
func (r *bridgeReader) check() {
	r.isArmed.Store(false)
	if r.waiting.Load() && peerClosed(r.tcp) {
		r.isWoken.Store(true)
		_ = r.tcp.SetReadDeadline(past())
	}
}

func (r *bridgeReader) stop() {
	if r.timer != nil {
		r.timer.Stop()
	}
}
