package desktop

import (
	"errors"
	"image"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"porchlight/internal/inspect"
)

// startFake starts a command that stands for the program, on a desktop without a screen, and answers requests for what
// its windows show.
func startFake(t *testing.T, windows []inspect.Window, name string, args ...string) (*Desktop, *Program) {
	t.Helper()
	d := &Desktop{dir: t.TempDir()}
	t.Cleanup(d.Close)
	socket := filepath.Join(d.dir, "socket")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_ = inspect.Answer(conn, windows)
			_ = conn.Close()
		}
	}()
	p, err := d.startProcess(exec.Command(name, args...))
	if err != nil {
		t.Fatal(err)
	}
	return d, &Program{p, socket}
}

func text(s string, x int) inspect.Object {
	return inspect.Object{Type: "Text", Text: s, Box: image.Rect(x, 0, x+10, 10)}
}

func TestAProgramWithoutWindowsIsAnError(t *testing.T) {
	_, p := startFake(t, nil, "sleep", "60")
	if list, err := p.Windows(); !errors.Is(err, errNoWindows) {
		t.Errorf("the windows are %v, %v, want an error", list, err)
	}
}

func TestAWaitForNoTextFailsWithoutWindows(t *testing.T) {
	_, p := startFake(t, nil, "true")
	<-p.process.ended
	if err := p.WaitForNoText("Players"); err == nil || !strings.Contains(err.Error(), "the program has ended") {
		t.Errorf("the error is %v, want that the program has ended", err)
	}
}

func TestAnUnwantedTextIsFoundAtTheMomentOfTheOther(t *testing.T) {
	_, p := startFake(t, []inspect.Window{{Roots: []inspect.Object{text("Checked", 0), text("Reached", 20)}}}, "sleep", "60")
	if err := p.WaitForTextWithout("Checked", "Reached"); err == nil || !strings.Contains(err.Error(), "must not be") {
		t.Errorf("the error is %v", err)
	}
	if err := p.WaitForTextWithout("Checked", "Trouble"); err != nil {
		t.Error(err)
	}
}

func TestAnExactTextIsNotAPartOfAnother(t *testing.T) {
	list := []inspect.Window{{Roots: []inspect.Object{text("Players: 100", 0)}}}
	if _, m := find(list, "", "Players: 10"); m != prefix {
		t.Errorf("the match is %v, want a prefix", m)
	}
	if _, m := find(list, "", "Players: 100"); m != exact {
		t.Errorf("the match is %v, want an exact one", m)
	}
}

func TestAClickReachesTheTopOverlayOnly(t *testing.T) {
	below, menu := text("Copy", 0), text("Copy the new one", 50)
	list := []inspect.Window{{Roots: []inspect.Object{below, menu}}}
	if at, found := findClickable(list, "", "Copy"); !found || at.box != menu.Box {
		t.Errorf("the click goes to %v, %v, want the overlay at %v", at, found, menu.Box)
	}
	if at, found := findClickable(list, "", "Start"); found {
		t.Errorf("the click goes to %v", at)
	}
}

func TestAWaitEndsOnceTheProgramHasEnded(t *testing.T) {
	d, p := startFake(t, []inspect.Window{{Title: "Porchlight"}}, "true")
	<-p.process.ended
	for name, err := range map[string]error{
		"PressUntil": d.PressUntil(p, "space", "a state", func() bool { return false }),
		"WaitFor":    p.WaitFor("a state", func([]inspect.Window) bool { return false }),
	} {
		if err == nil || !strings.Contains(err.Error(), "the program has ended") {
			t.Errorf("%s: the error is %v, want that the program has ended", name, err)
		}
	}
}

func TestAMissingToolIsNamedWithItsPackage(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for command, pkg := range packages {
		_, err := run(nil, nil, command)
		if want := command + " is missing: apt-get install " + pkg; err == nil || err.Error() != want {
			t.Errorf("the error is %v, want %q", err, want)
		}
	}
	if err := CheckTools(); !errors.Is(err, errToolMissing) {
		t.Errorf("CheckTools: the error is %v", err)
	}
	d := &Desktop{dir: t.TempDir()}
	if _, err := d.WaitForClipboard("a text", func(string) bool { return true }); !errors.Is(err, errToolMissing) {
		t.Errorf("WaitForClipboard: the error is %v", err)
	}
}
