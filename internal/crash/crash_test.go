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

// Environment variables that make the test binary crash: its folder for reports, and the way.
const (
	folderVariable = "PORCHLIGHT_TEST_CRASH_IN"
	wayVariable    = "PORCHLIGHT_TEST_CRASH_BY"
	secret         = "the message of a player"
)

func TestMain(m *testing.M) {
	folder := os.Getenv(folderVariable)
	if folder == "" {
		os.Exit(m.Run())
	}
	if err := crash.New(folder, "1.2.3").Watch(); err != nil {
		fmt.Println(err)
		os.Exit(0)
	}
	switch os.Getenv(wayVariable) {
	case "a panic":
		panic(secret + "\ngoroutine 1 [running]:\n" + secret)
	case "an error":
		panic(errors.New(secret))
	case "an index":
		var none []int
		none[len(os.Args)]++
	case "an error of the runtime's":
		new(sync.Mutex).Unlock() // a fatal error
	case "no crash":
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

// callPanic gives what a function callPanic with, and the stack.
func callPanic(f func()) (value any, stack []byte) {
	defer func() { value, stack = recover(), debug.Stack() }()
	f()
	return nil, nil
}

type quotingError struct{ text string }

func (q *quotingError) Error() string { return q.text }
func (*quotingError) RuntimeError()   {} // not one of the runtime

func TestAReportHasThePanicAndNoMessage(t *testing.T) {
	var none []int
	for _, c := range []struct {
		do    func()
		words string
	}{
		{func() { panic(secret) }, "something of the type string"},
		{func() { panic(errors.New(secret)) }, "something of the type *errors.errorString"},
		{func() { panic([]byte(secret)) }, "something of the type []uint8"},
		{func() { panic(&quotingError{secret}) }, "something of the type *crash_test.quotingError"},
		{func() { none[7]++ }, "panic: runtime error: index out of range [7] with length 0"},
		{func() { var a any = secret; _ = a.(int) }, "panic: interface conversion: interface {} is string, not int"},
	} {
		r := crash.New(filepath.Join(t.TempDir(), "crashes"), "1.2.3")
		value, stack := callPanic(c.do)
		path, err := r.Write(value, stack)
		if err != nil {
			t.Fatal(err)
		}
		report := read(t, path)
		for _, want := range []string{c.words, "Porchlight 1.2.3", runtime.GOOS + "/" + runtime.GOARCH, runtime.Version(), "crash_test.callPanic("} {
			if !strings.Contains(report, want) {
				t.Errorf("the report does not have %q:\n%s", want, report)
			}
		}
		if strings.Contains(report, secret) {
			t.Errorf("the report has the message:\n%s", report)
		}
		if r.Last() != path {
			t.Errorf("the last report is %q, want %q", r.Last(), path)
		}
	}
}

func TestTheNewestReportsAreKept(t *testing.T) {
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
		t.Error("the oldest report still exists")
	}
	if !strings.HasSuffix(read(t, last), fmt.Sprint("stack ", crash.MaxReports+2)) {
		t.Error("the newest report does not exist")
	}
	if len(names(t, folder, "crash-notes.txt")) != 1 {
		t.Error("a file that is not a report was removed")
	}
}

func TestProgramsThatCrashAtTheSameTimeWriteAllTheirReports(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			r := crash.New(folder, "1.2.3")
			for range 3 * crash.MaxReports {
				if _, err := r.Write("x", nil); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if list := names(t, folder, "crash-2*.txt"); len(list) > crash.MaxReports {
		t.Errorf("there are %d reports, want %d", len(list), crash.MaxReports)
	}
}

func TestAPlayersFaultIsNotACrashOfTheProgram(t *testing.T) {
	folder := t.TempDir()
	r := crash.New(folder, "1.2.3")
	for range crash.MaxFaults + 2 {
		r.Fault(secret, []byte("stack"))
	}
	if r.Last() != "" {
		t.Errorf("%s counts as a crash of the program", r.Last())
	}
	if list := names(t, folder, "player-*.txt"); len(list) != crash.MaxFaults {
		t.Errorf("there are %d reports, want %d", len(list), crash.MaxFaults)
	}
}

func TestCrashOutputIsAReportAtTheNextStart(t *testing.T) {
	for way, words := range map[string][]string{
		"a panic":                   {"panic (its text is left out", "TestMain("},
		"an error":                  {"panic (its text is left out", "TestMain("},
		"an index":                  {"panic: runtime error: index out of range", "TestMain("},
		"an error of the runtime's": {"sync.fatal(", "TestMain("},
		"no crash":                  nil,
	} {
		t.Run(way, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "crashes")
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), folderVariable+"="+folder, wayVariable+"="+way)
			out, _ := cmd.CombinedOutput() // the report is checked below
			r := crash.New(folder, "1.2.4")
			if r.Last() != "" {
				t.Errorf("there is a report before: %s", out)
			}
			for range 2 { // converted once
				cmd = exec.Command(os.Args[0])
				cmd.Env = append(os.Environ(), folderVariable+"="+folder, wayVariable+"=no crash")
				if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
					t.Fatalf("%v: %s", err, out)
				}
			}
			list := names(t, folder, "crash-*.txt")
			if words == nil {
				if len(list) != 0 {
					t.Errorf("there are the reports %q", list)
				}
				return
			}
			if len(list) != 1 || r.Last() != list[0] {
				t.Fatalf("there are the reports %q, the last %q, after\n%s", list, r.Last(), out)
			}
			report := read(t, list[0])
			for _, want := range append(words, "Porchlight 1.2.3 found this", runtime.GOOS+"/"+runtime.GOARCH) {
				if !strings.Contains(report, want) {
					t.Errorf("the report does not have %q:\n%s", want, report)
				}
			}
			if strings.Contains(report, secret) {
				t.Errorf("the report has the message:\n%s", report)
			}
		})
	}
}

func TestAnUnusableFolderIsOnlyAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r := crash.New(filepath.Join(file, "crashes"), "1.2.3")
	if _, err := r.Write("x", nil); err == nil {
		t.Error("a report was written below a file")
	}
	if r.Watch() == nil {
		t.Error("Watch below a file succeeds")
	}
	r.Fault("x", nil)
	if r.Last() != "" {
		t.Errorf("there is the report %q", r.Last())
	}
}
