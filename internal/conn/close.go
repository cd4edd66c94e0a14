package conn

import (
	"io"
	"net"
	"time"
)

// Close closes the connection at once. It is orderly where everything that the peer sent was read.
func (c *Conn) Close() { _ = c.tcp.Close() } // nothing is left to report

// CloseGracefully closes the connection as [CloseGracefully] does.
func (c *Conn) CloseGracefully(linger time.Duration) { CloseGracefully(c.tcp, linger) }

// CloseGracefully closes a connection so that the peer reads an orderly end of the stream and not a reset.
// It sends the end of the stream first and then discards what was received and not read, which would turn
// the close into a reset. Where there was any, the peer may still be sending, and may not have read its
// last answers: then it goes on discarding until the peer closes, for at most linger. It may wait, on some
// systems even where linger is 0: never call it on a goroutine that accepts.
func CloseGracefully(tcp *net.TCPConn, linger time.Duration) {
	_ = tcp.CloseWrite() // each of these fails only when the peer has gone
	if discard(tcp) && linger > 0 {
		_ = tcp.SetReadDeadline(time.Now().Add(linger))
		_, _ = io.Copy(io.Discard, tcp)
	}
	_ = tcp.Close()
}
