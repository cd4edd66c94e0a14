// Package pixels proves, by OCR of a virtual screen, that the screen shows what the program answers when tests ask it
// what its windows show. It also proves that the program as it is packaged, which has no code that answers tests, can
// be operated by what the screen shows.
package pixels

import (
	"net"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"porchlight/internal/inspect"
	"porchlight/test/built"
	"porchlight/test/desktop"
	"porchlight/test/program"
)

// mainTitle is the title of the main window.
const mainTitle = "Porchlight"

func TestMain(m *testing.M) { os.Exit(program.RunTests(m, built.Inspect)) }

// openWindow opens a program's window on a desktop of its own.
func openWindow(t *testing.T, theme, path string, args ...string) (*desktop.Desktop, *desktop.Program) {
	t.Helper()
	d := desktop.ForTest(t, 1000, 720, "tesseract", "import")
	p, err := d.Start(desktop.Start{Command: append([]string{path}, args...), Theme: theme, NoAnimations: true})
	must(t, err)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the screen, as it was read last:\n%s", d.Page())
		}
	})
	must(t, d.WaitForFocus(mainTitle))
	return d, p
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestNineInTenLongTextsThatTheProgramAnswersAreReadOnTheScreen(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			t.Parallel()
			port := program.FreePort(t)
			d, p := openWindow(t, theme, built.Inspect.Path(t), "--port", strconv.Itoa(port))
			must(t, p.WaitForText("", "Not hosting"))
			checkPixels(t, d, p, mainTitle)

			must(t, d.ClickText(p, "", "Start hosting"))
			must(t, p.WaitForText("", "Waiting for players"))
			friend := program.ConnectPython(t, port)
			friend.Echo("lantern")
			must(t, p.WaitForText("", "lantern"))
			checkPixels(t, d, p, mainTitle)

			must(t, d.ClickText(p, mainTitle, "More"))
			must(t, p.WaitForText(mainTitle, "Who may come in"))
			checkPixels(t, d, p, mainTitle)
			must(t, d.ClickText(p, mainTitle, "A friend can't connect?"))
			const help = "What does your friend see?"
			must(t, p.WaitForText(help, "Likely causes"))
			checkPixels(t, d, p, help)
		})
	}
}

// checkPixels checks that the texts of a window's topmost root are read on the screen. Because OCR is imperfect, it
// leaves out texts with less than five letters, and one text in ten may be misread.
func checkPixels(t *testing.T, d *desktop.Desktop, p *desktop.Program, title string) {
	t.Helper()
	var unread []string
	err := d.WaitForScreen(p, "the texts of "+title, func() bool {
		list, err := p.Windows()
		must(t, err)
		unread = nil
		texts := 0
		for _, w := range list {
			if w.Title != title {
				continue
			}
			for _, text := range longTexts(w) {
				if texts++; !d.Page().Contains(text) {
					unread = append(unread, text)
				}
			}
		}
		return texts >= 5 && len(unread) <= texts/10
	})
	if err != nil {
		t.Fatalf("%v; not read: %q", err, unread)
	}
}

// longTexts returns the texts of a window's topmost root that have at least five letters.
func longTexts(w inspect.Window) (texts []string) {
	for text := range strings.SplitSeq(w.Roots[len(w.Roots)-1].Lines(), "\n") {
		letters := 0
		for _, r := range text {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		if letters >= 5 {
			texts = append(texts, text)
		}
	}
	return texts
}

func TestThePackagedProgramHostsKicksStopsAndClosesByWhatTheScreenShows(t *testing.T) {
	t.Parallel()
	port := program.FreePort(t)
	d, p := openWindow(t, "light", built.Window.Path(t), "--port", strconv.Itoa(port))
	must(t, d.WaitForReadText(p, "Not hosting"))
	must(t, d.ClickReadText(p, "Start hosting"))
	must(t, d.WaitForReadText(p, "Waiting for players"))
	friend := program.ConnectPython(t, port)
	friend.Echo("lantern")
	must(t, d.WaitForReadText(p, "lantern"))
	must(t, d.ClickReadText(p, "Kick"))
	friend.WaitForLine("end")
	must(t, d.ClickReadText(p, "Stop hosting"))
	must(t, d.WaitForReadText(p, "Not hosting"))
	must(t, d.CloseWindow(mainTitle))
	status, err := p.Wait()
	must(t, err)
	if status != 0 {
		t.Errorf("the program ended with status %d and wrote %s", status, p.Output())
	}
}

func TestThePackagedProgramsHaveNoCodeThatAnswersTestsOrCrashesOnDemand(t *testing.T) {
	t.Parallel()
	const answers, crashes = "porchlight/internal/inspect", "PORCHLIGHT_CRASH"
	for _, c := range []struct {
		variant built.Variant
		marks   map[string]bool // whether the program contains them
	}{
		{built.Window, map[string]bool{answers: false, crashes: false}},
		{built.Headless, map[string]bool{answers: false, crashes: false}},
		{built.CrashWindow, map[string]bool{answers: true, crashes: true}}, // else the marks are wrong
	} {
		path := c.variant.Path(t)
		b, err := os.ReadFile(path)
		must(t, err)
		for mark, want := range c.marks {
			if got := strings.Contains(string(b), mark); got != want {
				t.Errorf("%s contains %s: %v, want %v", path, mark, got, want)
			}
		}
	}
}

// The text is read from the screen, because a program without free files cannot answer tests.
func TestWithoutFreeFilesPlayersPlayOnAndNewcomersWaitAndTheWindowSaysSo(t *testing.T) {
	t.Parallel()
	port := program.FreePort(t)
	command := program.LimitFiles("", 60, built.Window.Path(t), "--start", "--players", "0", "--port", strconv.Itoa(port))
	d, p := openWindow(t, "light", command[0], command[1:]...)
	must(t, d.WaitForReadText(p, "Waiting for players"))
	in := program.ConnectCrowd(t, port, 5)
	var waiting []net.Conn
	for range 60 {
		c, err := program.Dial(port)
		must(t, err)
		defer func() { _ = c.Close() }()
		waiting = append(waiting, c)
	}
	must(t, d.WaitForReadText(p, "Nobody else fits in"))
	for i, c := range in {
		program.EchoNumber(t, c, i)
	}
	last := waiting[len(waiting)-1]
	for _, c := range waiting[:len(waiting)-1] {
		_ = c.Close()
	}
	program.EchoNumber(t, last, 99)
	must(t, d.WaitForNoReadText(p, "Nobody else fits in"))
	for i, c := range in {
		program.EchoNumber(t, c, i)
	}
}
