package main

import (
	"cmp"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// mostVisits bounds the connections of one turn. Each keeps a local port for a minute after it was
// closed, and all turns together must stay below the 28,000 ports that Linux has for them.
const mostVisits = 2500

// visit has twice as many threads as there are cores connect, send one message, read the answer and
// close, again and again, for about so long or until mostVisits. It returns how many did, and in what time.
func visit(port int, during time.Duration) (int, time.Duration, error) {
	var (
		all     sync.WaitGroup
		begun   atomic.Int64
		done    atomic.Int64
		mu      sync.Mutex
		trouble error
	)
	began := time.Now()
	for range 2 * runtime.NumCPU() {
		all.Go(func() {
			buffer := make([]byte, 64)
			for time.Since(began) < during {
				number := int(begun.Add(1))
				if number > mostVisits {
					return
				}
				if err := visitOnce(port, number, buffer); err != nil {
					mu.Lock()
					trouble = cmp.Or(trouble, err)
					mu.Unlock()
					return
				}
				done.Add(1)
			}
		})
	}
	all.Wait()
	return int(done.Load()), time.Since(began), trouble
}

func visitOnce(port, number int, buffer []byte) error {
	fd, err := dial(port, 0)
	if err != nil {
		return err
	}
	c := client{fd: fd, message: newMessage(number, 32)}
	return errors.Join(c.once(buffer), unix.Close(fd))
}

// storm connects n clients at once: all connections are under way before the first is waited for. Then
// each sends one message and awaits the answer. It returns how many failed to, in a server's patience,
// and how long it took until the last answer.
func storm(port, n int) (failed int, took time.Duration, err error) {
	began := time.Now()
	clients := make([]client, 0, n)
	defer func() {
		for _, c := range clients {
			err = errors.Join(err, unix.Close(c.fd))
		}
	}()
	for i := range n {
		fd, err := dial(port, unix.SOCK_NONBLOCK)
		if err != nil {
			failed++
			continue
		}
		clients = append(clients, client{fd: fd, message: newMessage(i, 32)})
	}
	buffer := make([]byte, 64)
	for i := range clients {
		c := &clients[i]
		if err := c.connected(began.Add(patience)); err != nil {
			failed++
			continue
		}
		if err := c.once(buffer); errors.Is(err, errWrong) {
			return failed, 0, err
		} else if err != nil {
			failed++
		}
	}
	return failed, time.Since(began), nil
}

// connected waits until the connection stands, sends nothing, and makes the socket a blocking one.
func (c *client) connected(until time.Time) error {
	left := max(0, time.Until(until))
	n, err := unix.Poll([]unix.PollFd{{Fd: int32(c.fd), Events: unix.POLLOUT}}, int(left.Milliseconds()))
	if err != nil {
		return err
	}
	if n == 0 {
		return unix.ETIMEDOUT
	}
	if status, err := unix.GetsockoptInt(c.fd, unix.SOL_SOCKET, unix.SO_ERROR); err != nil || status != 0 {
		return cmp.Or(err, error(unix.Errno(status)))
	}
	return unix.SetNonblock(c.fd, false)
}
