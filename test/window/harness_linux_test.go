package window

import (
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"porchlight/internal/inspect"
	"porchlight/test/built"
	"porchlight/test/desktop"
)

// mainTitle is the title of the main window.
const mainTitle = "Porchlight"

// window is the program's real window on a virtual desktop. The end of the test closes both.
type window struct {
	*desktop.Desktop
	t       *testing.T
	process *desktop.Program
}

// openDesktop opens a desktop for a test.
func openDesktop(t *testing.T) *desktop.Desktop {
	t.Helper()
	return desktop.ForTest(t, 1000, 720)
}

// openWindow opens the program's window on a desktop of its own and returns once it shows its contents.
func openWindow(t *testing.T, args ...string) *window {
	t.Helper()
	return startOn(t, openDesktop(t), desktop.Start{Command: append([]string{built.Inspect.Path(t)}, args...)})
}

// startOn starts the program on a desktop and returns once its window shows its contents.
func startOn(t *testing.T, d *desktop.Desktop, s desktop.Start) *window {
	t.Helper()
	s.Theme, s.NoAnimations = "light", true
	p, err := d.Start(s)
	if err != nil {
		t.Fatal(err)
	}
	w := &window{Desktop: d, t: t, process: p}
	t.Cleanup(w.logFailure)
	if s.FirstRun {
		w.waitForText("Welcome to Porchlight")
	} else {
		w.waitForText("connect to")
	}
	if err := d.WaitForFocus(mainTitle); err != nil {
		t.Fatal(err)
	}
	return w
}

// logFailure logs what the program shows and wrote, after a failure, and saves a screenshot.
func (w *window) logFailure() {
	if !w.t.Failed() {
		return
	}
	list, err := w.process.Windows()
	w.t.Logf("the program runs: %v; its output:\n%s\nits windows (%v):\n%s", w.process.Running(), w.process.Output(), err, desktop.Describe(list))
	if file, err := w.saveScreenshot(); err != nil {
		w.t.Logf("there is no screenshot: %v", err)
	} else {
		w.t.Logf("the screenshot is %s", file)
	}
}

// saveScreenshot saves a screenshot under the test's name in the folder of failed tests.
func (w *window) saveScreenshot() (file string, err error) {
	img, err := w.Screenshot()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(failedFolder, 0o755); err != nil {
		return "", err
	}
	file = filepath.Join(failedFolder, strings.ReplaceAll(w.t.Name(), "/", "-")+".png")
	f, err := os.Create(file)
	if err != nil {
		return "", err
	}
	return file, errors.Join(png.Encode(f, img), f.Close())
}

// must fails the test if there is an error.
func (w *window) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// waitForText waits until one of the program's windows shows a phrase.
func (w *window) waitForText(phrase string) {
	w.t.Helper()
	w.must(w.process.WaitForText("", phrase))
}

// waitForTextIn waits until the window with that title shows a phrase.
func (w *window) waitForTextIn(title, phrase string) {
	w.t.Helper()
	w.must(w.process.WaitForText(title, phrase))
}

// waitForExactText waits until one of the texts of the program's windows equals the wanted text.
func (w *window) waitForExactText(want string) {
	w.t.Helper()
	w.must(w.process.WaitForExactText(want))
}

// waitForNoText waits until no window shows a phrase that was shown before.
func (w *window) waitForNoText(phrase string) {
	w.t.Helper()
	w.must(w.process.WaitForNoText(phrase))
}

// waitForTextWithout waits until a window shows a phrase, and checks that at that moment no window shows any of the
// unwanted phrases, each of which would be shown no later than the other.
func (w *window) waitForTextWithout(phrase string, unwanted ...string) {
	w.t.Helper()
	for _, u := range unwanted {
		w.must(w.process.WaitForTextWithout(phrase, u))
	}
}

// shows reports whether a window shows a phrase at this moment.
func (w *window) shows(phrase string) bool {
	w.t.Helper()
	list, err := w.process.Windows()
	w.must(err)
	for _, window := range list {
		if window.Shows(phrase) {
			return true
		}
	}
	return false
}

// click waits for a phrase in any window and clicks on it.
func (w *window) click(phrase string) {
	w.t.Helper()
	w.must(w.ClickText(w.process, "", phrase))
}

// clickIn waits for a phrase in the window with that title and clicks on it.
func (w *window) clickIn(title, phrase string) {
	w.t.Helper()
	w.must(w.ClickText(w.process, title, phrase))
}

// press presses keys one after the other.
func (w *window) press(keys ...string) {
	w.t.Helper()
	w.must(w.Press(keys...))
}

// typeText types into the widget with the focus.
func (w *window) typeText(text string) {
	w.t.Helper()
	w.must(w.Type(text))
}

// chooseFromMenu chooses an item of the menu More.
func (w *window) chooseFromMenu(item string) {
	w.t.Helper()
	w.clickIn(mainTitle, "More")
	w.clickIn(mainTitle, item)
}

// activate brings a window of the program to the front.
func (w *window) activate(title string) {
	w.t.Helper()
	w.must(w.Activate(title))
}

// closeWindow closes a window of the program.
func (w *window) closeWindow(title string) {
	w.t.Helper()
	w.must(w.CloseWindow(title))
}

// tryToClose presses the key that closes the main window until the program asks whether to stop hosting, as it does
// while a player is connected.
func (w *window) tryToClose() {
	w.t.Helper()
	w.activate(mainTitle)
	w.must(w.PressUntil(w.process, "alt+F4", "the question before closing", func() bool { return w.shows("Stop and close") }))
}

// waitForClipboard waits until the clipboard has a text.
func (w *window) waitForClipboard(want string) {
	w.t.Helper()
	_, err := w.WaitForClipboard(strconv.Quote(want), func(text string) bool { return text == want })
	w.must(err)
}

// waitForPort waits until a window shows an address with that port.
func (w *window) waitForPort(port int) {
	w.t.Helper()
	address := regexp.MustCompile(`[0-9]:` + strconv.Itoa(port) + `\b`)
	w.must(w.process.WaitFor(fmt.Sprint("an address with port ", port), func(list []inspect.Window) bool {
		return address.MatchString(desktop.Describe(list))
	}))
}

var listening = regexp.MustCompile(`(?:Listening on|this computer reaches) [0-9.]+:([0-9]{2,5})\b`)

// port waits until the window reports that it hosts and returns the port.
func (w *window) port() (port int) {
	w.t.Helper()
	w.must(w.process.WaitFor("the port that it hosts on", func(list []inspect.Window) bool {
		found := listening.FindStringSubmatch(strings.ReplaceAll(desktop.Describe(list), "\n", " "))
		if found == nil {
			return false
		}
		port, _ = strconv.Atoi(found[1]) // the pattern matches digits only
		return true
	}))
	return port
}

// waitForCleanExit waits for the program's end and checks its exit status and what it wrote.
func (w *window) waitForCleanExit() {
	w.t.Helper()
	status, err := w.process.Wait()
	w.must(err)
	if status != 0 {
		w.t.Errorf("the program ended with status %d", status)
	}
	w.checkOutput()
}

// checkOutput checks that neither Go nor Fyne reported an error.
func (w *window) checkOutput() {
	w.t.Helper()
	for line := range strings.Lines(w.process.Output()) {
		for _, bad := range []string{"Error in Fyne call thread", "panic:", "fatal error:", "Fyne error:"} {
			if strings.Contains(line, bad) {
				w.t.Errorf("the program wrote %q", line)
			}
		}
	}
}
