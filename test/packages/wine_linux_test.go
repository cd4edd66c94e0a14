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

	"porchlight/test/need"
	"porchlight/test/network"
)

// requireWine skips the test where programs for Windows cannot be made or run.
func requireWine(t *testing.T) {
	t.Helper()
	if runtime.GOARCH != "amd64" {
		need.Skip(t, "Wine runs Porchlight.exe on amd64 only")
	}
	need.Tools(t,
		"x86_64-w64-mingw32-gcc:gcc-mingw-w64-x86-64",
		"zip:zip",
		"wine:wine wine64",
		"wrestool:icoutils",
		"script:bsdutils",
	)
}

// wine is a Wine prefix whose programs run on a computer of a test's network. The end of the test removes it.
type wine struct {
	t      *testing.T
	on     *network.Computer // no other wineserver runs there, and what programs listen on is that computer's
	prefix string
}

// bootWine makes a Wine prefix on a computer.
func bootWine(t *testing.T, on *network.Computer) *wine {
	t.Helper()
	w := &wine{t: t, on: on, prefix: filepath.Join(t.TempDir(), "prefix")}
	t.Cleanup(w.shutDown)
	w.mustRun(w.command("wineboot", "--init"))
	w.mustRun(w.command("wineserver", "--wait"))
	library := filepath.Join(w.prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	if _, err := os.Stat(library); errors.Is(err, os.ErrNotExist) {
		w.mustRun(exec.Command("x86_64-w64-mingw32-gcc", "-shared", "-o", library, filepath.Join("testdata", "bcryptprimitives.c"), "-ladvapi32"))
	}
	return w
}

// shutDown ends the wineserver with all of its programs. The next program starts it again.
func (w *wine) shutDown() {
	_ = w.command("wineserver", "--kill").Run() // fails where it has ended
	_ = w.command("wineserver", "--wait").Run()
}

// commandLine is the command line of wine, or of one of its tools, in this prefix.
func (w *wine) commandLine(args ...string) []string {
	return w.on.On("env", append([]string{
		"WINEPREFIX=" + w.prefix, "WINEDEBUG=-all", "WINEARCH=win64",
		"WINEDLLOVERRIDES=mscoree,mshtml=", // no offers to download what is not needed
	}, args...)...)
}

// command makes a command that runs in this prefix, without a screen.
func (w *wine) command(args ...string) *exec.Cmd {
	line := w.commandLine(args...)
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Env = append(os.Environ(), "HOME="+filepath.Dir(w.prefix), "DISPLAY=", "WAYLAND_DISPLAY=")
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// mustRun runs a command to its end. The test fails where the command does.
func (w *wine) mustRun(cmd *exec.Cmd) {
	w.t.Helper()
	if out, wrong, status := w.capture(cmd); status != 0 {
		w.t.Fatalf("%v ends with %d\n%s%s", cmd.Args, status, out, wrong)
	}
}

// run runs a program for Windows to its end, and returns what it wrote and its exit status.
func (w *wine) run(input, program string, args ...string) (out, wrong string, status int) {
	w.t.Helper()
	cmd := w.command(append([]string{"wine", program}, args...)...)
	cmd.Stdin = strings.NewReader(input)
	return w.capture(cmd)
}

// capture runs a command to its end, and returns what it wrote and its exit status. What it writes goes to files: a
// pipe would stay open as long as Wine's services that it started.
func (w *wine) capture(cmd *exec.Cmd) (out, wrong string, status int) {
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
