package main

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// A flood is a few clients that send small lines by the hundred, glued together, at a set pace, and read
// what comes back in bulk, compared byte for byte. So it reaches messages a second that clients in
// lockstep, which take a turn of the whole machine for each, do not reach on two cores. One goroutine
// may use it.
type flood struct {
	taps   []tap
	buffer []byte
}

// tap is one client of a flood.
type tap struct {
	line client // its next line
	owed []byte // what it has sent and not got back
	gone bool   // the host has hung up
}

const (
	floodRate  = 100_000              // lines a second
	floodTaps  = 4                    // clients
	floodPause = 2 * time.Millisecond // between two writes of a client
	mostOwed   = 128 << 10            // bytes that a client lets be owed before it waits
)

// errGone is a host that has hung up on everybody.
var errGone = errors.New("it closed the connections")

// openFlood connects the clients, whose lines are size bytes long, with their end.
func openFlood(port, size int) (*flood, error) {
	f := &flood{buffer: make([]byte, 64<<10)}
	for i := range floodTaps {
		fd, err := dial(port, 0)
		if err != nil {
			return nil, errors.Join(err, f.close())
		}
		f.taps = append(f.taps, tap{line: client{fd: fd, message: append(newMessage(i, size-1), '\n')}})
		if err := unix.SetNonblock(fd, true); err != nil {
			return nil, errors.Join(err, f.close())
		}
	}
	return f, nil
}

// close closes every socket.
func (f *flood) close() error {
	var all []error
	for i := range f.taps {
		all = append(all, unix.Close(f.taps[i].line.fd))
	}
	f.taps = nil
	return errors.Join(all...)
}

// run sends for about so long, at the pace, and returns how many lines came back, and in what time: until
// the last one. Where the host hangs up on everybody the error is errGone.
func (f *flood) run(during time.Duration) (int, time.Duration, error) {
	began := time.Now()
	sent, back := 0, 0
	for {
		passed := time.Since(began)
		due := 0
		if passed < during {
			due = int(floodRate*passed.Seconds()) - sent
		}
		owed, here := 0, 0
		for i := range f.taps {
			t := &f.taps[i]
			if t.gone {
				continue
			}
			here++
			n, err := t.send(due / len(f.taps))
			if err != nil {
				return back, 0, err
			}
			sent += n
			n, err = t.take(f.buffer)
			if err != nil {
				return back, 0, err
			}
			back += n
			owed += len(t.owed)
		}
		switch {
		case here == 0:
			return back, time.Since(began), errGone
		case here == len(f.taps) && owed == 0 && passed >= during:
			return back, time.Since(began), nil
		case passed > during+patience:
			return back, 0, errors.New("it has stopped answering")
		}
		time.Sleep(floodPause)
	}
}

// send sends so many lines at once, or fewer where too much is owed, and returns how many.
func (t *tap) send(lines int) (int, error) {
	size := len(t.line.message)
	lines = max(0, min(lines, (mostOwed-len(t.owed))/size))
	if lines == 0 {
		return 0, nil
	}
	from := len(t.owed)
	for range lines {
		t.line.next()
		t.owed = append(t.owed, t.line.message...)
	}
	for at := from; at < len(t.owed); {
		n, err := unix.Write(t.line.fd, t.owed[at:])
		switch {
		case errors.Is(err, unix.EAGAIN), errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.EPIPE), errors.Is(err, unix.ECONNRESET):
			t.gone = true
			return 0, nil
		case err != nil:
			return 0, err
		}
		at += n
	}
	return lines, nil
}

// take reads what is there and returns how many lines that ends.
func (t *tap) take(buffer []byte) (lines int, err error) {
	for !t.gone {
		n, err := unix.Read(t.line.fd, buffer)
		switch {
		case errors.Is(err, unix.EAGAIN):
			return lines, nil
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.ECONNRESET), err == nil && n == 0:
			t.gone = true
			return lines, nil
		case err != nil:
			return lines, err
		case n > len(t.owed) || !bytes.Equal(buffer[:n], t.owed[:n]):
			return lines, fmt.Errorf("%w: %q", errWrong, buffer[:min(n, 100)])
		}
		lines += bytes.Count(buffer[:n], []byte{'\n'})
		t.owed = t.owed[:copy(t.owed, t.owed[n:])]
	}
	return lines, nil
}
