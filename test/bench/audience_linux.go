package main

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// An audience is one client that sends and others that each get what it sent. One message is under way:
// the next is sent when everybody has the last, compared byte for byte. It runs on one thread, as cheaply
// as a crowd.
type audience struct {
	sender    client
	listeners share
}

// seat connects one sender and n listeners, and returns when a message reaches all of them.
func seat(port, n, size int) (*audience, error) {
	a := &audience{sender: client{fd: -1}}
	clients := make([]client, 0, n)
	for range n {
		fd, err := dial(port, 0)
		if err != nil {
			return a, errors.Join(err, a.part(clients))
		}
		clients = append(clients, client{fd: fd})
	}
	fd, err := dial(port, 0)
	if err != nil {
		return a, errors.Join(err, a.part(clients))
	}
	a.sender = client{fd: fd, message: newMessage(0, size)}
	if err := a.settle(clients); err != nil {
		return a, errors.Join(err, a.part(clients))
	}
	if a.listeners, err = newShare(clients); err != nil {
		return a, errors.Join(err, a.part(clients))
	}
	return a, nil
}

// settle sends until everybody gets it: a server may take a moment between accepting a connection and
// counting it in. From then on nothing may be missing.
func (a *audience) settle(clients []client) error {
	soon := unix.NsecToTimeval((50 * time.Millisecond).Nanoseconds())
	for i := range clients {
		if err := unix.SetsockoptTimeval(clients[i].fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &soon); err != nil {
			return err
		}
	}
	for limit := time.Now().Add(patience); time.Now().Before(limit); {
		a.sender.next()
		if err := a.sender.send(); err != nil {
			return err
		}
		all, err := a.reached(clients)
		if all || err != nil {
			return err
		}
	}
	return errors.New("its messages never reached all listeners")
}

// reached reads everybody up to the sender's last message and tells whether it came to all.
func (a *audience) reached(clients []client) (bool, error) {
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
				return false, fmt.Errorf("%w: %q", errWrong, frame[:n])
			}
			clients[i].got = len(frame)
		}
	}
	return true, nil
}

// part closes every socket; clients are the listeners where no epoll watches them yet.
func (a *audience) part(clients []client) error {
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

// one sends a message and returns when everybody has it.
func (a *audience) one() error {
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

// relay sends one message after the other for about so long and returns how many, and in what time.
func (a *audience) relay(during time.Duration) (int, time.Duration, error) {
	began := time.Now()
	for count := 0; ; count++ {
		if took := time.Since(began); took >= during {
			return count, took, nil
		}
		if err := a.one(); err != nil {
			return count, 0, err
		}
	}
}

// pace sends 60 messages a second for about so long and returns how long each took to reach the last
// listener, in milliseconds.
func (a *audience) pace(during time.Duration) ([]float64, error) {
	var latencies []float64
	ticks := time.NewTicker(time.Second / 60)
	defer ticks.Stop()
	for began := time.Now(); time.Since(began) < during; {
		<-ticks.C
		sent := time.Now()
		if err := a.one(); err != nil {
			return nil, err
		}
		latencies = append(latencies, milliseconds(time.Since(sent)))
	}
	return latencies, nil
}
