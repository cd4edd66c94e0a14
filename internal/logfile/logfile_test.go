package logfile_test

import (
	"bytes"
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"porchlight/internal/journal"
	"porchlight/internal/logfile"
)

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

func TestEventsThatAFloodFollowsAreInTheLog(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "logs", "log.jsonl")
	if err := os.WriteFile(filepath.Dir(path), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	j := newJournal()
	w := openSmall(t, path, j)
	waitFor(t, "the error", func() bool { return w.Err() != nil })
	const players, events = 200, 1 << 8 // the journal keeps this number of events in a flood
	for seat := range players {
		j.Event(noon, journal.Event{Kind: journal.Joined, Seat: seat})
		j.Event(noon, journal.Event{Kind: journal.Left, Seat: seat, Reason: journal.ByPlayer})
	}
	const flood = 2000
	for range flood {
		addEchoes(j, "flood")
	}
	if err := os.Remove(filepath.Dir(path)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, e := range parseLog(t, path) {
		if e.Event == "skipped" {
			counts["skipped "+e.Kind] += e.Count
		} else {
			counts[e.Event]++
		}
	}
	if counts["joined"] != events/2 || counts["left"] != events/2 || counts["joined"]+counts["skipped joined"] != players ||
		counts["left"]+counts["skipped left"] != players || counts["received"]+counts["skipped message"] != flood {
		t.Errorf("the log has %v", counts)
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
