package practice

import (
	"bufio"
	"fmt"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

func TestReceivedBytesAreEscaped(t *testing.T) {
	f, conn := newFixtureWithPeer(t)
	for _, msg := range []string{"\x1b[2J\n", "\xff\xfe\n"} {
		if _, err := conn.Write([]byte(msg)); err != nil {
			t.Fatal(err)
		}
	}
	f.awaitRows(f.windows[0], `← received \x1b[2J`, "← received ff fe")
}

// newFixtureWithPeer opens a player of Chat lines that is connected to the test itself.
func newFixtureWithPeer(t *testing.T) (*fixture, net.Conn) {
	t.Helper()
	f := newFixture(t, "Chat lines")
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	f.at = l.Addr().String()
	p := f.open()
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	f.await("the connection", func() bool { return p.isConnected })
	return f, conn
}

func TestAFloodHasBoundedMemoryAndRefreshes(t *testing.T) {
	const messages = 100_000
	f, conn := newFixtureWithPeer(t)
	p := f.windows[0]
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	began, runs := time.Now(), f.runs
	go func() {
		w := bufio.NewWriter(conn)
		for i := range messages {
			fmt.Fprintf(w, "message %d of a flood that nobody could read %s\n", i, strings.Repeat("x", 1000))
		}
		_ = w.Flush()
	}()
	last := fmt.Sprintf("← received message %d of a flood", messages-1)
	f.await("the last message", func() bool {
		return len(p.rows) > 0 && strings.HasPrefix(rowsOf(p)[len(p.rows)-1], last)
	})
	took := time.Since(began)
	if most := int(took/minRefreshInterval) + 2; f.runs-runs > most {
		t.Errorf("in %v the window was called %d times, want at most %d", took, f.runs-runs, most)
	}
	if len(p.rows) != maxRows || p.log.received() != messages {
		t.Errorf("it shows %d rows, want %d, of %d", len(p.rows), maxRows, p.log.received())
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 4<<20 {
		t.Errorf("%d bytes more are in use than before the flood", grown)
	}
}

func TestTheLogKeepsOnlyTheEndsOfALongMessage(t *testing.T) {
	var l messageLog
	l.add(noon, received, []byte(strings.Repeat("x", 1<<20)))
	rows, _ := l.rows(nil)
	if kept := cap(rows[0].bytes); kept > 2*kit.MaxPayloadBytes || rows[0].length != 1<<20 {
		t.Errorf("of %d bytes %d are kept", rows[0].length, kept)
	}
}

func TestOneRefreshAtMostIsPending(t *testing.T) {
	f, conn := newFixtureWithPeer(t)
	p := f.windows[0]
	f.queue.TakeAll()
	for range 5 { // while the UI goroutine runs nothing
		if _, err := conn.Write([]byte("one\n")); err != nil {
			t.Fatal(err)
		}
		time.Sleep(minRefreshInterval + minRefreshInterval/2)
	}
	for deadline := time.Now().Add(uitest.Patience); p.log.received() < 5 && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	pending := f.queue.TakeAll()
	if len(pending) != 1 {
		t.Fatalf("%d refreshes are pending, want one", len(pending))
	}
	pending[0]()
	if len(p.rows) != 5 {
		t.Errorf("it shows %d rows, want 5", len(p.rows))
	}
}

func TestVisibleRowsStayInPlaceWhenOthersAreAdded(t *testing.T) {
	f, conn := newFixtureWithPeer(t)
	p := f.windows[0]
	send := func(from, to int) {
		for i := from; i < to; i++ {
			if _, err := fmt.Fprintf(conn, "%d\n", i); err != nil {
				t.Fatal(err)
			}
		}
		f.await("the rows", func() bool { return p.log.received() == uint64(to) && p.first+uint64(len(p.rows)) == uint64(to) })
	}
	send(0, maxRows)
	if end := float32(maxRows)*kit.RowHeight - p.list.Size().Height; p.list.GetScrollOffset() != end {
		t.Errorf("the list is at %v, want at its end, %v", p.list.GetScrollOffset(), end)
	}
	p.list.ScrollToOffset(100 * kit.RowHeight)
	send(maxRows, maxRows+30)
	if at := p.list.GetScrollOffset(); at != 70*kit.RowHeight {
		t.Errorf("a visible row moved: the list is at %v, want %v", at, 70*kit.RowHeight)
	}
}
