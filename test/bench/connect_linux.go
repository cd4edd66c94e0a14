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

// maxConnections bounds the connections of one turn. Each occupies a local port for a minute after it was closed, and
// all turns together must stay below the 28,000 local ports of Linux.
const maxConnections = 2500

// connectRepeatedly connects, sends one message, reads the reply and closes, again and again, on twice as many
// threads as there are cores, for a duration or until maxConnections. It returns the number of connections and the
// time taken.
func connectRepeatedly(port int, duration time.Duration) (int, time.Duration, error) {
	var (
		all     sync.WaitGroup
		started atomic.Int64
		done    atomic.Int64
		mu      sync.Mutex
		failure error
	)
	began := time.Now()
	for range 2 * runtime.NumCPU() {
		all.Go(func() {
			buffer := make([]byte, 64)
			for time.Since(began) < duration {
				number := int(started.Add(1))
				if number > maxConnections {
					return
				}
				if err := connectOnce(port, number, buffer); err != nil {
					mu.Lock()
					failure = cmp.Or(failure, err)
					mu.Unlock()
					return
				}
				done.Add(1)
			}
		})
	}
	all.Wait()
	return int(done.Load()), time.Since(began), failure
}

func connectOnce(port, number int, buffer []byte) error {
	fd, err := dial(port, 0)
	if err != nil {
		return err
	}
	c := client{fd: fd, message: newMessage(number, 32)}
	return errors.Join(c.roundTrip(buffer), unix.Close(fd))
}

// connectAll connects n clients at once: it starts all connections before it waits for the first. Then each sends one
// message and receives the reply. It returns the number of clients that failed to within the timeout, and the time
// until the last reply.
func connectAll(port, n int) (failed int, took time.Duration, err error) {
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
		if err := c.waitForConnect(began.Add(timeout)); err != nil {
			failed++
			continue
		}
		if err := c.roundTrip(buffer); errors.Is(err, errWrongReply) {
			return failed, 0, err
		} else if err != nil {
			failed++
		}
	}
	return failed, time.Since(began), nil
}

// waitForConnect waits until the connection is established, and makes the socket a blocking one.
func (c *client) waitForConnect(until time.Time) error {
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
