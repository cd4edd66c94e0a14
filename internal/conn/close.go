package conn

import (
	"errors"
	"io"
	"net"
	"os"
	"time"
)

// maxDiscards is the number of reads after which discard stops, even if more data has arrived.
const maxDiscards = 16

// Close closes the connection at once. It sends a reset if received data is unread.
func (c *Conn) Close() { _ = c.tcp.Close() } // nothing is left to report

// CloseAfter closes a connection that has ended with a cause: at once where the peer has closed it in order, with a
// reset where a server behind has reset its connection, and otherwise as [CloseGracefully] does.
func (c *Conn) CloseAfter(cause error, linger time.Duration) {
	lost, byServer := errors.AsType[*ServerError](cause)
	switch {
	case errors.Is(cause, io.EOF) && !byServer: // all data was read, so this causes no reset
		c.Close()
	case byServer && isReset(lost.Err):
		_ = c.tcp.SetLinger(0) // fails only if the connection is lost
		c.Close()
	default:
		c.CloseGracefully(linger)
	}
}

// CloseGracefully closes the connection as [CloseGracefully] does.
func (c *Conn) CloseGracefully(linger time.Duration) { CloseGracefully(c.tcp, linger) }

// The first data that is discarded is discarded at full speed, and the rest slowly: a thousand peers that go on
// sending would otherwise take all of the processor.
const (
	lingerFast  = 256 << 10 // bytes
	lingerRead  = 64 << 10  // bytes at a time
	lingerPause = 20 * time.Millisecond
)

// CloseGracefully closes a connection so that the peer reads an orderly end of the stream and not a reset.
// It shuts down writing, then discards received data, since closing with unread data sends a reset. If there
// was unread data, it keeps discarding until the peer closes, for at most linger. It may block briefly even
// if linger is 0, so do not call it from the accept loop.
func CloseGracefully(tcp *net.TCPConn, linger time.Duration) {
	_ = tcp.CloseWrite() // this and the calls below fail only if the connection is lost
	if discard(tcp) && linger > 0 {
		discardUntil(tcp, time.Now().Add(linger))
	}
	_ = tcp.Close()
}

// discardUntil discards received data until the peer closes or a time has come.
func discardUntil(tcp *net.TCPConn, end time.Time) {
	buf := make([]byte, lingerRead)
	for discarded := 0; time.Now().Before(end); {
		_ = tcp.SetReadDeadline(end) // at each read: End may set another one at the same moment
		n, err := tcp.Read(buf)
		if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			return
		}
		if discarded += n; discarded > lingerFast {
			time.Sleep(lingerPause)
		}
	}
}
