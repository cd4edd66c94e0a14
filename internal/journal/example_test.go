package journal_test

import (
	"fmt"
	"time"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
)

// What was written is read in order, and shown so that nothing in it is obeyed.
func Example() {
	j := journal.New(journal.Options{Records: 64, Bytes: 1 << 12, Events: 16})
	msg := []byte("50,50\n\x1b[2J")
	j.Message(time.Now(), 0, msg, msg, 1, 0)

	entries := make([]journal.Entry, 8)
	first, _ := j.Range()
	for _, e := range entries[:j.Read(first, entries, 0)] {
		fmt.Printf("player %d said %s\n", e.Seat, printable.Text(e.In))
	}
	// Output: player 0 said 50,50\n\x1b[2J
}
