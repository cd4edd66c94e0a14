package packages

import (
	"context"
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
	t.Cleanup(func() {
		// Its programs end with it.
		_ = w.command("wineserver", "--kill").Run() // fails where it has ended
		_ = w.command("wineserver", "--wait").Run()
	})
	w.succeeds(w.command("wineboot", "--init"))
	w.succeeds(w.command("wineserver", "--wait"))
	library := filepath.Join(w.prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	if _, err := os.Stat(library); errors.Is(err, os.ErrNotExist) {
		w.succeeds(exec.Command("x86_64-w64-mingw32-gcc", "-shared", "-o", library, filepath.Join("testdata", "bcryptprimitives.c"), "-ladvapi32"))
	}
	return w
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
	if out, err := cmd.CombinedOutput(); err != nil {
		w.t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
}

// runs runs a program of Windows to its end, and gives what it wrote and its exit status.
func (w *wine) runs(input, program string, args ...string) (out, wrong string, status int) {
	w.t.Helper()
	cmd := w.command(append([]string{"wine", program}, args...)...)
	var o, e strings.Builder
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &o, &e
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { _ = cmd.Process.Kill() }) // fails only when it has ended
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	_ = cmd.Wait() // ProcessState has how it ended
	stop()
	return o.String(), e.String(), cmd.ProcessState.ExitCode()
}
