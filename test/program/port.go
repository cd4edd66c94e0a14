package program

import (
	"net"
	"os"
	"strconv"
	"sync/atomic"
	"testing"
)

// lastPort counts the ports given to tests of this process.
var lastPort atomic.Int32

// FreePort returns a port such that no program listens on it or on the next one. It is below the range that systems
// use for outgoing connections, so that no such connection takes it before the test does.
func FreePort(t *testing.T) int {
	t.Helper()
	for range 1000 {
		port := 10_000 + (os.Getpid()*100+int(lastPort.Add(2)))%20_000
		if isFree(port) && isFree(port+1) {
			return port
		}
	}
	t.Fatal("no port is free")
	return 0
}

func isFree(port int) bool {
	l, err := net.Listen("tcp4", ":"+strconv.Itoa(port))
	if err != nil {
		return false
	}
	return l.Close() == nil
}
