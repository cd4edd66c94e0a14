package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"golang.org/x/sys/unix"
)

// errWrong is an answer that is not what it must be.
var errWrong = errors.New("a wrong reply")

// client is one player: a socket and the message that it has under way.
type client struct {
	fd      int
	message []byte // what it sends next, or has sent and awaits
	got     int    // bytes of it that have come back
}

// dial opens a socket to a port of 127.0.0.1. With unix.SOCK_NONBLOCK the connection may still be under
// way. A blocking socket gives up reading after a server's patience.
func dial(port, flags int) (int, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|flags, 0)
	if err != nil {
		return 0, err
	}
	if err := prepare(fd, port); err != nil && !errors.Is(err, unix.EINPROGRESS) {
		_ = unix.Close(fd) // the first error says more
		return 0, err
	}
	return fd, nil
}

func prepare(fd, port int) error {
	if err := unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1); err != nil {
		return err
	}
	giveUp := unix.NsecToTimeval(patience.Nanoseconds())
	if err := unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &giveUp); err != nil {
		return err
	}
	return unix.Connect(fd, &unix.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}})
}

// newMessage is the first message of a client: its number, a counter, and letters up to the size, which
// is 24 bytes or more. It is text, since the console script decodes what it gets.
func newMessage(number, size int) []byte {
	m := fmt.Appendf(make([]byte, 0, size), "%010d %012d ", number, 0)
	for len(m) < size {
		m = append(m, 'a'+byte((number+len(m))%26))
	}
	return m
}

// next makes the message another one by counting up, so that an old answer is not taken for a new one.
func (c *client) next() {
	for at := 22; at > 10; at-- {
		if c.message[at]++; c.message[at] <= '9' {
			return
		}
		c.message[at] = '0'
	}
}

// send sends the message and awaits it anew. A socket takes one message whole, since no other is under way.
func (c *client) send() error {
	c.got = 0
	n, err := unix.Write(c.fd, c.message)
	if err == nil && n < len(c.message) {
		err = io.ErrShortWrite
	}
	return err
}

// receive reads what is there and compares it with the message. It tells whether all of it has come.
func (c *client) receive(want, buffer []byte) (bool, error) {
	n, err := unix.Read(c.fd, buffer)
	switch {
	case errors.Is(err, unix.EINTR):
		return false, nil
	case err != nil:
		return false, err
	case n == 0:
		return false, errors.New("it closed the connection")
	case n > len(want)-c.got || !bytes.Equal(buffer[:n], want[c.got:c.got+n]):
		return false, fmt.Errorf("%w: %q after %d bytes of %q", errWrong, buffer[:n], c.got, want)
	}
	c.got += n
	return c.got == len(want), nil
}

// once sends a message on a blocking socket and reads its answer.
func (c *client) once(buffer []byte) error {
	if err := c.send(); err != nil {
		return err
	}
	for limit := time.Now().Add(patience); time.Now().Before(limit); {
		if done, err := c.receive(c.message, buffer); done || err != nil {
			return err
		}
	}
	return errors.New("no whole answer came")
}
