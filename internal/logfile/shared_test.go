package logfile_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"porchlight/internal/journal"
	"porchlight/internal/logfile"
)

func TestTwoProgramsWithOneLogLoseNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "game.log")
	if err := logfile.Check(path); err != nil { // as at the start of the program
		t.Fatal(err)
	}
	limits := small
	limits.Megabytes = 64 // no rotation
	limits.Poll = time.Millisecond
	const programs, messages = 3, 400
	padding := strings.Repeat("x", 10_000)
	var all sync.WaitGroup
	for p := range programs {
		j := journal.New(journal.Options{Records: 1 << 10, Bytes: 16 << 20, Events: 1 << 8})
		w := logfile.OpenWith(path, j, addresses, limits)
		all.Go(func() {
			for n := range messages {
				j.Message(noon, 0, fmt.Appendf(nil, "%d-%d-%s", p, n, padding), nil, 0, 0)
				if n%10 == 0 {
					time.Sleep(2 * time.Millisecond) // as players do
				}
			}
			if err := w.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	seen := map[string]bool{}
	for _, text := range received(t, path) {
		seen[strings.TrimSuffix(text, padding)] = true
	}
	if len(seen) != programs*messages {
		t.Errorf("the log has %d of %d messages", len(seen), programs*messages)
	}
}
