package crash_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"porchlight/internal/crash"
)

// inFolder tells the test binary to crash, with its reports in that folder.
const (
	inFolder = "PORCHLIGHT_TEST_CRASH_IN"
	byWay    = "PORCHLIGHT_TEST_CRASH_BY"
	secret   = "what a player said"
)

func TestMain(m *testing.M) {
	folder := os.Getenv(inFolder)
	if folder == "" {
		os.Exit(m.Run())
	}
	if err := crash.New(folder, "1.2.3").Watch(); err != nil {
		fmt.Println(err)
		os.Exit(0)
	}
	switch os.Getenv(byWay) {
	case "a panic":
		panic(secret + "\ngoroutine 1 [running]:\n" + secret)
	case "an error":
		panic(errors.New(secret))
	case "an index":
		var none []int
		none[len(os.Args)]++
	case "an error of the runtime's":
		new(sync.Mutex).Unlock() // of what is not locked: nothing recovers from that
	case "all is well":
	}
	os.Exit(0)
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func names(t *testing.T, folder, pattern string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// panics gives what a function panics with, and the stack.
func panics(f func()) (value any, stack []byte) {
	defer func() { value, stack = recover(), debug.Stack() }()
	f()
	return nil, nil
}

type quoting struct{ said string }

func (q *quoting) Error() string { return q.said }
func (*quoting) RuntimeError()   {} // it only says so

func TestAReportSaysWhatAndWhereAndNoMessage(t *testing.T) {
	var none []int
	for _, c := range []struct {
		do   func()
		says string
	}{
		{func() { panic(secret) }, "something of the type string"},
		{func() { panic(errors.New(secret)) }, "something of the type *errors.errorString"},
		{func() { panic([]byte(secret)) }, "something of the type []uint8"},
		{func() { panic(&quoting{secret}) }, "something of the type *crash_test.quoting"},
		{func() { none[7]++ }, "panic: runtime error: index out of range [7] with length 0"},
		{func() { var a any = secret; _ = a.(int) }, "panic: interface conversion: interface {} is string, not int"},
	} {
		r := crash.New(filepath.Join(t.TempDir(), "crashes"), "1.2.3")
		value, stack := panics(c.do)
		path, err := r.Write(value, stack)
		if err != nil {
			t.Fatal(err)
		}
		said := read(t, path)
		for _, want := range []string{c.says, "Porchlight 1.2.3", runtime.GOOS + "/" + runtime.GOARCH, runtime.Version(), "crash_test.panics("} {
			if !strings.Contains(said, want) {
				t.Errorf("the report does not have %q:\n%s", want, said)
			}
		}
		if strings.Contains(said, secret) {
			t.Errorf("the report has the message:\n%s", said)
		}
		if r.Last() != path {
			t.Errorf("the last report is %q, want %q", r.Last(), path)
		}
	}
}

func TestTenReportsAreKeptTheNewest(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "crash-notes.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r := crash.New(folder, "1.2.3")
	first := ""
	last := ""
	for i := range crash.MaxReports + 3 {
		path, err := r.Write("x", []byte(fmt.Sprint("stack ", i)))
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = path
		}
		last = path
	}
	if list := names(t, folder, "crash-2*.txt"); len(list) != crash.MaxReports {
		t.Errorf("there are %d reports, want %d", len(list), crash.MaxReports)
	}
	if _, err := os.Stat(first); err == nil {
		t.Error("the oldest is still there")
	}
	if !strings.HasSuffix(read(t, last), fmt.Sprint("stack ", crash.MaxReports+2)) {
		t.Error("the newest is not there")
	}
	if len(names(t, folder, "crash-notes.txt")) != 1 {
		t.Error("what is no report was removed")
	}
}

func TestAFaultOfAPlayerIsNoEndOfTheProgram(t *testing.T) {
	folder := t.TempDir()
	r := crash.New(folder, "1.2.3")
	for range crash.MaxFaults + 2 {
		r.Fault(secret, []byte("stack"))
	}
	if r.Last() != "" {
		t.Errorf("%s is told of as the end of the program", r.Last())
	}
	if list := names(t, folder, "player-*.txt"); len(list) != crash.MaxFaults {
		t.Errorf("there are %d reports, want %d", len(list), crash.MaxFaults)
	}
}

func TestWhatTheRuntimeSaidLastIsAReportAtTheNextStart(t *testing.T) {
	for way, says := range map[string][]string{
		"a panic":                   {"panic (its text is left out", "TestMain("},
		"an error":                  {"panic (its text is left out", "TestMain("},
		"an index":                  {"panic: runtime error: index out of range", "TestMain("},
		"an error of the runtime's": {"sync.fatal(", "TestMain("},
		"all is well":               nil,
	} {
		t.Run(way, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "crashes")
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), inFolder+"="+folder, byWay+"="+way)
			out, _ := cmd.CombinedOutput() // how it ends is looked at below
			r := crash.New(folder, "1.2.4")
			if r.Last() != "" {
				t.Errorf("there is a report before: %s", out)
			}
			for range 2 { // it is told of once
				cmd = exec.Command(os.Args[0])
				cmd.Env = append(os.Environ(), inFolder+"="+folder, byWay+"=all is well")
				if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
					t.Fatalf("%v: %s", err, out)
				}
			}
			list := names(t, folder, "crash-*.txt")
			if says == nil {
				if len(list) != 0 {
					t.Errorf("there are the reports %q", list)
				}
				return
			}
			if len(list) != 1 || r.Last() != list[0] {
				t.Fatalf("there are the reports %q, the last %q, after\n%s", list, r.Last(), out)
			}
			said := read(t, list[0])
			for _, want := range append(says, "Porchlight 1.2.3 found this", runtime.GOOS+"/"+runtime.GOARCH) {
				if !strings.Contains(said, want) {
					t.Errorf("the report does not have %q:\n%s", want, said)
				}
			}
			if strings.Contains(said, secret) {
				t.Errorf("the report has the message:\n%s", said)
			}
		})
	}
}

func TestAFolderThatCannotBeIsAnErrorAndNoMore(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r := crash.New(filepath.Join(file, "crashes"), "1.2.3")
	if _, err := r.Write("x", nil); err == nil {
		t.Error("a report was written below a file")
	}
	if r.Watch() == nil {
		t.Error("watching below a file is well")
	}
	r.Fault("x", nil)
	if r.Last() != "" {
		t.Errorf("there is the report %q", r.Last())
	}
}
