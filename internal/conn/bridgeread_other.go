//go:build !linux

package conn

import (
	"net"

	"porchlight/internal/framing"
)

// bridgeReader reads one side of a bridge.
type bridgeReader struct {
	conn   *Conn // whose bridge it is
	tcp    *net.TCPConn
	memory *framing.ReadBuffer
}

// read calls each for what arrives, until each returns false, or reading fails. The error is io.EOF at the end of the
// stream, and nil if each ended it.
func (r *bridgeReader) read(each func(b []byte) bool) error {
	var socket socketReader
	if err := socket.init(r.tcp); err != nil {
		return err
	}
	for {
		n, err := socket.ReadInto(r.memory)
		if err != nil {
			return err
		}
		if !each(r.memory.Acquire()[:n]) {
			return nil
		}
	}
}
