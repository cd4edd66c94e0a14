// Proxy is a minimal TCP proxy in Go: each connection is passed on to a server by io.Copy in both directions.
// `make bench` measures Porchlight beside it, with a server of the person's own behind both.
//
//	proxy SERVER-PORT PORT
package main

import (
	"fmt"
	"io"
	"net"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: proxy SERVER-PORT PORT")
		os.Exit(2)
	}
	listener, err := net.Listen("tcp4", "127.0.0.1:"+os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "proxy:", err)
		os.Exit(1)
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			fmt.Fprintln(os.Stderr, "proxy:", err)
			os.Exit(1)
		}
		go pass(conn, "127.0.0.1:"+os.Args[1])
	}
}

func pass(conn net.Conn, server string) {
	defer func() { _ = conn.Close() }()
	behind, err := net.Dial("tcp4", server)
	if err != nil {
		return
	}
	defer func() { _ = behind.Close() }()
	done := make(chan struct{}, 2)
	for _, pair := range [][2]net.Conn{{conn, behind}, {behind, conn}} {
		go func() {
			_, _ = io.Copy(pair[0], pair[1])
			if tcp, ok := pair[0].(*net.TCPConn); ok {
				_ = tcp.CloseWrite()
			}
			done <- struct{}{}
		}()
	}
	<-done
	<-done
}
