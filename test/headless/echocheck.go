package headless

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"time"
)

// EchoCheck checks a raw echo. Each of its clients sends random bytes in lockstep and compares the echo with
// what it sent.
type EchoCheck struct {
	Size  int           // bytes of the longest message
	Pause time.Duration // between two messages of one client

	mu      sync.Mutex
	result  Result
	err     error // the first failure of any client
	stop    chan struct{}
	running sync.WaitGroup
}

// Start has a client on each connection send until Stop.
func (e *EchoCheck) Start(conns ...net.Conn) {
	e.stop = make(chan struct{})
	for i, conn := range conns {
		e.running.Go(func() {
			sent, longest, err := e.run(conn, rand.New(rand.NewPCG(uint64(i), 1)))
			_ = conn.Close()
			e.mu.Lock()
			defer e.mu.Unlock()
			e.result.Messages += sent
			e.result.LongestWait = max(e.result.LongestWait, longest)
			if err != nil && e.err == nil {
				e.err = fmt.Errorf("client %d after %d messages: %w", i, sent, err)
			}
		})
	}
}

// Stop waits for the messages in flight and returns the result. The error is the first failure of any client.
func (e *EchoCheck) Stop() (Result, error) {
	close(e.stop)
	e.running.Wait()
	return e.result, e.err
}

func (e *EchoCheck) run(conn net.Conn, random *rand.Rand) (sent int, longest time.Duration, err error) {
	msg, reply := make([]byte, e.Size), make([]byte, e.Size)
	for {
		select {
		case <-e.stop:
			return sent, longest, nil
		case <-time.After(e.Pause):
		}
		n := 1 + random.IntN(e.Size)
		for i := range msg[:n] {
			msg[i] = byte(random.Uint32())
		}
		start := time.Now()
		if err := conn.SetDeadline(start.Add(timeout)); err != nil {
			return sent, longest, err
		}
		if _, err := conn.Write(msg[:n]); err != nil {
			return sent, longest, err
		}
		if got, err := io.ReadFull(conn, reply[:n]); err != nil {
			return sent, longest, fmt.Errorf("received %d of %d bytes: %w", got, n, err)
		}
		if !bytes.Equal(msg[:n], reply[:n]) {
			return sent, longest, fmt.Errorf("the echo of %d bytes differs", n)
		}
		sent, longest = sent+1, max(longest, time.Since(start))
	}
}
