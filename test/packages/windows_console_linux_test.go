package packages

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"porchlight/test/network"
)

// buffer keeps what a program writes. Any goroutine may use it.
type buffer struct {
	mu   sync.Mutex
	text strings.Builder
}

// Write implements io.Writer.
func (r *buffer) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(b)
}

// String is everything that was written so far.
func (r *buffer) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String()
}

// waitFor polls for a state.
func waitFor(t *testing.T, what string, reached func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !reached(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain for", what)
		}
	}
}

func (p *windowsPackage) checkPipes(t *testing.T, w *wine) {
	out, wrong, status := w.run("", p.exe, "--version")
	if !strings.HasPrefix(out, "Porchlight "+p.version[:strings.LastIndex(p.version, ".")]) || wrong != "" || status != 0 {
		t.Errorf("it says %q and %q and ends with %d", out, wrong, status)
	}
	out, wrong, status = w.run("", p.exe, "--nonsense")
	if out != "" || !strings.HasPrefix(wrong, "porchlight: ") || status != 2 {
		t.Errorf("for a wrong flag it says %q and %q and ends with %d", out, wrong, status)
	}
}

// buildConsole builds what starts a program on a console.
func buildConsole(t *testing.T) (program string) {
	t.Helper()
	program = filepath.Join(t.TempDir(), "console.exe")
	runCommand(t, ".", nil, "x86_64-w64-mingw32-gcc", "-Wall", "-o", program, filepath.Join("testdata", "console.c"))
	return program
}

// console is a program on a console of Windows, which belongs to no console when it starts.
type console struct {
	shows *buffer // what the console shows, with the orders that move its cursor
	press string  // the file that presses Ctrl+C
	cmd   *exec.Cmd
	ended chan struct{}
}

// startOnConsole starts the program on a console, by the program that buildConsole has built.
func (p *windowsPackage) startOnConsole(t *testing.T, w *wine, starter, args string) *console {
	t.Helper()
	c := &console{shows: &buffer{}, press: filepath.Join(t.TempDir(), "press"), ended: make(chan struct{})}
	// script gives it a terminal, which Wine makes its console of.
	c.cmd = w.command("script", "--return", "--quiet", "--command", "wine "+starter+" '"+windowsPath(c.press)+"' '"+windowsPath(p.exe)+" "+args+"'", "/dev/null")
	c.cmd.Stdout, c.cmd.Stderr = c.shows, c.shows
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(c.ended)
		_ = c.cmd.Wait() // ProcessState has how it ended
	}()
	t.Cleanup(func() {
		_ = c.cmd.Process.Kill() // fails only when it has ended
		<-c.ended
		if t.Failed() {
			t.Logf("the console shows %q", c.shows)
		}
	})
	return c
}

// endsWith waits for the end and checks the exit status.
func (c *console) endsWith(t *testing.T, status int) {
	t.Helper()
	select {
	case <-c.ended:
	case <-time.After(patience):
		t.Fatal("the program does not end")
	}
	if got := c.cmd.ProcessState.ExitCode(); got != status {
		t.Errorf("it ended with status %d, want %d", got, status)
	}
}

// windowsPath is the path by which programs find a file in Wine.
func windowsPath(path string) string { return "Z:" + strings.ReplaceAll(path, "/", `\`) }

func (p *windowsPackage) checkConsole(t *testing.T, w *wine) {
	starter := buildConsole(t)
	for _, asked := range []struct {
		args, says string
		status     int
	}{
		{"--version", "Porchlight 0.", 0},
		{"--help", "porchlight --headless", 0},
		{"--nonsense", "porchlight: there is no flag --nonsense", 2},
		{"join nobody/here", "is no address to join", 2},
	} {
		c := p.startOnConsole(t, w, starter, asked.args)
		c.endsWith(t, asked.status)
		if !strings.Contains(c.shows.String(), asked.says) {
			t.Errorf("with %s the console shows %q, want %q", asked.args, c.shows, asked.says)
		}
	}
}

func (p *windowsPackage) checkCtrlC(t *testing.T, w *wine, away *network.Computer) {
	c := p.startOnConsole(t, w, buildConsole(t), "--headless")
	waitFor(t, "it to host", func() bool { return strings.Contains(c.shows.String(), "Press Ctrl+C to stop.") })
	player := echoFrom(t, away)
	if err := os.WriteFile(c.press, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if rest, err := io.ReadAll(player); err != nil || len(rest) > 0 {
		t.Errorf("the player heard %q and then %v, want an orderly end", rest, err)
	}
	c.endsWith(t, 0)
}

func (p *windowsPackage) checkHeadless(t *testing.T, w *wine, away *network.Computer) {
	cmd := w.command("wine", p.exe, "--headless", "--json")
	out, wrong := &buffer{}, &buffer{}
	cmd.Stdout, cmd.Stderr = out, wrong
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed, and that is all right
		if t.Failed() {
			t.Logf("it wrote %s and %s", out, wrong)
		}
	}()
	waitFor(t, "the first line", func() bool { return strings.Contains(out.String(), "\n") })
	first, _, _ := strings.Cut(out.String(), "\n")
	var hosting struct {
		Event     string
		Addresses []string
	}
	if err := json.Unmarshal([]byte(first), &hosting); err != nil || hosting.Event != "hosting" {
		t.Fatalf("the first line is %q: %v", first, err)
	}
	// Wine has no route command.
	if len(hosting.Addresses) == 0 || hosting.Addresses[0] != homeAddress {
		t.Errorf("it names the addresses %q, want %s first", hosting.Addresses, homeAddress)
	}
	echoFrom(t, away)
	said, why, status := w.run("bicycle\n", p.exe, "join", gameAddress)
	if said != "< bicycle\n" || status != 0 {
		t.Errorf("who joins hears %q and is told %q, status %d", said, why, status)
	}
	if wrong.String() != "" {
		t.Errorf("it complains %q", wrong)
	}
}

// The build without a window is a console program of Windows. Without portable.txt it keeps its files where
// Windows has programs keep them.
func checkHeadlessBuild(t *testing.T, w *wine) {
	exe, err := filepath.Abs(headless(t, "windows-amd64.exe"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := w.command("wine", exe, "--port", "5556")
	out := &buffer{}
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed, and that is all right
		if t.Failed() {
			t.Logf("it wrote %s", out)
		}
	}()
	waitFor(t, "it to host", func() bool { return strings.Contains(out.String(), homeAddress+":5556") })
	if left := w.appData(t); len(left) != 1 || filepath.Base(filepath.Dir(left[0])) != "Roaming" {
		t.Errorf("it keeps its files in %v", left)
	}
	said, why, status := w.run("umbrella\n", exe, "join", homeAddress+":5556")
	if said != "< umbrella\n" || status != 0 {
		t.Errorf("who joins hears %q and is told %q, status %d", said, why, status)
	}
}
