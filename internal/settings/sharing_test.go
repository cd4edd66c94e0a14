package settings

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// An environment variable with a folder makes the test binary hold its locks until it is killed.
const holdVariable = "PORCHLIGHT_TEST_HOLD_LOCKS_OF"

func TestMain(m *testing.M) {
	folder := os.Getenv(holdVariable)
	if folder == "" {
		os.Exit(m.Run())
	}
	Register(folder)
	err := withLock(folder, func() error {
		fmt.Println("locked")
		_, err := io.Copy(io.Discard, os.Stdin) // until the test ends
		return err
	})
	fmt.Println(err)
	os.Exit(1)
}

// holdLocks starts a program that is registered and holds the lock of a folder until it is killed.
func holdLocks(t *testing.T, folder string) (kill func()) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), holdVariable+"="+folder)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill = sync.OnceFunc(func() {
		_ = cmd.Process.Kill() // SIGKILL
		_ = cmd.Wait()         // it was killed
	})
	t.Cleanup(kill)
	line := make([]byte, len("locked\n"))
	if _, err := out.Read(line); err != nil || string(line) != "locked\n" {
		t.Fatalf("the program printed %q, %v", line, err)
	}
	return kill
}

func TestTwoProgramsKeepEachOthersSettings(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings.toml")
	first := open(t, path)
	first.SetInt("port", 5555)
	first.SetString("owner", "Ada")
	first.Flush()
	second := open(t, path)

	first.SetInt("port", 5600)
	second.SetString("owner", "Ben")
	second.SetBool("ask", true)
	var both sync.WaitGroup
	both.Go(first.Flush)
	both.Go(second.Flush)
	both.Wait()
	third := open(t, path)
	if third.IntWithFallback("port", 1) != 5600 || third.String("owner") != "Ben" || !third.Bool("ask") {
		t.Errorf("the file has %v", third.values)
	}
	first.Refresh()
	second.Refresh()
	for _, v := range []*Store{first, second} {
		if v.IntWithFallback("port", 1) != 5600 || v.String("owner") != "Ben" || !v.Bool("ask") {
			t.Errorf("in memory there is %v", v.values)
		}
	}
}

func TestManyProgramsThatChangeSettingsAtTheSameTimeLoseNone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings.toml")
	const programs, changes = 4, 10
	var all sync.WaitGroup
	for p := range programs {
		v := open(t, path)
		all.Go(func() {
			for n := range changes {
				v.SetInt(fmt.Sprintf("p%d-%d", p, n), n+1)
				v.Flush()
			}
		})
	}
	all.Wait()
	if v := open(t, path); len(v.values) != programs*changes {
		t.Errorf("%d of %d settings are in the file", len(v.values), programs*changes)
	}
}

func TestRefreshKeepsUnsavedChangesAndLeavesDamagedFilesAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings.toml")
	first := open(t, path)
	first.SetInt("port", 5555)
	first.Flush()
	second := open(t, path)
	second.SetInt("port", 5600) // unsaved
	first.SetString("owner", "Ada")
	first.Flush()
	if second.Refresh(); second.IntWithFallback("port", 1) != 5600 || second.String("owner") != "Ada" {
		t.Errorf("in memory there is %v", second.values)
	}
	const half = "port = 56"
	for _, damaged := range []string{half + "\nowner", ""} {
		if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		if damaged == "" {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
		if first.Refresh(); first.String("owner") != "Ada" || first.IntWithFallback("port", 1) != 5555 {
			t.Errorf("after %q in memory there is %v", damaged, first.values)
		}
		if damaged != "" {
			if text, err := os.ReadFile(path); string(text) != damaged || err != nil {
				t.Errorf("the file has %q, %v", text, err)
			}
		}
	}
	second.Flush()
	if v := open(t, path); v.IntWithFallback("port", 1) != 5600 || v.String("owner") != "Ada" {
		t.Errorf("written anew, the file has %v", v.values)
	}
}

func TestADamagedFileIsSetAsideByAChange(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings.toml")
	v := open(t, path)
	v.SetInt("port", 5555)
	v.Flush()
	const damaged = "owner = "
	if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
		t.Fatal(err)
	}
	v.SetBool("ask", true)
	v.Flush()
	if v := open(t, path); v.IntWithFallback("port", 1) != 5555 || !v.Bool("ask") {
		t.Errorf("the file has %v", v.values)
	}
	aside, err := filepath.Glob(path + ".damaged-*")
	if err != nil || len(aside) != 1 {
		t.Fatal(aside, err)
	}
	if text, err := os.ReadFile(aside[0]); string(text) != damaged || err != nil {
		t.Errorf("set aside is %q, %v", text, err)
	}
}

