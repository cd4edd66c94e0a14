package upstream

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestWhatAServerPrintsAndItsStatusAreKept(t *testing.T) {
	t.Parallel()
	p, o := startRole(t, "fail")
	if e := waitForEnd(t, p); e.Code != 7 || e.Signal != "" || e.Stopped || e.Duration <= 0 || e.Duration > timeout {
		t.Errorf("it ended with %+v, want the status 7", e)
	}
	var out, err bool
	for _, l := range o.Last(10) {
		out = out || l.Text == "out" && !l.Stderr && !l.Notice
		err = err || l.Text == "err" && l.Stderr
	}
	if !out || !err {
		t.Errorf("it printed %+v", o.Last(10))
	}
}

func TestStopEndsAServerAndSaysSo(t *testing.T) {
	t.Parallel()
	p, o := startRole(t, "listen")
	waitForLine(t, o, "port ")
	for range 3 {
		go p.Stop()
	}
	p.Stop()
	e := p.Exit()
	if !e.Stopped || runtime.GOOS != "windows" && e.Signal != "SIGTERM" {
		t.Errorf("it ended with %+v, want that it was stopped", e)
	}
	if e.Duration > stopGrace+10*time.Second {
		t.Errorf("stopping took %v", e.Duration)
	}
	p.Stop() // once more, after the end
}

func TestAHundredMegabytesAreReadInBoundedMemory(t *testing.T) {
	t.Parallel()
	// On a busy machine a line may come in two parts with a pause between them, which is not its end.
	p, o := startWith(t, roleCommand("flood"), Options{partialDelay: time.Hour})
	if e := waitForEnd(t, p); e.Code != 0 {
		t.Errorf("it ended with %+v", e)
	}
	if took := o.Last(1)[0].Text; !strings.HasPrefix(took, "took ") {
		t.Errorf("the last line is %q", took)
	}
	first, next := o.Range()
	if next != 1_000_002 || next-first > maxLines || next-first < maxLines/2 {
		t.Errorf("lines %d to %d are kept, want the last of 1,000,001", first, next)
	}
	if o.bytes > maxBytes || cap(o.lines) > 4*maxLines {
		t.Errorf("%d bytes are kept, and room for %d lines", o.bytes, cap(o.lines))
	}
}

func TestWhatCannotBeStartedIsAnErrorWithItsReason(t *testing.T) {
	t.Parallel()
	text := writeFile(t, "notes", "hello")
	for name, c := range map[string]struct {
		command Command
		want    error
	}{
		"no program":         {Command{}, exec.ErrNotFound},
		"not in PATH":        {Command{Args: []string{"no-such-program-anywhere"}}, exec.ErrNotFound},
		"no such path":       {Command{Args: []string{"./none"}, Folder: filepath.Dir(text)}, fs.ErrNotExist},
		"not executable":     {Command{Args: []string{text}}, fs.ErrPermission},
		"no such folder":     {Command{Args: []string{keeperForTest()[0]}, Folder: filepath.Join(filepath.Dir(text), "none")}, fs.ErrNotExist},
		"a file as a folder": {Command{Args: []string{keeperForTest()[0]}, Folder: text}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Start(c.command, Options{Keeper: keeperForTest(), Output: NewOutput()})
			var e *StartError
			if p != nil || !errors.As(err, &e) || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("the error is %v, want a StartError with %v", err, c.want)
			}
		})
	}
}

func TestAProgramIsNotTakenFromTheCurrentFolder(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	const name = "here-only.exe"
	if err := os.WriteFile(filepath.Join(folder, name), nil, 0o700); err != nil {
		t.Fatal(err)
	}
	c := Command{Args: []string{name}, Folder: folder, Env: []string{"PATH=" + os.Getenv("PATH") + string(filepath.ListSeparator) + "."}}
	if _, err := c.programPath(); !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("the error is %v, want that it is not found", err)
	}
	c.Args[0] = "./" + name
	if path, err := c.programPath(); err != nil || path != filepath.Join(folder, name) {
		t.Errorf("the path is %q, %v", path, err)
	}
}

func TestRelativeFoldersInPATHAreSkipped(t *testing.T) {
	t.Chdir(t.TempDir())
	writeInto(t, ".", "bin/here-only.exe", "")
	if err := os.Chmod("bin/here-only.exe", 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"bin", ".", ""} {
		if found, err := lookUp("here-only.exe", path); !errors.Is(err, exec.ErrNotFound) {
			t.Errorf("with PATH=%s, found is %q, %v", path, found, err)
		}
	}
}
