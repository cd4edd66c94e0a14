package packages

import (
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"porchlight/test/desktop"
	"porchlight/test/network"
)

// record keeps what a program writes. Any goroutine may use it.
type record struct {
	mu   sync.Mutex
	text strings.Builder
}

// Write implements io.Writer.
func (r *record) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(b)
}

// String is everything that was written so far.
func (r *record) String() string {
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

func (p *windowsPackage) saysItsVersion(t *testing.T, w *wine) {
	out, wrong, status := w.runs("", p.exe, "--version")
	if !strings.HasPrefix(out, "Porchlight "+p.version[:strings.LastIndex(p.version, ".")]) || wrong != "" || status != 0 {
		t.Errorf("it says %q and %q and ends with %d", out, wrong, status)
	}
	out, wrong, status = w.runs("", p.exe, "--nonsense")
	if out != "" || !strings.HasPrefix(wrong, "porchlight: ") || status != 2 {
		t.Errorf("for a wrong flag it says %q and %q and ends with %d", out, wrong, status)
	}
}

// console is a program on a console of Windows, which belongs to no console when it starts.
type console struct {
	shows *record // what the console shows, with the orders that move its cursor
	press string  // the file that presses Ctrl+C
	cmd   *exec.Cmd
	ended chan struct{}
}

// onConsole starts the program on a console.
func (p *windowsPackage) onConsole(t *testing.T, w *wine, args string) *console {
	t.Helper()
	starter := filepath.Join(t.TempDir(), "console.exe")
	w.succeeds(exec.Command("x86_64-w64-mingw32-gcc", "-Wall", "-o", starter, filepath.Join("testdata", "console.c")))
	c := &console{shows: &record{}, press: filepath.Join(t.TempDir(), "press"), ended: make(chan struct{})}
	// script gives it a terminal, which Wine makes its console of.
	c.cmd = w.command("script", "--return", "--quiet", "--command", "wine "+starter+" '"+onZ(c.press)+"' '"+onZ(p.exe)+" "+args+"'", "/dev/null")
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

// onZ is a path as programs of Windows find it in Wine.
func onZ(path string) string { return "Z:" + strings.ReplaceAll(path, "/", `\`) }

func (p *windowsPackage) writesToAConsole(t *testing.T, w *wine) {
	for _, asked := range []struct {
		args, says string
		status     int
	}{
		{"--version", "Porchlight 0.", 0},
		{"--help", "porchlight --headless", 0},
		{"--nonsense", "porchlight: flag provided but not defined", 2},
		{"join nobody/here", "is no address to join", 2},
	} {
		c := p.onConsole(t, w, asked.args)
		c.endsWith(t, asked.status)
		if !strings.Contains(c.shows.String(), asked.says) {
			t.Errorf("with %s the console shows %q, want %q", asked.args, c.shows, asked.says)
		}
	}
}

func (p *windowsPackage) endsByCtrlC(t *testing.T, w *wine, away *network.Computer) {
	c := p.onConsole(t, w, "--headless")
	waitFor(t, "it to host", func() bool { return strings.Contains(c.shows.String(), "Press Ctrl+C to stop.") })
	player := talks(t, away)
	if err := os.WriteFile(c.press, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if rest, err := io.ReadAll(player); err != nil || len(rest) > 0 {
		t.Errorf("the player heard %q and then %v, want an orderly end", rest, err)
	}
	c.endsWith(t, 0)
}

func (p *windowsPackage) hostsWithoutAWindow(t *testing.T, w *wine, away *network.Computer) {
	cmd := w.command("wine", p.exe, "--headless", "--json")
	out, wrong := &record{}, &record{}
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
	if len(hosting.Addresses) == 0 || hosting.Addresses[0] != atHome {
		t.Errorf("it names the addresses %q, want %s first", hosting.Addresses, atHome)
	}
	talks(t, away)
	said, why, status := w.runs("bicycle\n", p.exe, "join", theGame)
	if said != "< bicycle\n" || status != 0 {
		t.Errorf("who joins hears %q and is told %q, status %d", said, why, status)
	}
	if wrong.String() != "" {
		t.Errorf("it complains %q", wrong)
	}
}

// title is the window's.
const title = "Porchlight"

// screen is a program of Windows on a virtual desktop. The end of the test takes both away.
type screen struct {
	*desktop.Desktop
	t       *testing.T
	program *desktop.Program
}

// onScreen starts a program on a desktop, by Wine.
func (w *wine) onScreen(t *testing.T, args ...string) *screen {
	t.Helper()
	d, err := desktop.Open(1000, 720)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	w.shutDown() // it would go on without a screen, or on the one before
	p, err := d.Start(desktop.Start{Command: w.line(args...), Theme: "light", Still: true})
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{d, t, p}
	t.Cleanup(w.shutDown)
	t.Cleanup(s.report)
	return s
}

// report tells, after a failure, what was to be seen last. The picture goes to build/failed.
func (s *screen) report() {
	if !s.t.Failed() {
		return
	}
	s.t.Logf("the program runs: %v; its output:\n%s\nthe screen, as it was read last:\n%s", s.program.Running(), s.program.Output(), s.Page())
	img, err := s.Shot()
	if err == nil {
		err = keep(img, filepath.Join("..", "..", "build", "failed", strings.NewReplacer("/", "-", " ", "-").Replace(s.t.Name())+".png"))
	}
	s.t.Logf("its picture is in build/failed (%v)", err)
}

func keep(img image.Image, file string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(f, img), f.Close())
}

func (s *screen) does(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *screen) says(phrase string) {
	s.t.Helper()
	s.does(s.Says(s.program, phrase))
}

func (p *windowsPackage) hostsInItsWindow(t *testing.T, w *wine, away *network.Computer) {
	s := w.onScreen(t, "wine", p.exe)
	s.says("Welcome to Porchlight")
	s.does(s.Press("Return"))
	s.says(theGame)
	s.does(s.ClickOn(s.program, "Start hosting"))
	s.says("Waiting for players")
	player := talks(t, away)
	s.says("One player is here")
	s.says("lantern")
	s.does(s.ClickOn(s.program, "Stop hosting"))
	if rest, err := io.ReadAll(player); err != nil || len(rest) > 0 {
		t.Errorf("the player heard %q and then %v, want an orderly end", rest, err)
	}
	s.says("Not hosting")
	s.does(s.ClickOn(s.program, "More"))
	s.does(s.ClickOn(s.program, "About Porchlight"))
	s.does(s.SaysIn(s.program, "About Porchlight", "Version "+p.version[:strings.LastIndex(p.version, ".")]))
	s.does(s.Raise(title))
	s.does(s.Press("alt+F4"))
	if status, err := s.program.Wait(); err != nil || status != 0 {
		t.Errorf("it ended with status %d (%v)", status, err)
	}
	// It is portable: what it keeps lies beside it, and nothing anywhere else.
	if kept, err := os.ReadFile(filepath.Join(p.folder, "Porchlight-settings", "settings.toml")); err != nil || !strings.Contains(string(kept), "welcomed = true") {
		t.Errorf("beside it its settings are %q (%v)", kept, err)
	}
	for _, folder := range []string{"Roaming", "Local"} {
		left, err := filepath.Glob(filepath.Join(w.prefix, "drive_c", "users", "*", "AppData", folder, "*orchlight*"))
		if err != nil || len(left) > 0 {
			t.Errorf("it leaves %v (%v)", left, err)
		}
	}
}

func (p *windowsPackage) complainsInABox(t *testing.T, w *wine) {
	// start gives a program nothing to write to, as a double-click does.
	s := w.onScreen(t, "wine", "start", "/wait", "/unix", p.exe, "--port", "many")
	s.says("a port is a number")
	s.does(s.Press("Return"))
	if status, err := s.program.Wait(); err != nil || status != 2 {
		t.Errorf("it ended with status %d (%v)", status, err)
	}
}