func TestRefreshReadsAFileOfTheSameTimeAndSize(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings.toml")
	first := open(t, path)
	first.SetInt("port", 5555)
	first.Flush()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	first.Refresh()
	second := open(t, path)
	second.SetInt("port", 5600)
	second.Flush()
	if err := os.Chtimes(path, time.Time{}, info.ModTime()); err != nil { // as on FAT, within two seconds
		t.Fatal(err)
	}
	if first.Refresh(); first.IntWithFallback("port", 1) != 5600 {
		t.Errorf("in memory there is %v", first.values)
	}
}

func TestAnUnchangedFileIsNotReadAgain(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings.toml")
	if err := os.WriteFile(path, []byte("port = 5555\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, time.Time{}, long); err != nil {
		t.Fatal(err)
	}
	f := NewSharedFile(path, "", "")
	var values map[string]any
	if err := f.Read(&values, anyContent); err != nil {
		t.Fatal(err)
	}
	if f.Refresh(&values, anyContent) {
		t.Error("it is read again")
	}
	if err := os.Chtimes(path, time.Time{}, long.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if !f.Refresh(&values, anyContent) {
		t.Error("it is not read after a change")
	}
}

func TestAProgramThatHoldsTheLockDelaysAChangeForSecondsAtMost(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings.toml")
	const before = "players = 7\n"
	if err := os.WriteFile(path, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	kill := holdLocks(t, filepath.Dir(path))
	var failure error
	v, err := Open(path, func(err error) { failure = err }) // waits, and then reads without the lock
	if err != nil {
		t.Fatal(err)
	}
	v.SetInt("port", 5600)
	began := time.Now()
	v.Flush()
	if _, isLocked := errors.AsType[*LockedError](failure); !isLocked || !strings.Contains(failure.Error(), filepath.Dir(path)) {
		t.Error("the failure is", failure)
	}
	if waited := time.Since(began); waited > 10*lockTimeout {
		t.Errorf("it waited %v", waited)
	}
	if text, err := os.ReadFile(path); string(text) != before || err != nil {
		t.Errorf("without the lock it wrote %q (%v)", text, err)
	}

	kill() // and the lock is free, and so is the change that was not saved
	failure = nil
	v.SetString("owner", "Ada")
	v.Flush()
	if again := open(t, path); failure != nil || again.IntWithFallback("port", 1) != 5600 || again.String("owner") != "Ada" || again.IntWithFallback("players", 1) != 7 {
		t.Errorf("after the end of the other program: %v, the file has %v", failure, again.values)
	}
}

func TestProgramsThatUseTheSameFolderKnowOfEachOther(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "new")
	first := Register(folder)
	if first.HasOthers() {
		t.Error("the first one has others")
	}
	second := Register(folder)
	third := Register(folder)
	if !second.HasOthers() || !first.HasOthers() || !third.HasOthers() {
		t.Error("they do not know of each other")
	}
	if err := errors.Join(first.Close(), second.Close()); err != nil {
		t.Fatal(err)
	}
	if third.HasOthers() {
		t.Error("the last one has others")
	}
	if other := Register(t.TempDir()); other.HasOthers() {
		t.Error("it has others in another folder")
	}
}

func TestAKilledProgramIsUnknown(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	kill := holdLocks(t, folder)
	kill()
	if i := Register(folder); i.HasOthers() {
		t.Error("it is known still")
	}
}

func TestWhereThereIsNoLockFilesAreWritten(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings.toml")
	for _, name := range []string{lockName, instanceName} { // cannot be opened as a file on every system, or locked
		if err := os.Mkdir(filepath.Join(filepath.Dir(path), name), 0o000); err != nil {
			t.Fatal(err)
		}
	}
	v := open(t, path)
	v.SetInt("port", 5600)
	v.Flush()
	if got := open(t, path).IntWithFallback("port", 1); got != 5600 {
		t.Errorf("the file has port %d", got)
	}
	if Register(filepath.Dir(path)).HasOthers() {
		t.Error("without a lock it has others")
	}
}
