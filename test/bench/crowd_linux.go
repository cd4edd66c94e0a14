package main

import (
	"errors"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// A crowd is many clients in lockstep: each sends, awaits the whole answer, compares it byte for byte,
// and sends the next. It loads every server in the same way and as cheaply as this can be done: half as
// many threads as there are cores, each with an epoll of its own over its share of the clients, one read
// and one write a message, no allocation and no goroutine switch. A message so costs the crowd less
// than any of the servers, whose clients each have a goroutine or a thread; with two cores, on which one
// thread of the crowd and the server share what there is, it is the server that is waited for. What the
// crowd itself costs is the same for all, and moves ratios of throughput towards 1; the server's own
// processor time a message has nothing of it in it.
type crowd struct {
	clients []client
	shares  []share
}

// share is the clients of one thread.
type share struct {
	epoll   int
	clients []client
	ready   []unix.EpollEvent // what epoll fills
	buffer  []byte            // larger than any message
}

// gather connects n clients with messages of size bytes, of which each has been answered once.
func gather(port, n, size int) (*crowd, error) {
	c := &crowd{}
	buffer := make([]byte, size+1)
	for i := range n {
		fd, err := dial(port, 0)
		if err != nil {
			return c, errors.Join(err, c.part())
		}
		c.clients = append(c.clients, client{fd: fd, message: newMessage(i, size)})
		if err := c.clients[i].once(buffer); err != nil {
			return c, errors.Join(err, c.part())
		}
	}
	threads := min(n, max(1, runtime.NumCPU()/2))
	for t := range threads {
		s, err := newShare(c.clients[t*n/threads : (t+1)*n/threads])
		if err != nil {
			return c, errors.Join(err, c.part())
		}
		c.shares = append(c.shares, s)
	}
	return c, nil
}

// newShare has an epoll watch the clients.
func newShare(clients []client) (share, error) {
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return share{}, err
	}
	for i := range clients {
		event := unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(i)} // Fd is ours to fill: which client
		if err := unix.EpollCtl(epoll, unix.EPOLL_CTL_ADD, clients[i].fd, &event); err != nil {
			return share{}, errors.Join(err, unix.Close(epoll))
		}
	}
	return share{epoll, clients, make([]unix.EpollEvent, 256), make([]byte, 4096)}, nil
}

// part closes every socket.
func (c *crowd) part() error {
	var all []error
	for _, s := range c.shares {
		all = append(all, unix.Close(s.epoll))
	}
	for _, one := range c.clients {
		all = append(all, unix.Close(one.fd))
	}
	c.clients, c.shares = nil, nil
	return errors.Join(all...)
}

// echo has everybody send for about so long and returns how many answers came, and in what time: until
// the last answer.
func (c *crowd) echo(during time.Duration) (int, time.Duration, error) {
	type result struct {
		count int
		err   error
	}
	results := make(chan result, len(c.shares))
	began := time.Now()
	for _, s := range c.shares {
		go func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			count, err := s.echo(began.Add(during))
			results <- result{count, err}
		}()
	}
	var all result
	for range c.shares {
		r := <-results
		all.count += r.count
		all.err = errors.Join(all.err, r.err)
	}
	return all.count, time.Since(began), all.err
}

func (s share) echo(until time.Time) (int, error) {
	for i := range s.clients {
		s.clients[i].next()
		if err := s.clients[i].send(); err != nil {
			return 0, err
		}
	}
	count, over, waiting := 0, false, len(s.clients)
	for waiting > 0 {
		ready, err := s.await()
		if err != nil {
			return count, err
		}
		over = over || time.Now().After(until)
		for _, event := range ready {
			c := &s.clients[event.Fd]
			done, err := c.receive(c.message, s.buffer)
			if err != nil {
				return count, err
			}
			if !done {
				continue
			}
			count++
			if over {
				waiting--
				continue
			}
			c.next()
			if err := c.send(); err != nil {
				return count, err
			}
		}
	}
	return count, nil
}

// await waits for clients that have something to read.
func (s share) await() ([]unix.EpollEvent, error) {
	n, err := unix.EpollWait(s.epoll, s.ready, int(patience.Milliseconds()))
	switch {
	case errors.Is(err, unix.EINTR):
		return nil, nil
	case err != nil:
		return nil, err
	case n == 0:
		return nil, errors.New("it has stopped answering")
	}
	return s.ready[:n], nil
}
