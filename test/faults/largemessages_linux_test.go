package faults

import (
	"encoding/binary"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"porchlight/test/headless"
	"porchlight/test/need"
)

// The memory is measured in one run after the other: each takes all the machine's memory bandwidth.
func TestTheMemoryIsBoundedWhenPlayersExchangeTheLargestMessages(t *testing.T) {
	const largest = 16 << 20
	echo := "rule = \"echo\"\nlargest = 16777216\n[framing]\nin = \"u32be\"\n"
	for _, c := range []struct {
		name            string
		game            string
		senders, unread int // players
		length          int // of each message
	}{
		{"60 that echo 16 MiB", echo, 60, 0, largest},
		{"20 that echo 16 MiB", echo, 20, 0, largest},
		{"400 that echo 1 MiB", echo, 400, 0, 1 << 20},
		{"20 that broadcast 16 MiB, 20 that never read", "rule = \"broadcast\"\nlargest = 16777216\nname_first = true\nprefix = \"{name}: \"\nname_frame = true\nannounce_join = \"{name} joined\"\n[framing]\nin = \"u32be\"\n", 20, 20, largest},
	} {
		t.Run(c.name, func(t *testing.T) {
			need.OpenFiles(t, uint64(c.senders+c.unread+200))
			g := startGameFile(t, c.game)
			for range c.unread {
				conn := g.connectBad()
				g.send(conn, "\x00\x00\x00\x06unread")
			}
			memory := g.monitorMemory()
			end := time.Now().Add(8 * time.Second)
			message := binary.BigEndian.AppendUint32(nil, uint32(c.length))
			message = append(message, make([]byte, c.length)...)
			var all sync.WaitGroup
			var received atomic.Int64
			for range c.senders {
				all.Go(func() {
					for time.Now().Before(end) {
						n, err := exchange(g.program.Address().String(), message, end)
						if received.Add(n); err != nil {
							t.Error(err)
							return
						}
					}
				})
			}
			all.Wait()
			most, bound := memory(), headless.MemoryBound(c.senders+c.unread)
			if most > bound {
				t.Errorf("the program used %d MiB, more than %d", most>>20, bound>>20)
			}
			noRoom := g.program.Count("left: no room")
			t.Logf("%d MiB at most, of %d; the players received %d MiB; %d had no room, %d were too slow", most>>20, bound>>20,
				received.Load()>>20, noRoom, g.program.Count("left: too slow"))
			if received.Load() == 0 && noRoom == 0 {
				t.Error("the players did nothing")
			}
			if err := g.program.Stop(); err != nil {
				t.Error(err)
			}
		})
	}
}

// exchange connects, and sends a message again and again until a time or the end of the connection. It returns how many
// bytes it received meanwhile. The error is that of connecting.
func exchange(address string, message []byte, end time.Time) (received int64, err error) {
	conn, err := net.DialTimeout("tcp4", address, timeout)
	if err != nil {
		return 0, err
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(end)
	discarded := make(chan int64)
	go func() {
		n, _ := io.Copy(io.Discard, conn)
		discarded <- n
	}()
	for {
		if _, err := conn.Write(message); err != nil {
			break
		}
	}
	_ = conn.SetReadDeadline(time.Unix(1, 0))
	return <-discarded, nil
}
