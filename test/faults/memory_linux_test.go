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
	"porchlight/test/need"
)

// hostilePlayers is the number of hostile players at a time.
const hostilePlayers = 800

func TestTheMemoryIsBoundedWhenPlayersHoldBackLargeMessages(t *testing.T) {
	g := startGame(t, "Chat with 64-byte headers")
	g.addTalkingPlayers("header:64", g.dial)
	message := append(fmt.Appendf(nil, "%-64d", 1<<20), bytes.Repeat([]byte("x"), 1<<20-1)...) // without its last byte
	g.checkMemory(func(conn net.Conn) {
		go func() { _, _ = io.Copy(io.Discard, conn) }()
		_, _ = conn.Write(message) // fails for players that are ended as "no room"
	})
}

func TestTheMemoryIsBoundedWhenPlayersNeverRead(t *testing.T) {
	g := startChat(t)
	g.checkMemory(func(conn net.Conn) {
		tcp, _ := conn.(*net.TCPConn)
		_ = tcp.SetReadBuffer(4096)
	})
}

// checkMemory connects hostile players, calls attack for each, keeps them for a while, and checks that the memory of
// the program stays below its bound throughout.
func (g *game) checkMemory(attack func(conn net.Conn)) {
	g.Helper()
	need.OpenFiles(g, hostilePlayers+200)
	stop := make(chan struct{})
	most := 0
	var monitor sync.WaitGroup
	monitor.Go(func() {
		for {
			now, err := g.program.Memory()
			if err != nil {
				g.Error(err)
				return
			}
			most = max(most, now)
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	})
	var all sync.WaitGroup
	for range hostilePlayers {
		conn := g.connectBad()
		all.Go(func() { attack(conn) })
	}
	all.Wait()
	g.letPlay(10 * time.Second)
	close(stop)
	monitor.Wait()
	if bound := headless.MemoryBound(hostilePlayers + g.good); most > bound {
		g.Errorf("the program used %d MiB, more than %d", most>>20, bound>>20)
	}
	g.Logf("%d MiB at most; of the hostile players %d were too slow and %d had no room", most>>20,
		g.program.Count("left: too slow"), g.program.Count("left: no room"))
	g.checkGoodPlayers()
}
