package main

import (
	"errors"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// crowd is many clients in lockstep. Each sends a message, receives the whole reply, compares it byte for byte, and
// sends the next. The crowd loads every server in the same way and as cheaply as possible: half as many threads as
// there are cores, each with an epoll of its own over a shard of the clients, one read and one write for each
// message, no allocation and no goroutine switch. So a message costs the crowd less than any of the servers, whose
// clients each have a goroutine or a thread, and the server is the bottleneck, even on two cores that one thread of
// the crowd and the server share. The cost of the crowd is the same for all servers. It moves ratios of throughput
// towards 1, and is not part of the server's own processor time.
type crowd struct {
	clients []client
	shards  []shard
}

// shard is the clients of one thread.
type shard struct {
	epoll   int
	clients []client
	ready   []unix.EpollEvent // filled by epoll
	buffer  []byte            // larger than any message
}

// openCrowd connects n clients with messages of size bytes. Each has received one reply.
func openCrowd(port, n, size int) (*crowd, error) {
	c := &crowd{}
	buffer := make([]byte, size+1)
	for i := range n {
		fd, err := dial(port, 0)
		if err != nil {
			return c, errors.Join(err, c.close())
		}
		c.clients = append(c.clients, client{fd: fd, message: newMessage(i, size)})
		if err := c.clients[i].roundTrip(buffer); err != nil {
			return c, errors.Join(err, c.close())
		}
	}
	threads := min(n, max(1, runtime.NumCPU()/2))
	for t := range threads {
		s, err := newShard(c.clients[t*n/threads : (t+1)*n/threads])
		if err != nil {
			return c, errors.Join(err, c.close())
		}
		c.shards = append(c.shards, s)
	}
	return c, nil
}

// newShard adds the clients to a new epoll.
func newShard(clients []client) (shard, error) {
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return shard{}, err
	}
	for i := range clients {
		event := unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(i)} // Fd is user data: the client's index
		if err := unix.EpollCtl(epoll, unix.EPOLL_CTL_ADD, clients[i].fd, &event); err != nil {
			return shard{}, errors.Join(err, unix.Close(epoll))
		}
	}
	return shard{epoll, clients, make([]unix.EpollEvent, 256), make([]byte, 4096)}, nil
}

// close closes every socket.
func (c *crowd) close() error {
	var all []error
	for _, s := range c.shards {
		all = append(all, unix.Close(s.epoll))
	}
	for _, one := range c.clients {
		all = append(all, unix.Close(one.fd))
	}
	c.clients, c.shards = nil, nil
	return errors.Join(all...)
}

// echo has every client send for a duration. It returns the number of replies and the time until the last one.
func (c *crowd) echo(duration time.Duration) (int, time.Duration, error) {
	type result struct {
		count int
		err   error
	}
	results := make(chan result, len(c.shards))
	began := time.Now()
	for _, s := range c.shards {
		go func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			count, err := s.echo(began.Add(duration))
			results <- result{count, err}
		}()
	}
	var all result
	for range c.shards {
		r := <-results
		all.count += r.count
		all.err = errors.Join(all.err, r.err)
	}
	return all.count, time.Since(began), all.err
}

func (s shard) echo(until time.Time) (int, error) {
	for i := range s.clients {
		s.clients[i].next()
		if err := s.clients[i].send(); err != nil {
			return 0, err
		}
	}
	count, ended, waiting := 0, false, len(s.clients)
	for waiting > 0 {
		ready, err := s.await()
		if err != nil {
			return count, err
		}
		ended = ended || time.Now().After(until)
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
			if ended {
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

// await waits until clients have something to read.
func (s shard) await() ([]unix.EpollEvent, error) {
	n, err := unix.EpollWait(s.epoll, s.ready, int(timeout.Milliseconds()))
	switch {
	case errors.Is(err, unix.EINTR):
		return nil, nil
	case err != nil:
		return nil, err
	case n == 0:
		return nil, errors.New("the server has stopped replying")
	}
	return s.ready[:n], nil
}

// echoing connects a workload's players to a server and returns both as a subject whose turns are lockstep echoes. The
// caller closes the players' connections.
func (b *bench) echoing(s *server, w workload) (echoing *subject, closeCrowd func(), err error) {
	clients, err := openCrowd(s.port, w.players, w.size)
	if err != nil {
		return nil, nil, s.wrap(err)
	}
	turn := func() (int, time.Duration, error) { return clients.echo(b.round) }
	return &subject{server: s, turn: turn}, func() { _ = clients.close() }, nil // its error does not matter any more
}
