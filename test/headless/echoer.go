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

// Echoers are players of a raw echo: each says random bytes, awaits the whole of them and compares.
type Echoers struct {
	Size  int           // bytes of the longest message
	Pause time.Duration // between two messages of one player

	mu      sync.Mutex
	outcome Outcome
	failed  error
	enough  chan struct{}
	playing sync.WaitGroup
}

// Begin has a player on each connection play until End.
func (e *Echoers) Begin(conns ...net.Conn) {
	e.enough = make(chan struct{})
	for i, conn := range conns {
		e.playing.Go(func() {
			said, longest, err := e.play(conn, rand.New(rand.NewPCG(uint64(i), 1)))
			_ = conn.Close()
			e.mu.Lock()
			defer e.mu.Unlock()
			e.outcome.Messages += said
			e.outcome.Longest = max(e.outcome.Longest, longest)
			if err != nil && e.failed == nil {
				e.failed = fmt.Errorf("player %d after %d messages: %w", i, said, err)
			}
		})
	}
}

// End has them finish what is under way and tells how it went.
func (e *Echoers) End() (Outcome, error) {
	close(e.enough)
	e.playing.Wait()
	return e.outcome, e.failed
}

func (e *Echoers) play(conn net.Conn, random *rand.Rand) (said int, longest time.Duration, err error) {
	msg, reply := make([]byte, e.Size), make([]byte, e.Size)
	for {
		select {
		case <-e.enough:
			return said, longest, nil
		case <-time.After(e.Pause):
		}
		n := 1 + random.IntN(e.Size)
		for i := range msg[:n] {
			msg[i] = byte(random.Uint32())
		}
		began := time.Now()
		if err := conn.SetDeadline(began.Add(patience)); err != nil {
			return said, longest, err
		}
		if _, err := conn.Write(msg[:n]); err != nil {
			return said, longest, err
		}
		if got, err := io.ReadFull(conn, reply[:n]); err != nil {
			return said, longest, fmt.Errorf("%d of %d bytes came: %w", got, n, err)
		}
		if !bytes.Equal(msg[:n], reply[:n]) {
			return said, longest, fmt.Errorf("%d bytes came back changed", n)
		}
		said, longest = said+1, max(longest, time.Since(began))
	}
}
