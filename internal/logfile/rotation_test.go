package logfile_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"porchlight/internal/journal"
	"porchlight/internal/logfile"
)

func TestRotatedFilesAreBoundedAndHaveWholeLines(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "log.jsonl")
	j := journal.New(journal.Options{Records: 1 << 9, Bytes: 2 << 20, Events: 8})
	w := openSmall(t, path, j)
	const files = 3
	text := strings.Repeat("x", small.MaxMessage/2)
	count := 0
	for written := 0; written < files*small.Megabytes<<20; written += 2 * len(text) {
		addEchoes(j, text)
		if count++; count%20 == 0 { // no faster than the log is written
			waitFor(t, "the records to be written", func() bool { return folderSize(t, dir) >= 2*len(text)*count })
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	all, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(all) <= files {
		t.Fatalf("the files are %q (%v)", all, err)
	}
	got := 0
	for _, name := range all {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > int64(small.Megabytes)<<20 {
			t.Errorf("%s has %d bytes", name, info.Size())
		}
		got += len(received(t, name))
	}
	if got != count {
		t.Errorf("the files have %d messages, want %d", got, count)
	}
}

// folderSize returns the total size of the files in a folder, in bytes.
func folderSize(t *testing.T, dir string) int {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range all {
		if info, err := os.Stat(name); err == nil { // else it was renamed
			n += int(info.Size())
		}
	}
	return n
}

// The other tests use smaller limits.
func TestTheLimitsAreAsDocumented(t *testing.T) {
	t.Parallel()
	byDefault := logfile.DefaultLimits()
	want := logfile.Limits{Megabytes: 10, MaxMessage: 1 << 20, Poll: 100 * time.Millisecond, Retry: 3 * time.Second}
	if byDefault != want || logfile.MaxOldFiles != 5 || logfile.MaxDays != 30 {
		t.Errorf("the limits are %+v, %d old files and %d days", byDefault, logfile.MaxOldFiles, logfile.MaxDays)
	}
	const escaped, rest = 6, 1 << 10 // bytes of an escaped byte, and of the rest of a line
	for _, l := range []logfile.Limits{byDefault, small} {
		if line := escaped*l.MaxMessage + rest; line > l.Megabytes<<20 {
			t.Errorf("a line of %d bytes does not fit into a file of %d megabytes", line, l.Megabytes)
		}
	}
}

func TestSurplusRotatedFilesAreRemoved(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i := range logfile.MaxOldFiles + 3 {
		old := time.Now().Add(-time.Duration(i+1) * time.Hour).Format("2006-01-02T15-04-05.000")
		if err := os.WriteFile(filepath.Join(dir, "log-"+old+".jsonl"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	other := filepath.Join(dir, "log-notes.jsonl")
	if err := os.WriteFile(other, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	openSmall(t, filepath.Join(dir, "log.jsonl"), newJournal())
	waitFor(t, "the surplus files to be removed", func() bool {
		all, _ := filepath.Glob(filepath.Join(dir, "log-2*.jsonl"))
		return len(all) == logfile.MaxOldFiles
	})
	if _, err := os.Stat(other); err != nil {
		t.Error("a file that is not a log was removed:", err)
	}
}

func TestAnOldRotatedFileIsRemoved(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ancient := filepath.Join(dir, "log-2020-01-01T00-00-00.000.jsonl")
	if err := os.WriteFile(ancient, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	openSmall(t, filepath.Join(dir, "log.jsonl"), newJournal())
	waitFor(t, "the old file to be removed", func() bool {
		_, err := os.Stat(ancient)
		return errors.Is(err, fs.ErrNotExist)
	})
}

func TestALongMessageIsRecordedByItsLength(t *testing.T) {
	t.Parallel()
	j := journal.New(journal.Options{Records: 64, Bytes: 1 << 20, Events: 8})
	path := filepath.Join(t.TempDir(), "log.jsonl")
	w := openSmall(t, path, j)
	long := bytes.Repeat([]byte{0}, small.MaxMessage) // six bytes each in JSON
	j.Message(noon, 0, long, nil, 0, 0)
	j.Message(noon, 0, append(long, 0), nil, 0, 0)
	waitFor(t, "the lines", func() bool { return folderSize(t, filepath.Dir(path)) > 6*len(long) })
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got := parseLog(t, path)
	if len(got) != 2 || got[0].Text != string(long) || got[1].Text != "" || got[1].Length != len(long)+1 {
		t.Errorf("it has %d lines", len(got))
	}
}
