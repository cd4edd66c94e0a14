// Relay is a minimal server in Go that relays what one client sends to all others: a goroutine and a buffer of 2048
// bytes for each connection, and one lock around all clients. `make bench` measures Porchlight beside it.
//
//	relay PORT
package main

import (
	"fmt"
	"net"
	"os"
	"sync"
)

// clients is the set of connected clients. The lock is held while one message is written to all others, so that all
// receive messages in the same order.
type clients struct {
	mu    sync.Mutex
	conns map[net.Conn]struct{}
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
	all := clients{conns: make(map[net.Conn]struct{})}
	for {
		conn, err := listener.Accept()
		if err != nil {
			fmt.Fprintln(os.Stderr, "relay:", err)
			os.Exit(1)
		}
		all.mu.Lock()
		all.conns[conn] = struct{}{}
		all.mu.Unlock()
		go all.relay(conn)
	}
}

func (c *clients) relay(from net.Conn) {
	defer func() {
		c.mu.Lock()
		delete(c.conns, from)
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
		for to := range c.conns {
			if to != from {
				_, _ = to.Write(buffer[:n]) // the reads of a closed connection fail, and end it
			}
		}
		c.mu.Unlock()
	}
}
