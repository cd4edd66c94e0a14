package main

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// flood is a few clients that send small lines at a set rate, hundreds in one write, and read the echoes in bulk,
// compared byte for byte. It reaches rates that clients in lockstep do not reach on two cores. Only one goroutine may
// use it at a time.
type flood struct {
	clients []floodClient
	buffer  []byte
}

// floodClient is one client of a flood.
type floodClient struct {
	line    client // the socket, and the next line as its message
	pending []byte // sent, but not received back
	closed  bool   // the server has closed the connection
}

const (
	floodRate    = 100_000              // lines a second
	floodClients = 4                    // clients
	floodPause   = 2 * time.Millisecond // between two writes of a client
	maxPending   = 128 << 10            // pending bytes at which a client stops sending
)

// errClosed reports that the server has closed all connections.
var errClosed = errors.New("the server closed the connections")

// openFlood connects the clients. Their lines are size bytes long, including the newline.
func openFlood(port, size int) (*flood, error) {
	f := &flood{buffer: make([]byte, 64<<10)}
	for i := range floodClients {
		fd, err := dial(port, 0)
		if err != nil {
			return nil, errors.Join(err, f.close())
		}
		f.clients = append(f.clients, floodClient{line: client{fd: fd, message: append(newMessage(i, size-1), '\n')}})
		if err := unix.SetNonblock(fd, true); err != nil {
			return nil, errors.Join(err, f.close())
		}
	}
	return f, nil
}

// close closes every socket.
func (f *flood) close() error {
	var all []error
	for i := range f.clients {
		all = append(all, unix.Close(f.clients[i].line.fd))
	}
	f.clients = nil
	return errors.Join(all...)
}

// run sends for a duration at the rate. It returns the number of lines received back and the time until the last one.
// If the server closes all connections, the error is errClosed.
func (f *flood) run(duration time.Duration) (int, time.Duration, error) {
	began := time.Now()
	sent, back := 0, 0
	for {
		passed := time.Since(began)
		due := 0
		if passed < duration {
			due = int(floodRate*passed.Seconds()) - sent
		}
		pending, here := 0, 0
		for i := range f.clients {
			t := &f.clients[i]
			if t.closed {
				continue
			}
			here++
			n, err := t.send(due / len(f.clients))
			if err != nil {
				return back, 0, err
			}
			sent += n
			n, err = t.receive(f.buffer)
			if err != nil {
				return back, 0, err
			}
			back += n
			pending += len(t.pending)
		}
		switch {
		case here == 0:
			return back, time.Since(began), errClosed
		case here == len(f.clients) && pending == 0 && passed >= duration:
			return back, time.Since(began), nil
		case passed > duration+timeout:
			return back, 0, errors.New("the server has stopped replying")
		}
		time.Sleep(floodPause)
	}
}

// send sends a number of lines at once, or fewer if too much is pending, and returns how many.
func (t *floodClient) send(lines int) (int, error) {
	size := len(t.line.message)
	lines = max(0, min(lines, (maxPending-len(t.pending))/size))
	if lines == 0 {
		return 0, nil
	}
	from := len(t.pending)
	for range lines {
		t.line.next()
		t.pending = append(t.pending, t.line.message...)
	}
	for at := from; at < len(t.pending); {
		n, err := unix.Write(t.line.fd, t.pending[at:])
		switch {
		case errors.Is(err, unix.EAGAIN), errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.EPIPE), errors.Is(err, unix.ECONNRESET):
			t.closed = true
			return 0, nil
		case err != nil:
			return 0, err
		}
		at += n
	}
	return lines, nil
}

// receive reads what has arrived and returns the number of complete lines.
func (t *floodClient) receive(buffer []byte) (lines int, err error) {
	for !t.closed {
		n, err := unix.Read(t.line.fd, buffer)
		switch {
		case errors.Is(err, unix.EAGAIN):
			return lines, nil
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.ECONNRESET), err == nil && n == 0:
			t.closed = true
			return lines, nil
		case err != nil:
			return lines, err
		case n > len(t.pending) || !bytes.Equal(buffer[:n], t.pending[:n]):
			return lines, fmt.Errorf("%w: %q", errWrongReply, buffer[:min(n, 100)])
		}
		lines += bytes.Count(buffer[:n], []byte{'\n'})
		t.pending = t.pending[:copy(t.pending, t.pending[n:])]
	}
	return lines, nil
}
