//go:build !windows

package crash_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"porchlight/internal/crash"
)

// watch calls Watch in a process of its own, since crash output is the process's, and returns what it prints.
func watch(t *testing.T, folder string) string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), folderVariable+"="+folder, wayVariable+"=no crash")
	timer := time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("Watch waits, or: %v: %s", err, out)
	}
	return string(out)
}

// Opening a pipe would wait for another program.
func TestAPipeForCrashOutputIsSetAside(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := filepath.Join(folder, "fatal.raw")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	backups := func() []string { return names(t, folder, "fatal.raw.damaged-*") }
	if got := watch(t, folder); len(backups()) != 1 || got != (&crash.SetAsideError{Path: path, Backup: backups()[0]}).Error()+"\n" {
		t.Errorf("the backups are %q, the error is %q", backups(), got)
	}
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		t.Errorf("crash output goes to %v, %v", info, err)
	}
	if got := watch(t, folder); got != "" || len(backups()) != 1 {
		t.Errorf("the next time the error is %q", got)
	}
	if crash.New(folder, "1.2.3").Last() != "" {
		t.Error("there is a report of a crash")
	}
}

func TestAFolderForCrashOutputIsSetAside(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "fatal.raw"), 0o700); err != nil {
		t.Fatal(err)
	}
	if got := watch(t, folder); got == "" || len(names(t, folder, "fatal.raw.damaged-*")) != 1 {
		t.Errorf("the error is %q", got)
	}
}

// Turning crash output into a report truncates its file.
func TestAFileThatALinkLeadsToIsKept(t *testing.T) {
	t.Parallel()
	folder, other := t.TempDir(), filepath.Join(t.TempDir(), "homework.txt")
	const homework = "panic: exam\n"
	if err := errors.Join(os.WriteFile(other, []byte(homework), 0o600), os.Symlink(other, filepath.Join(folder, "fatal.raw"))); err != nil {
		t.Fatal(err)
	}
	if got := watch(t, folder); got == "" || len(names(t, folder, "fatal.raw.damaged-*")) != 1 {
		t.Errorf("the error is %q", got)
	}
	if content, err := os.ReadFile(other); err != nil || string(content) != homework {
		t.Errorf("the file has %q, %v", content, err)
	}
}

// A stack of many goroutines, or a damaged file, may be larger than the memory.
func TestHugeCrashOutputIsReportedInPart(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := filepath.Join(folder, "fatal.raw")
	err := os.WriteFile(path, []byte("fatal error: all goroutines are asleep\n\ngoroutine 1 [running]:\nmain.main()\n"), 0o600)
	if err = errors.Join(err, os.Truncate(path, 4<<30)); err != nil {
		t.Fatal(err)
	}
	if got := watch(t, folder); got != "" {
		t.Errorf("the error is %q", got)
	}
	report := crash.New(folder, "1.2.3").Last()
	if report == "" {
		t.Fatal("there is no report")
	}
	text := read(t, report)
	if len(text) > 2<<20 || !strings.Contains(text, "main.main()") || !strings.HasSuffix(text, "(The rest is left out.)\n") {
		t.Errorf("the report has %d bytes: %.300q", len(text), text)
	}
	if info, err := os.Stat(path); err != nil || info.Size() != 0 {
		t.Errorf("afterwards there is %v, %v", info, err)
	}
}
