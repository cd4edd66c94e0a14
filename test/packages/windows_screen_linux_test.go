package packages

import (
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"porchlight/test/desktop"
	"porchlight/test/need"
	"porchlight/test/network"
)

// title is the window's.
const title = "Porchlight"

// screen is a program for Windows on a virtual desktop. The end of the test ends both.
type screen struct {
	*desktop.Desktop
	t       *testing.T
	program *desktop.Program
}

// onScreen starts a program on a desktop, by Wine.
func (w *wine) startOnScreen(t *testing.T, args ...string) *screen {
	t.Helper()
	need.Tools(t, ocrTools...)
	d := desktop.ForTest(t, 1000, 720)
	w.shutDown() // it would go on without a screen, or on the one before
	p, err := d.Start(desktop.Start{Command: w.commandLine(args...), Theme: "light", NoAnimations: true})
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{d, t, p}
	t.Cleanup(w.shutDown)
	t.Cleanup(s.report)
	return s
}

// report logs, after a failure, what the screen showed last. The picture goes to build/failed.
func (s *screen) report() {
	if !s.t.Failed() {
		return
	}
	s.t.Logf("the program runs: %v; its output:\n%s\nthe screen, as it was read last:\n%s", s.program.Running(), s.program.Output(), s.Page())
	img, err := s.Screenshot()
	if err == nil {
		err = savePNG(img, filepath.Join("..", "..", "build", "failed", strings.NewReplacer("/", "-", " ", "-").Replace(s.t.Name())+".png"))
	}
	s.t.Logf("its picture is in build/failed (%v)", err)
}

func savePNG(img image.Image, file string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(f, img), f.Close())
}

func (s *screen) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *screen) waitForText(phrase string) {
	s.t.Helper()
	s.must(s.WaitForReadText(s.program, phrase))
}

func (p *windowsPackage) checkWindow(t *testing.T, w *wine, away *network.Computer) {
	s := w.startOnScreen(t, "wine", p.exe)
	s.waitForText("Welcome to Porchlight")
	s.must(s.PressUntilReadText(s.program, "Escape", "you are hosting"))
	s.waitForText(gameAddress)
	s.must(s.ClickReadText(s.program, "Start hosting"))
	s.waitForText("Waiting for players")
	player := echoFrom(t, away)
	s.waitForText("One player is here")
	s.waitForText("lantern")
	s.must(s.ClickReadText(s.program, "Stop hosting"))
	if rest, err := io.ReadAll(player); err != nil || len(rest) > 0 {
		t.Errorf("the player heard %q and then %v, want an orderly end", rest, err)
	}
	s.waitForText("Not hosting")
	s.must(s.ClickReadText(s.program, "More"))
	s.must(s.ClickReadText(s.program, "About Porchlight"))
	s.must(s.WaitForReadTextIn(s.program, "About Porchlight", "Version "+p.version[:strings.LastIndex(p.version, ".")]))
	s.must(s.CloseWindow(title))
	if status, err := s.program.Wait(); err != nil || status != 0 {
		t.Errorf("it ended with status %d (%v)", status, err)
	}
	// It is portable: what it keeps lies beside it, and nothing anywhere else.
	if kept, err := os.ReadFile(filepath.Join(p.folder, "Porchlight-settings", "settings.toml")); err != nil || !strings.Contains(string(kept), "welcomed = true") {
		t.Errorf("beside it its settings are %q (%v)", kept, err)
	}
	if left := w.appData(t); len(left) > 0 {
		t.Errorf("it leaves %v", left)
	}
}

// appData returns the program's folders where Windows has programs keep their files.
func (w *wine) appData(t *testing.T) []string {
	t.Helper()
	folders, err := filepath.Glob(filepath.Join(w.prefix, "drive_c", "users", "*", "AppData", "*", "*orchlight*"))
	if err != nil {
		t.Fatal(err)
	}
	return folders
}

func (p *windowsPackage) checkOwnConsole(t *testing.T, w *wine) {
	s := w.startOnScreen(t, "wine", "start", "/wait", "/unix", p.exe, "--headless")
	s.waitForText("Hosting Echo")
	s.waitForText(gameAddress)
	s.waitForText("to stop")
}

func (p *windowsPackage) checkMessageBox(t *testing.T, w *wine) {
	// start gives a program nothing to write to, as a double-click does.
	s := w.startOnScreen(t, "wine", "start", "/wait", "/unix", p.exe, "--port", "many")
	s.waitForText("a port is a number")
	s.must(s.Press("Return"))
	if status, err := s.program.Wait(); err != nil || status != 2 {
		t.Errorf("it ended with status %d (%v)", status, err)
	}
}
