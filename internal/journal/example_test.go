package journal_test

import (
	"fmt"
	"time"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
)

// Records are read in order and printed without effect on the terminal.
func Example() {
	j := journal.New(journal.Options{Records: 64, Bytes: 1 << 12, Events: 16})
	msg := []byte("50,50\n\x1b[2J")
	j.Message(time.Now(), 0, msg, msg, 1, 0)

	entries := make([]journal.Entry, 8)
	first, _ := j.Range()
	for _, e := range entries[:j.Read(first, entries, 0)] {
		fmt.Printf("player %d sent %s\n", e.Seat, printable.Text(e.In))
	}
	// Output: player 0 sent 50,50\n\x1b[2J
}
