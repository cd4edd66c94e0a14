package test

import (
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/desktop"
)

// title is the window's.
const title = "Porchlight"

// window is the program's real window on a virtual desktop. The end of the test takes both away.
type window struct {
	*desktop.Desktop
	t       *testing.T
	program *desktop.Program
}

// openDesktop makes a desktop for a test.
func openDesktop(t *testing.T) *desktop.Desktop {
	t.Helper()
	return openDesktopOf(t, 1000, 720)
}

// openDesktopOf makes a desktop of so many pixels for a test.
func openDesktopOf(t *testing.T, width, height int) *desktop.Desktop {
	t.Helper()
	needsWindow(t)
	d, err := desktop.Open(width, height)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// openWindow opens the program's window and returns once it can be read.
func openWindow(t *testing.T, args ...string) *window {
	t.Helper()
	return startOn(t, openDesktop(t), desktop.Start{Command: append([]string{built}, args...)})
}

// startOn starts the program on a desktop and returns once its window can be read.
func startOn(t *testing.T, d *desktop.Desktop, s desktop.Start) *window {
	t.Helper()
	s.Theme, s.Still = "light", true
	p, err := d.Start(s)
	if err != nil {
		t.Fatal(err)
	}
	w := &window{Desktop: d, t: t, program: p}
	t.Cleanup(w.report)
	if _, err := d.Window(title); err != nil {
		t.Fatal(err)
	}
	if s.First {
		w.says("Welcome to Porchlight")
	} else {
		w.says("connect to")
	}
	return w
}

// report tells, after a failure, what was to be seen last. The picture goes to build/failed.
func (w *window) report() {
	if !w.t.Failed() {
		return
	}
	w.t.Logf("the program runs: %v; its output:\n%s\nthe screen, as it was read last:\n%s", w.program.Running(), w.program.Output(), w.Page())
	folder := filepath.Join("..", "build", "failed")
	file := filepath.Join(folder, strings.ReplaceAll(w.t.Name(), "/", "-")+".png")
	img, err := w.Shot()
	if err == nil {
		err = os.MkdirAll(folder, 0o755)
	}
	var f *os.File
	if err == nil {
		f, err = os.Create(file)
	}
	if err == nil {
		err = errors.Join(png.Encode(f, img), f.Close())
	}
	w.t.Logf("its picture is in %s (%v)", file, err)
}

// says waits until a phrase stands on the screen.
func (w *window) says(phrase string) {
	w.t.Helper()
	w.does(w.Says(w.program, phrase))
}

// saysNoMore waits until a phrase does not stand on the screen.
func (w *window) saysNoMore(phrase string) {
	w.t.Helper()
	w.does(w.SaysNoMore(w.program, phrase))
}

// clicksOn waits for a phrase on the screen and clicks on it.
func (w *window) clicksOn(phrase string) {
	w.t.Helper()
	w.does(w.ClickOn(w.program, phrase))
}

// saysPort waits until an address with that port stands on the screen.
func (w *window) saysPort(port int) {
	w.t.Helper()
	address := regexp.MustCompile(`[0-9] ?[.:] ?` + strconv.Itoa(port) + `\b`)
	w.does(w.Until(w.program, "an address with the port", func() bool { return address.MatchString(w.Page().String()) }))
}

// presses presses keys.
func (w *window) presses(keys ...string) {
	w.t.Helper()
	w.does(w.Press(keys...))
}

// does fails the test where the desktop could not do something.
func (w *window) does(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

var listening = regexp.MustCompile(`(?i)(?:Listening on|this computer reaches) [0-9. ]+[:.] ?([0-9]{2,5})\b`)

// port waits until the window says that it hosts and on which port.
func (w *window) port() int {
	w.t.Helper()
	port := 0
	w.does(w.Until(w.program, "the port", func() bool {
		found := listening.FindStringSubmatch(w.Page().String())
		if found == nil {
			return false
		}
		port, _ = strconv.Atoi(found[1]) // digits alone
		return true
	}))
	return port
}

// endsWell waits for the program's end and checks how it ended and what it wrote.
func (w *window) endsWell() {
	w.t.Helper()
	status, err := w.program.Wait()
	w.does(err)
	if status != 0 {
		w.t.Errorf("the program ended with status %d", status)
	}
	w.hasNoComplaint()
}

// hasNoComplaint checks that neither Go nor Fyne wrote of an error.
func (w *window) hasNoComplaint() {
	w.t.Helper()
	for line := range strings.Lines(w.program.Output()) {
		for _, bad := range []string{"Error in Fyne call thread", "panic:", "fatal error:", "DATA RACE", "Fyne error:"} {
			if strings.Contains(line, bad) {
				w.t.Errorf("the program wrote %q", line)
			}
		}
	}
}
