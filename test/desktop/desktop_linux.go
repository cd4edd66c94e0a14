package desktop

import (
	"bufio"
	"errors"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"porchlight/test/program"
)

// Desktop is a virtual screen with a window manager and a session bus. Only one goroutine may use it at a time.
type Desktop struct {
	dir       string
	display   string
	processes []*process
	last      reading // of the screen
	sockets   int     // number of inspection sockets named so far
}

// Open starts a desktop with a screen of the size in pixels. The caller closes it.
func Open(width, height int) (*Desktop, error) {
	if err := CheckTools(); err != nil {
		return nil, err
	}
	d, err := OpenScreen("-screen", "0", fmt.Sprintf("%dx%dx24", width, height))
	if err != nil {
		return nil, err
	}
	if err := d.startSession(); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// OpenScreen starts only an X server, without a window manager and a session bus, with more flags for Xvfb. The
// caller closes it.
func OpenScreen(flags ...string) (*Desktop, error) {
	dir, err := os.MkdirTemp("", "porchlight-desktop-")
	if err != nil {
		return nil, err
	}
	d := &Desktop{dir: dir}
	if err := d.startXServer(flags); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// startXServer starts the X server on a random display number. Xvfb on its own would take the lowest number that is
// free in its network namespace; but the sockets of all namespaces are files in one folder, and clients would connect
// to the server of another namespace.
func (d *Desktop) startXServer(flags []string) (err error) {
	for range 5 {
		const lowest, highest = 1000, 59000
		if err = d.startXServerOn(lowest+rand.IntN(highest-lowest), flags); err == nil {
			return nil
		}
	}
	return err
}

// startXServerOn starts the X server on the display of a number and returns once it accepts clients.
func (d *Desktop) startXServerOn(number int, flags []string) error {
	reader, writer, err := os.Pipe()
	if err != nil {
		return err
	}
	defer func() { _ = reader.Close() }()
	display := ":" + strconv.Itoa(number)
	cmd := exec.Command("Xvfb", append([]string{display, "-displayfd", "3", "-nolisten", "tcp", "-noreset"}, flags...)...)
	cmd.ExtraFiles = []*os.File{writer}
	server, err := d.startProcess(cmd)
	_ = writer.Close() // the server has a copy
	if err != nil {
		return err
	}
	if err := reader.SetReadDeadline(time.Now().Add(program.Timeout)); err != nil {
		return err
	}
	if _, err := bufio.NewReader(reader).ReadString('\n'); err != nil {
		return fmt.Errorf("Xvfb did not start: %w: %s", err, server.output.String()) //nolint:staticcheck // a name
	}
	d.display = display
	return nil
}

// startSession starts the session bus and the window manager and waits until both are ready.
func (d *Desktop) startSession() error {
	// The bus starts no services, so that no process is left over.
	config := filepath.Join(d.dir, "bus.conf")
	err := os.WriteFile(config, []byte(`<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=`+d.bus()+`</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`), 0o600)
	if err != nil {
		return err
	}
	bus, err := d.startProcess(exec.Command("dbus-daemon", "--nofork", "--nopidfile", "--config-file="+config))
	if err != nil {
		return err
	}
	manager, err := d.startProcess(d.command("openbox", "--sm-disable"))
	if err != nil {
		return err
	}
	for _, wait := range []struct {
		process *process
		ready   func() bool
	}{
		{bus, func() bool { _, err := os.Stat(d.bus()); return err == nil }},
		{manager, func() bool { _, err := d.tool("get_num_desktops"); return err == nil }},
	} {
		for end := time.Now().Add(program.Timeout); !wait.ready(); time.Sleep(20 * time.Millisecond) {
			if wait.process.hasEnded() || time.Now().After(end) {
				return fmt.Errorf("%s did not start: %s", wait.process.cmd.Path, wait.process.output.String())
			}
		}
	}
	return nil
}

func (d *Desktop) bus() string { return filepath.Join(d.dir, "bus") }

func (d *Desktop) startProcess(cmd *exec.Cmd) (*process, error) {
	p, err := startProcess(cmd)
	if err == nil {
		d.processes = append(d.processes, p)
	}
	return p, err
}

// Close ends all processes of the desktop.
func (d *Desktop) Close() {
	for _, v := range slices.Backward(d.processes) {
		v.end()
	}
	_ = os.RemoveAll(d.dir) // leftovers are in the folder for temporary files
}

// Display returns the screen's name for the variable DISPLAY.
func (d *Desktop) Display() string { return d.display }

func (d *Desktop) env() []string {
	return []string{
		"DISPLAY=" + d.display, "WAYLAND_DISPLAY=", "XDG_RUNTIME_DIR=" + d.dir, "XDG_CURRENT_DESKTOP=",
		"DBUS_SESSION_BUS_ADDRESS=unix:path=" + d.bus(), "LANG=C.UTF-8", "LC_ALL=C.UTF-8",
	}
}

func (d *Desktop) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), d.env()...)
	return cmd
}

