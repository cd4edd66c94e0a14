package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"golang.org/x/sys/unix"
)

// errWrongReply reports a reply that differs from the expected one.
var errWrongReply = errors.New("a wrong reply")

// client is one player: a socket and its message in flight.
type client struct {
	fd      int
	message []byte // to send next, or in flight
	got     int    // number of its bytes received
}

// dial opens a socket to a port of 127.0.0.1. With unix.SOCK_NONBLOCK it does not wait for the connection. Reading
// from a blocking socket fails after the timeout.
func dial(port, flags int) (int, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|flags, 0)
	if err != nil {
		return 0, err
	}
	if err := prepare(fd, port); err != nil && !errors.Is(err, unix.EINPROGRESS) {
		_ = unix.Close(fd) // the first error is returned
		return 0, err
	}
	return fd, nil
}

func prepare(fd, port int) error {
	if err := unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1); err != nil {
		return err
	}
	receiveTimeout := unix.NsecToTimeval(timeout.Nanoseconds())
	if err := unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &receiveTimeout); err != nil {
		return err
	}
	return unix.Connect(fd, &unix.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}})
}

// newMessage returns the first message of a client: its number, a counter, and letters up to the size, which is at
// least 24 bytes. It is text, because the console script decodes what it receives.
func newMessage(number, size int) []byte {
	m := fmt.Appendf(make([]byte, 0, size), "%010d %012d ", number, 0)
	for len(m) < size {
		m = append(m, 'a'+byte((number+len(m))%26))
	}
	return m
}

// next changes the message by incrementing its counter, so that an old reply is not taken for a new one.
func (c *client) next() {
	for at := 22; at > 10; at-- {
		if c.message[at]++; c.message[at] <= '9' {
			return
		}
		c.message[at] = '0'
	}
}

// send sends the message. The socket buffer has room for it, because no other message is in flight.
func (c *client) send() error {
	c.got = 0
	n, err := unix.Write(c.fd, c.message)
	if err == nil && n < len(c.message) {
		err = io.ErrShortWrite
	}
	return err
}

// receive reads what has arrived, compares it with the message, and reports whether the message is complete.
func (c *client) receive(want, buffer []byte) (bool, error) {
	n, err := unix.Read(c.fd, buffer)
	switch {
	case errors.Is(err, unix.EINTR):
		return false, nil
	case err != nil:
		return false, err
	case n == 0:
		return false, errors.New("the server closed the connection")
	case n > len(want)-c.got || !bytes.Equal(buffer[:n], want[c.got:c.got+n]):
		return false, fmt.Errorf("%w: %q after %d bytes of %q", errWrongReply, buffer[:n], c.got, want)
	}
	c.got += n
	return c.got == len(want), nil
}

// roundTrip sends a message on a blocking socket and reads its reply.
func (c *client) roundTrip(buffer []byte) error {
	if err := c.send(); err != nil {
		return err
	}
	for limit := time.Now().Add(timeout); time.Now().Before(limit); {
		if done, err := c.receive(c.message, buffer); done || err != nil {
			return err
		}
	}
	return errors.New("the reply is incomplete")
}
