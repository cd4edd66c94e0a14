package faults

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"porchlight/test/headless"
)

// crowd is how many hostile players there are at a time.
const crowd = 800

func TestHoweverMuchIsHeldBackTheMemoryIsBounded(t *testing.T) {
	s := open(t, "Chat with 64-byte headers")
	s.circle("header:64", s.dial)
	message := append(fmt.Appendf(nil, "%-64d", 1<<20), bytes.Repeat([]byte("x"), 1<<20-1)...) // all but its end
	s.crowdStaysBounded(func(conn net.Conn) {
		go func() { _, _ = io.Copy(io.Discard, conn) }()
		_, _ = conn.Write(message) // fails for those whose message has no room
	})
}

func TestHoweverManyNeverReadTheMemoryIsBounded(t *testing.T) {
	s := chat(t)
	s.crowdStaysBounded(func(conn net.Conn) {
		tcp, _ := conn.(*net.TCPConn)
		_ = tcp.SetReadBuffer(4096)
	})
}

// crowdStaysBounded has a crowd come and do something, and stay for a while.
func (s *scene) crowdStaysBounded(do func(conn net.Conn)) {
	s.Helper()
	enough := make(chan struct{})
	most := 0
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			now, err := s.program.Memory()
			if err != nil {
				s.Error(err)
				return
			}
			most = max(most, now)
			select {
			case <-enough:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	})
	var all sync.WaitGroup
	for range crowd {
		conn := s.bad()
		all.Go(func() { do(conn) })
	}
	all.Wait()
	s.playOn(10 * time.Second)
	close(enough)
	watching.Wait()
	if bound := headless.MemoryBound(crowd + s.good); most > bound {
		s.Errorf("it took %d MiB, more than %d", most>>20, bound>>20)
	}
	s.Logf("%d MiB at most; of the crowd %d were too slow and %d had no room", most>>20,
		s.program.Count("left: too slow"), s.program.Count("left: no room"))
	s.allWell()
}
