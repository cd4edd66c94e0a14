package terminal

import (
	"encoding/binary"
	"io"
	"net"
	"strings"
	"testing"

	"porchlight/test/built"
	"porchlight/test/headless"
	"porchlight/test/need"
	"porchlight/test/program"
)

// exchange sends a message of a length with a big-endian header of 32 bits, and discards the answer.
func exchange(t *testing.T, c net.Conn, length int) {
	t.Helper()
	frame := binary.BigEndian.AppendUint32(make([]byte, 0, 4+length), uint32(length))
	if _, err := c.Write(frame[:4+length]); err != nil {
		t.Fatal("send:", err)
	}
	var header [4]byte
	if _, err := io.ReadFull(c, header[:]); err != nil {
		t.Fatal("receive a header:", err)
	}
	if _, err := io.CopyN(io.Discard, c, int64(binary.BigEndian.Uint32(header[:]))); err != nil {
		t.Fatal("receive an answer:", err)
	}
}

// Players whose latest messages had a byte each once held their largest ones, 16 MiB each.
func TestSwapKeepsTheLatestMessageAndNotTheLargest(t *testing.T) {
	t.Parallel()
	const players, largest = 40, 16 << 20
	p := program.Host(t, built.Headless.Path(t), "--quiet", "--players", "0", "--game",
		gameFile(t, "rule = 'swap'\nplayers = 0\nlargest = 16777216\n[framing]\nin = 'u32be'\n"))
	peak := p.MonitorMemory()
	clients := make([]*program.Client, players)
	for i := range clients {
		clients[i] = p.Connect()
		exchange(t, clients[i], 1)
	}
	for _, c := range clients {
		exchange(t, c, largest)
		exchange(t, c, 1)
	}
	p.Stop()
	if memory, bound := peak(), headless.MemoryBound(players); memory > bound {
		t.Errorf("it took %d MiB, of %d MiB allowed", memory>>20, bound>>20)
	}
}

// Each of 1,000 rooms once prepared the reply anew, in 0.27 s and 320 KiB.
func TestRoomsShareAReplyOfManyPlaceholders(t *testing.T) {
	t.Parallel()
	const players, placeholders = 1000, 10_000
	need.OpenFiles(t, players+100)
	p := program.Host(t, built.Headless.Path(t), "--quiet", "--per-address", "0", "--game",
		gameFile(t, "rule = 'reply'\nplayers = 0\nroom = 1\nreply = '"+strings.Repeat("{seat}", placeholders)+"'\n"))
	peak := p.MonitorMemory()
	for range players {
		c := p.Connect()
		c.Send("x", false)
		c.Receive(strings.Repeat("0", placeholders))
	}
	p.Stop()
	if memory := peak(); memory > 200<<20 {
		t.Errorf("it took %d MiB", memory>>20)
	}
}
