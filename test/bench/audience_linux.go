package main

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// audience is one client that sends and listeners that each receive what it sent. One message is in flight: the
// sender sends the next when every listener has received the last one, compared byte for byte. It runs on one thread,
// as cheaply as a crowd.
type audience struct {
	sender    client
	listeners shard
}

// openAudience connects one sender and n listeners, and returns once a message reaches all of them.
func openAudience(port, n, size int) (*audience, error) {
	a := &audience{sender: client{fd: -1}}
	clients := make([]client, 0, n)
	for range n {
		fd, err := dial(port, 0)
		if err != nil {
			return a, errors.Join(err, a.close(clients))
		}
		clients = append(clients, client{fd: fd})
	}
	fd, err := dial(port, 0)
	if err != nil {
		return a, errors.Join(err, a.close(clients))
	}
	a.sender = client{fd: fd, message: newMessage(0, size)}
	if err := a.warmUp(clients); err != nil {
		return a, errors.Join(err, a.close(clients))
	}
	if a.listeners, err = newShard(clients); err != nil {
		return a, errors.Join(err, a.close(clients))
	}
	return a, nil
}

// warmUp sends until a message reaches every listener, because a server may accept a connection some time before it
// relays to it. From then on no message may be missing.
func (a *audience) warmUp(clients []client) error {
	soon := unix.NsecToTimeval((50 * time.Millisecond).Nanoseconds())
	for i := range clients {
		if err := unix.SetsockoptTimeval(clients[i].fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &soon); err != nil {
			return err
		}
	}
	for limit := time.Now().Add(timeout); time.Now().Before(limit); {
		a.sender.next()
		if err := a.sender.send(); err != nil {
			return err
		}
		all, err := a.allReceived(clients)
		if all || err != nil {
			return err
		}
	}
	return errors.New("no message reached all listeners")
}

// allReceived reads from every listener up to the sender's last message, and reports whether all have received it.
func (a *audience) allReceived(clients []client) (bool, error) {
	frame := make([]byte, len(a.sender.message))
	for i := range clients {
		for clear(frame); !bytes.Equal(frame, a.sender.message); {
			n, err := unix.Read(clients[i].fd, frame)
			switch {
			case errors.Is(err, unix.EAGAIN):
				return false, nil
			case errors.Is(err, unix.EINTR):
				continue
			case err != nil:
				return false, err
			case n < len(frame):
				return false, fmt.Errorf("%w: %q", errWrongReply, frame[:n])
			}
			clients[i].got = len(frame)
		}
	}
	return true, nil
}

// close closes every socket. The argument has the listeners if no epoll watches them yet.
func (a *audience) close(clients []client) error {
	var all []error
	if a.listeners.clients != nil {
		clients = a.listeners.clients
		all = append(all, unix.Close(a.listeners.epoll))
	}
	if a.sender.fd >= 0 {
		all = append(all, unix.Close(a.sender.fd))
	}
	for _, one := range clients {
		all = append(all, unix.Close(one.fd))
	}
	return errors.Join(all...)
}

// sendOne sends a message and returns when every listener has received it.
func (a *audience) sendOne() error {
	for i := range a.listeners.clients {
		a.listeners.clients[i].got = 0
	}
	a.sender.next()
	if err := a.sender.send(); err != nil {
		return err
	}
	for waiting := len(a.listeners.clients); waiting > 0; {
		ready, err := a.listeners.await()
		if err != nil {
			return err
		}
		for _, event := range ready {
			done, err := a.listeners.clients[event.Fd].receive(a.sender.message, a.listeners.buffer)
			if err != nil {
				return err
			}
			if done {
				waiting--
			}
		}
	}
	return nil
}

// relay sends one message after the other for a duration. It returns their number and the time taken.
func (a *audience) relay(duration time.Duration) (int, time.Duration, error) {
	began := time.Now()
	for count := 0; ; count++ {
		if took := time.Since(began); took >= duration {
			return count, took, nil
		}
		if err := a.sendOne(); err != nil {
			return count, 0, err
		}
	}
}

// sendPaced sends 60 messages a second for a duration. It returns, for each, the time until the last listener has
// received it, in milliseconds.
func (a *audience) sendPaced(duration time.Duration) ([]float64, error) {
	var latencies []float64
	ticks := time.NewTicker(time.Second / 60)
	defer ticks.Stop()
	for began := time.Now(); time.Since(began) < duration; {
		<-ticks.C
		sent := time.Now()
		if err := a.sendOne(); err != nil {
			return nil, err
		}
		latencies = append(latencies, milliseconds(time.Since(sent)))
	}
	return latencies, nil
}
