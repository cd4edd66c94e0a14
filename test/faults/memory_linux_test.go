package faults

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
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

func TestTheMemoryIsBoundedWhileLargeMessagesAreExported(t *testing.T) {
	for name, flags := range map[string][]string{
		"json":         {"--quiet=false"},
		"log":          {"--log", filepath.Join(t.TempDir(), "porchlight.jsonl")},
		"json and log": {"--quiet=false", "--log", filepath.Join(t.TempDir(), "porchlight.jsonl")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "echo.toml")
			if err := os.WriteFile(file, []byte("rule = \"echo\"\n[framing]\nin = \"u32be\"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			g := startGameBy(t, []string{builtPath}, append(flags, "--bind", "127.0.0.1", "--game", file)...)
			memory := g.monitorMemory()
			conn := g.dial()
			message := append([]byte{0, 0x10, 0, 0}, make([]byte, 1<<20)...)
			var discarding sync.WaitGroup
			discarding.Go(func() { _, _ = io.Copy(io.Discard, conn) })
			for end := time.Now().Add(5 * time.Second); time.Now().Before(end); {
				if _, err := conn.Write(message); err != nil {
					t.Fatal(err)
				}
			}
			_ = conn.Close()
			discarding.Wait()
			// The program, its journal, a message on its way in and out, and one record on its way to each output.
			const bound = 128 << 20
			if most := memory(); most > bound {
				t.Errorf("the program used %d MiB, more than %d", most>>20, bound>>20)
			} else {
				t.Logf("%d MiB at most", most>>20)
			}
		})
	}
}

// monitorMemory samples the program's memory until the returned function is called, which returns the maximum.
func (g *game) monitorMemory() (stop func() (most int)) {
	done := make(chan struct{})
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
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	})
	return func() int {
		close(done)
		monitor.Wait()
		return most
	}
}

// checkMemory connects hostile players, calls attack for each, keeps them for a while, and checks that the memory of
// the program stays below its bound throughout.
func (g *game) checkMemory(attack func(conn net.Conn)) {
	g.Helper()
	need.OpenFiles(g, hostilePlayers+200)
	memory := g.monitorMemory()
	var all sync.WaitGroup
	for range hostilePlayers {
		conn := g.connectBad()
		all.Go(func() { attack(conn) })
	}
	all.Wait()
	g.letPlay(10 * time.Second)
	most := memory()
	if bound := headless.MemoryBound(hostilePlayers + g.good); most > bound {
		g.Errorf("the program used %d MiB, more than %d", most>>20, bound>>20)
	}
	g.Logf("%d MiB at most; of the hostile players %d were too slow and %d had no room", most>>20,
		g.program.Count("left: too slow"), g.program.Count("left: no room"))
	g.checkGoodPlayers()
}
