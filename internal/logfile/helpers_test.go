package logfile_test

import (
	"bytes"
	"encoding/json"
	"net/netip"
	"os"
	"testing"
	"time"

	"porchlight/internal/journal"
	"porchlight/internal/logfile"
)

// noon is the time of all records.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 123_456_789, time.UTC)

func newJournal() *journal.Journal {
	return journal.New(journal.Options{Records: 1 << 10, Bytes: 1 << 20, Events: 1 << 8})
}

func addresses() []netip.Addr { return []netip.Addr{netip.MustParseAddr("192.168.1.23")} }

// small limits make a log rotate soon and poll often.
var small = logfile.Limits{Megabytes: 1, MaxMessage: 1 << 14, Poll: 5 * time.Millisecond, Retry: 5 * time.Millisecond}

// openSmall opens a log with small limits. The end of the test closes it.
func openSmall(t *testing.T, path string, j *journal.Journal) *logfile.Writer {
	t.Helper()
	w := logfile.OpenWith(path, j, addresses, small)
	t.Cleanup(func() { _ = w.Close() })
	return w
}

func addEchoes(j *journal.Journal, texts ...string) {
	for _, s := range texts {
		j.Message(noon, 0, []byte(s), []byte(s), 1, 0)
	}
}

// waitFor polls for a state.
func waitFor(t *testing.T, what string, reached func() bool) {
	t.Helper()
	for deadline := time.Now().Add(timeout); !reached(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("timeout waiting for", what)
		}
	}
}

type event struct {
	Event, Text string
	Kind        string // of skipped
	Length      int
	Count       int
	Addresses   []string
}

// parseLog parses a file, each line of which must be a whole event.
func parseLog(t *testing.T, path string) []event {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list []event
	for line := range bytes.Lines(bytes.TrimLeft(b, "\n")) {
		var e event
		if err := json.Unmarshal(line, &e); err != nil || line[len(line)-1] != '\n' {
			t.Fatalf("%.200q is not a whole line: %v", line, err)
		}
		list = append(list, e)
	}
	return list
}

// received returns the texts of the received messages in a log.
func received(t *testing.T, path string) []string {
	t.Helper()
	var texts []string
	for _, e := range parseLog(t, path) {
		if e.Event == "received" {
			texts = append(texts, e.Text)
		}
	}
	return texts
}
