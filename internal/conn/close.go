package conn

import (
	"net"
	"time"
)

// maxDiscards is the number of reads after which discard stops, even if more data has arrived.
const maxDiscards = 16

// Close closes the connection at once. It sends a reset if received data is unread.
func (c *Conn) Close() { _ = c.tcp.Close() } // nothing is left to report

// CloseGracefully closes the connection as [CloseGracefully] does.
func (c *Conn) CloseGracefully(linger time.Duration) { CloseGracefully(c.tcp, linger) }

// Pace of discarding the data of a peer that goes on sending: a thousand such peers would otherwise take all of
// the processor.
const (
	lingerRead  = 32 << 10 // bytes
	lingerPause = 20 * time.Millisecond
)

// CloseGracefully closes a connection so that the peer reads an orderly end of the stream and not a reset.
// It shuts down writing, then discards received data, since closing with unread data sends a reset. If there
// was unread data, it keeps discarding until the peer closes, for at most linger. It may block briefly even
// if linger is 0, so do not call it from the accept loop.
func CloseGracefully(tcp *net.TCPConn, linger time.Duration) {
	_ = tcp.CloseWrite() // this and the calls below fail only if the connection is lost
	if discard(tcp) && linger > 0 {
		_ = tcp.SetReadDeadline(time.Now().Add(linger))
		buf := make([]byte, lingerRead)
		for {
			if _, err := tcp.Read(buf); err != nil {
				break
			}
			time.Sleep(lingerPause)
		}
	}
	_ = tcp.Close()
}
