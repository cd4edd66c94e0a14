package export_test

import (
	"fmt"
	"os"
	"time"

	"porchlight/internal/journal"
	"porchlight/internal/journal/export"
)

// A message and its answer are two JSON lines.
func Example() {
	j := journal.New(journal.Options{Records: 64, Bytes: 1 << 12, Events: 16})
	noon := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	j.Message(noon, 0, []byte("50,50"), []byte("100,100\n"), 1, journal.ToSeat)

	entries := make([]journal.Entry, 8)
	if err := export.NewJSONWriter(os.Stdout, 0).Write(entries[:j.Read(0, entries, 0)]); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {"event":"received","time":"2026-03-01T12:00:00Z","seat":0,"length":5,"text":"50,50"}
	// {"event":"sent","time":"2026-03-01T12:00:00Z","seat":0,"receiver":0,"to":1,"length":8,"text":"100,100\n"}
}
