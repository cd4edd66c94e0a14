package packages

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"porchlight/test/network"
)

// needWine skips the test where Windows' programs cannot be made or run, saying why, except where CI
// promises that they can.
func needWine(t *testing.T) {
	t.Helper()
	if runtime.GOARCH != "amd64" {
		t.Skip(t.Name(), "was not done: Wine runs Porchlight.exe on amd64 only")
	}
	for _, tool := range []struct{ name, pkg string }{
		{"x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64"},
		{"zip", "zip"},
		{"wine", "wine wine64"},
		{"wrestool", "icoutils"},
	} {
		if _, err := exec.LookPath(tool.name); err == nil {
			continue
		}
		if os.Getenv("CI") == "true" {
			t.Fatal(tool.name, "is missing: apt-get install", tool.pkg)
		}
		t.Skip(t.Name(), "was not done:", tool.name, "is missing: apt-get install", tool.pkg)
	}
}

// wine is a Windows of its own on a computer of a network. The end of the test takes it away.
type wine struct {
	t      *testing.T
	on     *network.Computer // nobody else's server of Wine is there, and what it opens is that computer's
	prefix string            // the folder that is everything to this Windows
}

// bootWine makes a Windows on a computer.
func bootWine(t *testing.T, on *network.Computer) *wine {
	t.Helper()
	w := &wine{t: t, on: on, prefix: filepath.Join(t.TempDir(), "prefix")}
	t.Cleanup(w.shutDown)
	w.succeeds(w.command("wineboot", "--init"))
	w.succeeds(w.command("wineserver", "--wait"))
	library := filepath.Join(w.prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	if _, err := os.Stat(library); errors.Is(err, os.ErrNotExist) {
		w.succeeds(exec.Command("x86_64-w64-mingw32-gcc", "-shared", "-o", library, filepath.Join("testdata", "bcryptprimitives.c"), "-ladvapi32"))
	}
	return w
}

// shutDown ends this Windows with all of its programs. The next program starts it again.
func (w *wine) shutDown() {
	_ = w.command("wineserver", "--kill").Run() // fails where it has ended
	_ = w.command("wineserver", "--wait").Run()
}

// line is the command line of a program that Wine runs, or of one of its own tools.
func (w *wine) line(args ...string) []string {
	return w.on.On("env", append([]string{
		"WINEPREFIX=" + w.prefix, "WINEDEBUG=-all", "WINEARCH=win64",
		"WINEDLLOVERRIDES=mscoree,mshtml=", // no offers to download what is not needed
	}, args...)...)
}

// command makes a command that runs on this Windows' computer, without a screen.
func (w *wine) command(args ...string) *exec.Cmd {
	line := w.line(args...)
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Env = append(os.Environ(), "HOME="+filepath.Dir(w.prefix), "DISPLAY=", "WAYLAND_DISPLAY=")
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// succeeds runs a command to its end.
func (w *wine) succeeds(cmd *exec.Cmd) {
	w.t.Helper()
	if out, wrong, status := w.ends(cmd); status != 0 {
		w.t.Fatalf("%v ends with %d\n%s%s", cmd.Args, status, out, wrong)
	}
}

// runs runs a program of Windows to its end, and gives what it wrote and its exit status.
func (w *wine) runs(input, program string, args ...string) (out, wrong string, status int) {
	w.t.Helper()
	cmd := w.command(append([]string{"wine", program}, args...)...)
	cmd.Stdin = strings.NewReader(input)
	return w.ends(cmd)
}

// ends waits for a command's end. What it writes goes to files: a pipe would stay open as long as the
// services of Wine that it started.
func (w *wine) ends(cmd *exec.Cmd) (out, wrong string, status int) {
	w.t.Helper()
	var files [2]*os.File
	for i := range files {
		f, err := os.CreateTemp(w.t.TempDir(), "written")
		if err != nil {
			w.t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		files[i] = f
	}
	cmd.Stdout, cmd.Stderr = files[0], files[1]
	overtime := time.AfterFunc(2*patience, func() { _ = cmd.Process.Kill() }) // fails only when it has ended
	defer overtime.Stop()
	if err := cmd.Run(); cmd.ProcessState == nil {
		w.t.Fatal(err)
	}
	var text [2]string
	for i, f := range files {
		data, err := os.ReadFile(f.Name())
		if err != nil {
			w.t.Fatal(err)
		}
		text[i] = string(data)
	}
	return text[0], text[1], cmd.ProcessState.ExitCode()
}
