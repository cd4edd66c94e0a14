package window

import (
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"porchlight/test/headless"
	"porchlight/test/program"
)

// The log records every message meanwhile, escaped as JSON.
func TestTheMemoryIsBoundedWhileLargeMessagesAreShownAndLogged(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	game := filepath.Join(folder, "echo.toml")
	if err := os.WriteFile(game, []byte("rule = \"echo\"\n[framing]\nin = \"u32be\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	port := program.FreePort(t)
	w := openWindow(t, "--start", "--port", strconv.Itoa(port), "--game", game, "--log", filepath.Join(folder, "porchlight.jsonl"))
	w.waitForText("Waiting for players")
	before, err := headless.MemoryOf(w.process.ID())
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go func() { _, _ = io.Copy(io.Discard, conn) }()
	message := append([]byte{0, 0x10, 0, 0}, make([]byte, 1<<20)...)
	most := 0
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); {
		if _, err := conn.Write(message); err != nil {
			t.Fatal(err)
		}
		now, err := headless.MemoryOf(w.process.ID())
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, now)
	}
	// The journal's ring, textures of changing rows, and one message on its way to each output.
	const bound = 128 << 20
	if most-before > bound {
		t.Errorf("the memory has grown by %d MiB, more than %d", (most-before)>>20, bound>>20)
	}
	t.Logf("%d MiB before, at most %d", before>>20, most>>20)
}
