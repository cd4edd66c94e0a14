// Relay is the barest server in Go that passes on what one client sends to all others: a goroutine a
// connection, a buffer of 2048 bytes, one lock around everybody. `make bench` measures Porchlight
// beside it.
//
//	relay PORT
package main

import (
	"fmt"
	"net"
	"os"
	"sync"
)

// crowd is everybody who is connected. The lock is held while one message is written to all others, so
// that they all get the messages in the same order.
type crowd struct {
	mu   sync.Mutex
	here map[net.Conn]struct{}
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: relay PORT")
		os.Exit(2)
	}
	listener, err := net.Listen("tcp4", "127.0.0.1:"+os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "relay:", err)
		os.Exit(1)
	}
	everybody := crowd{here: make(map[net.Conn]struct{})}
	for {
		conn, err := listener.Accept()
		if err != nil {
			fmt.Fprintln(os.Stderr, "relay:", err)
			os.Exit(1)
		}
		everybody.mu.Lock()
		everybody.here[conn] = struct{}{}
		everybody.mu.Unlock()
		go everybody.relay(conn)
	}
}

func (c *crowd) relay(from net.Conn) {
	defer func() {
		c.mu.Lock()
		delete(c.here, from)
		c.mu.Unlock()
		_ = from.Close()
	}()
	buffer := make([]byte, 2048)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		c.mu.Lock()
		for to := range c.here {
			if to != from {
				_, _ = to.Write(buffer[:n]) // whoever is gone is found by its own reading
			}
		}
		c.mu.Unlock()
	}
}