// tool runs xdotool and returns its output.
func (d *Desktop) tool(args ...string) (string, error) {
	out, err := run(d.env(), nil, "xdotool", args...)
	return strings.TrimSpace(string(out)), err
}

// Screenshot returns the pixels of the screen.
func (d *Desktop) Screenshot() (*image.RGBA, error) { return d.capture("root") }

// WindowScreenshot returns the pixels of the window with a title, without its frame.
func (d *Desktop) WindowScreenshot(title string) (*image.RGBA, error) {
	id, err := d.Window(title)
	if err != nil {
		return nil, err
	}
	return d.capture(id)
}

// capture captures a window as a portable pixel map (ppm(5)), which is cheap to encode and decode.
func (d *Desktop) capture(window string) (*image.RGBA, error) {
	out, err := run(d.env(), nil, "import", "-silent", "-window", window, "-depth", "8", "ppm:-")
	if err != nil {
		return nil, err
	}
	var w, h, depth int
	if _, err := fmt.Sscanf(string(out[:min(len(out), 40)]), "P6\n%d %d\n%d", &w, &h, &depth); err != nil {
		return nil, fmt.Errorf("import: no picture: %w", err)
	}
	pixels := out[len(out)-min(len(out), 3*w*h):]
	if depth != 255 || len(pixels) != 3*w*h {
		return nil, fmt.Errorf("import: no picture: %d by %d in %d bytes", w, h, len(out))
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		copy(img.Pix[4*i:], pixels[3*i:3*i+3])
		img.Pix[4*i+3] = 0xff
	}
	return img, nil
}

// windows returns the ids of the visible windows with a title.
func (d *Desktop) windows(title string) []string {
	ids, err := d.tool("search", "--onlyvisible", "--name", "^"+regexp.QuoteMeta(title)+"$")
	if err != nil {
		return nil // xdotool fails if there is none
	}
	return strings.Fields(ids)
}

// Window waits for a visible window with a title and returns its id.
func (d *Desktop) Window(title string) (string, error) {
	for end := time.Now().Add(program.Timeout); ; time.Sleep(50 * time.Millisecond) {
		if ids := d.windows(title); len(ids) > 0 {
			return ids[0], nil
		}
		if time.Now().After(end) {
			return "", fmt.Errorf("no window %q was opened", title)
		}
	}
}

// Resize resizes the window with a title and waits until it has that size.
func (d *Desktop) Resize(title string, width, height int) error {
	id, err := d.Window(title)
	if err != nil {
		return err
	}
	if _, err := d.tool("windowsize", id, strconv.Itoa(width), strconv.Itoa(height)); err != nil {
		return err
	}
	for end := time.Now().Add(program.Timeout); ; time.Sleep(50 * time.Millisecond) {
		box, err := d.bounds(id)
		if err == nil && box.Size() == image.Pt(width, height) {
			return nil
		}
		if time.Now().After(end) {
			return errors.Join(err, fmt.Errorf("the window %q does not become %d by %d", title, width, height))
		}
	}
}

// MovePointer moves the mouse pointer to a place on the screen.
func (d *Desktop) MovePointer(p image.Point) error {
	_, err := d.tool("mousemove", strconv.Itoa(p.X), strconv.Itoa(p.Y))
	return err
}

// Click moves the mouse pointer to a place on the screen and clicks there.
func (d *Desktop) Click(p image.Point) error {
	_, err := d.tool("mousemove", strconv.Itoa(p.X), strconv.Itoa(p.Y), "click", "1")
	return err
}

// Press presses keys one after the other. Keys are named as for xdotool: "Tab", "ctrl+c".
func (d *Desktop) Press(keys ...string) error {
	_, err := d.tool(append([]string{"key"}, keys...)...)
	return err
}

// Type types a text into the window that has the keyboard focus.
func (d *Desktop) Type(text string) error {
	_, err := d.tool("type", text)
	return err
}

// WaitForClipboard waits until the clipboard has a wanted text and returns that text. The error names the state that
// was waited for.
func (d *Desktop) WaitForClipboard(state string, wanted func(text string) bool) (string, error) {
	for end := time.Now().Add(program.Timeout); ; time.Sleep(50 * time.Millisecond) {
		out, err := run(d.env(), nil, "xclip", "-o", "-selection", "clipboard") // fails while the clipboard has no owner
		switch text := string(out); {
		case err == nil && wanted(text):
			return text, nil
		case errors.Is(err, errToolMissing):
			return "", err
		case time.Now().After(end):
			return "", errors.Join(fmt.Errorf("waited in vain for %s on the clipboard, which has %q", state, text), err)
		}
	}
}
