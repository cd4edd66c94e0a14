package logfile_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

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

func TestTheLogHasTheRecordsFromOpenToClose(t *testing.T) {
	t.Parallel()
	j := newJournal()
	addEchoes(j, "before")
	path := filepath.Join(t.TempDir(), "new", "folder", "log.jsonl")
	w := logfile.Open(path, j, addresses)
	j.Event(noon, journal.Event{Kind: journal.Hosting, Seat: -1, Addr: netip.MustParseAddrPort("0.0.0.0:5555")})
	addEchoes(j, "one", "two")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	addEchoes(j, "after")
	if got := received(t, path); !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("the log has %q", got)
	}
	if e := parseLog(t, path)[0]; e.Event != "hosting" || !slices.Equal(e.Addresses, []string{"192.168.1.23"}) {
		t.Errorf("the log begins with %+v", e)
	}
}

func TestRecordsAreWrittenWhileHosting(t *testing.T) {
	t.Parallel()
	j := newJournal()
	path := filepath.Join(t.TempDir(), "log.jsonl")
	openSmall(t, path, j)
	for _, s := range []string{"one", "two"} {
		addEchoes(j, s)
		waitFor(t, s, func() bool {
			b, _ := os.ReadFile(path)
			return bytes.Contains(b, []byte(`"`+s+`"`))
		})
	}
}

func TestALogIsAppendedToAnEarlierOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, before, after string }{
		{"whole lines", "{\"event\":\"stopped\"}\n", "{\"event\":\"stopped\"}\n"},
		{"a line cut by a crash", "{\"event\":\"stopped\"}\n{\"event\":\"recei", "{\"event\":\"stopped\"}\n"},
		{"a line cut within its prefix", "{\"event\":\"stopped\"}\n{\"ev", "{\"event\":\"stopped\"}\n"},
		{"a line of another program", "my notes", "my notes\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "log.jsonl")
			if err := os.WriteFile(path, []byte(c.before), 0o600); err != nil {
				t.Fatal(err)
			}
			j := newJournal()
			w := openSmall(t, path, j)
			j.Event(noon, journal.Event{Kind: journal.Stopped, Seat: -1})
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if rest, ok := strings.CutPrefix(string(b), c.after); !ok || rest != "{\"event\":\"stopped\",\"time\":\"2026-11-22T12:00:00.123456789Z\"}\n" {
				t.Errorf("the file has %q", b)
			}
		})
	}
}

func TestTheLogHasNoEffectOnATerminal(t *testing.T) {
	t.Parallel()
	j := newJournal()
	path := filepath.Join(t.TempDir(), "log.jsonl")
	w := openSmall(t, path, j)
	msg := "\x1b[2J \u202egame \x00\x7f\u0085 \u2028end"
	addEchoes(j, msg)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range string(b) {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Errorf("the file has %q unescaped", r)
		}
	}
	if got := received(t, path); len(got) != 1 || got[0] != msg {
		t.Errorf("the log has %q", got)
	}
}

func TestAnUnwritableLogIsReportedAndWrittenLater(t *testing.T) {
	t.Parallel()
	for name, obstruct := range map[string]func(path string) (remove func() error, err error){
		"a file in place of its folder": func(path string) (func() error, error) {
			dir := filepath.Dir(path)
			return func() error { return os.Remove(dir) }, os.WriteFile(dir, nil, 0o600)
		},
		"a folder in its place": func(path string) (func() error, error) {
			return func() error { return os.Remove(path) }, os.MkdirAll(path, 0o700)
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "logs", "log.jsonl")
			remove, err := obstruct(path)
			if err != nil {
				t.Fatal(err)
			}
			j := newJournal()
			w := openSmall(t, path, j)
			waitFor(t, "the error", func() bool { return w.Err() != nil })
			if e, ok := errors.AsType[*logfile.Error](w.Err()); !ok || e.Path != path {
				t.Errorf("the error is %#v", w.Err())
			}
			addEchoes(j, "meanwhile")
			if err := remove(); err != nil {
				t.Fatal("the obstruction cannot be removed:", err)
			}
			waitFor(t, "the log to be writable", func() bool { return w.Err() == nil })
			addEchoes(j, "again")
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if got := received(t, path); !slices.Equal(got, []string{"meanwhile", "again"}) {
				t.Errorf("the log has %q", got)
			}
		})
	}
}

func TestCheckReportsAnUnwritableLog(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	good, before := filepath.Join(dir, "new", "folder", "log.jsonl"), filepath.Join(dir, "before.jsonl")
	if err := os.WriteFile(before, []byte("{\"event\":\"stopped\"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{good, before} {
		if err := logfile.Check(path); err != nil {
			t.Errorf("%s is refused: %v", path, err)
		}
	}
	if b, err := os.ReadFile(before); err != nil || string(b) != "{\"event\":\"stopped\"}\n" {
		t.Errorf("an earlier log has %q after the check (%v)", b, err)
	}
	for what, path := range map[string]string{
		"a folder":                      dir,
		"a file in place of its folder": filepath.Join(before, "log.jsonl"),
	} {
		if e, ok := errors.AsType[*logfile.Error](logfile.Check(path)); !ok || e.Path != path {
			t.Errorf("%s: the error is %#v", what, e)
		}
	}
}

func TestLostRecordsAreCounted(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "logs", "log.jsonl")
	if err := os.WriteFile(filepath.Dir(path), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	j := newJournal()
	w := openSmall(t, path, j)
	waitFor(t, "the error", func() bool { return w.Err() != nil })
	const kept, lost = 1 << 10, 300
	for i := range kept + lost {
		addEchoes(j, strconv.Itoa(i))
	}
	if err := os.Remove(filepath.Dir(path)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if e := parseLog(t, path)[0]; e.Event != "skipped" || e.Count != lost {
		t.Errorf("the log begins with %+v, want %d skipped", e, lost)
	}
	if got := received(t, path); len(got) != kept || got[0] != strconv.Itoa(lost) {
		t.Errorf("it has %d messages from %q on", len(got), got[0])
	}
}

func TestARemovedLogIsStartedAgain(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "logs")
	path := filepath.Join(dir, "log.jsonl")
	for name, remove := range map[string]func() error{
		"the folder is gone":  func() error { return os.RemoveAll(dir) },
		"the file is gone":    func() error { return os.Remove(path) },
		"the file is emptied": func() error { return os.Truncate(path, 0) },
		"another file replaces it": func() error {
			info, err := os.Stat(path)
			if err != nil {
				return err
			}
			same := strings.Repeat("\n", int(info.Size())) // of the same size
			return errors.Join(os.Rename(path, path+".old"), os.WriteFile(path, []byte(same), 0o600))
		},
		"the folder is renamed": func() error { return os.Rename(dir, dir+".old") },
	} {
		t.Run(name, func(t *testing.T) {
			j := newJournal()
			w := openSmall(t, path, j)
			addEchoes(j, "before")
			waitFor(t, "the file", func() bool {
				b, _ := os.ReadFile(path)
				return bytes.Contains(b, []byte(`"before"`))
			})
			if err := remove(); err != nil {
				t.Fatal(err)
			}
			addEchoes(j, "after")
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if got := received(t, path); !slices.Equal(got, []string{"after"}) {
				t.Errorf("the log has %q", got)
			}
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		})
	}
}

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

func TestCloseAndErrAreSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	j := newJournal()
	w := openSmall(t, filepath.Join(t.TempDir(), "log.jsonl"), j)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 200 {
				addEchoes(j, "x")
				_ = w.Err()
			}
			_ = w.Close()
		})
	}
	all.Wait()
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}
