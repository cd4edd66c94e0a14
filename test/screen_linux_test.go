package test

import (
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/test/desktop"
)

// title is the window's.
const title = "Porchlight"

// window is the program's real window on a virtual desktop. The end of the test takes both away.
type window struct {
	*desktop.Desktop
	t       *testing.T
	program *desktop.Program
	shot    image.Image  // the last picture of the screen
	page    desktop.Page // what was read of it
	ways    int          // in how many ways it was read
}

// openDesktop makes a desktop for a test.
func openDesktop(t *testing.T) *desktop.Desktop {
	t.Helper()
	d, err := desktop.Open(1000, 720)
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
	w.says("Friends connect to")
	return w
}

// report tells, after a failure, what was to be seen last. The picture goes to build/failed.
func (w *window) report() {
	if !w.t.Failed() {
		return
	}
	w.t.Logf("the window's output:\n%s\nthe screen, as it was read last:\n%s", w.program.Output(), w.page)
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

// read reads the screen: anew where it has changed, and else in one more way.
func (w *window) read() {
	w.t.Helper()
	img, err := w.Shot()
	w.does(err)
	if w.shot == nil || !same(w.shot, img) {
		w.shot, w.page, w.ways = img, desktop.Page{}, 0
	}
	if w.ways < desktop.Ways {
		more, err := desktop.Read(w.shot, w.ways)
		w.does(err)
		w.page, w.ways = w.page.And(more), w.ways+1
	}
}

func same(a, b image.Image) bool { return changed(a, b).Empty() }

// changed is the part in which two pictures differ.
func changed(a, b image.Image) image.Rectangle {
	if a.Bounds() != b.Bounds() {
		return a.Bounds().Union(b.Bounds())
	}
	var where image.Rectangle
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				where = where.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return where
}

// sees waits until the screen is as wanted.
func (w *window) sees(what string, wanted func() bool) {
	w.t.Helper()
	deadline := time.Now().Add(patience)
	for w.read(); !wanted(); w.read() {
		if !w.program.Running() {
			w.t.Fatal("the program ended before the screen showed", what)
		}
		if time.Now().After(deadline) {
			w.t.Fatal("the screen does not show", what)
		}
		if w.ways == desktop.Ways {
			time.Sleep(50 * time.Millisecond) // until it changes
		}
	}
}

// says waits until a phrase stands on the screen.
func (w *window) says(phrase string) {
	w.t.Helper()
	w.sees(phrase, func() bool { return w.page.Says(phrase) })
}

// saysNoMore waits until a phrase does not stand on the screen.
func (w *window) saysNoMore(phrase string) {
	w.t.Helper()
	w.sees("no more "+phrase, func() bool { return w.ways == desktop.Ways && !w.page.Says(phrase) })
}

// clicksOn waits for a phrase on the screen and clicks on it.
func (w *window) clicksOn(phrase string) {
	w.t.Helper()
	w.says(phrase)
	w.does(w.Click(middle(w.page.Find(phrase)[0])))
}

func middle(r image.Rectangle) image.Point { return r.Min.Add(r.Max).Div(2) }

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

var listening = regexp.MustCompile(`(?i)Listening on port ([0-9]{2,5})`)

// port waits until the window says that it hosts and on which port.
func (w *window) port() int {
	w.t.Helper()
	port := 0
	w.sees("the port", func() bool {
		found := listening.FindStringSubmatch(w.page.String())
		if found == nil {
			return false
		}
		port, _ = strconv.Atoi(found[1]) // digits alone
		return true
	})
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

// hasNoComplaint checks that neither Go nor Fyne wrote of an error of ours.
func (w *window) hasNoComplaint() {
	w.t.Helper()
	for _, bad := range []string{"Error in Fyne call thread", "panic:", "fatal error:", "DATA RACE", "Fyne error"} {
		if strings.Contains(w.program.Output(), bad) {
			w.t.Errorf("the program wrote %q", bad)
		}
	}
}
