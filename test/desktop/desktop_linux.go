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
	"sync/atomic"
	"time"
)

// Patience is how long a desktop waits for what must come.
const Patience = 60 * time.Second

// Desktop is a virtual screen with a window manager and a session bus. One goroutine may use it.
type Desktop struct {
	dir       string
	display   string
	processes []*process
	last      look
	started   atomic.Int32 // programs
}

// Open makes a desktop with a screen of so many pixels. Close it when done.
func Open(width, height int) (*Desktop, error) {
	if err := CheckTools(); err != nil {
		return nil, err
	}
	d, err := Bare("-screen", "0", fmt.Sprintf("%dx%dx24", width, height))
	if err != nil {
		return nil, err
	}
	if err := d.furnish(); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// Bare makes a screen alone, with more flags for Xvfb.
func Bare(flags ...string) (*Desktop, error) {
	dir, err := os.MkdirTemp("", "porchlight-desktop-")
	if err != nil {
		return nil, err
	}
	d := &Desktop{dir: dir}
	if err := d.light(flags); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// light starts the X server, on a display that no other has. Left to itself it would take the lowest that
// is free in this network namespace; but the sockets of all namespaces are files of one folder, and clients
// would come to the screen of another.
func (d *Desktop) light(flags []string) (err error) {
	for range 5 {
		const lowest, highest = 1000, 59000
		if err = d.lightAt(lowest+rand.IntN(highest-lowest), flags); err == nil {
			return nil
		}
	}
	return err
}

// lightAt starts the X server on the display with a number and returns when it takes clients.
func (d *Desktop) lightAt(number int, flags []string) error {
	says, tells, err := os.Pipe()
	if err != nil {
		return err
	}
	defer func() { _ = says.Close() }()
	display := ":" + strconv.Itoa(number)
	cmd := exec.Command("Xvfb", append([]string{display, "-displayfd", "3", "-nolisten", "tcp", "-noreset"}, flags...)...)
	cmd.ExtraFiles = []*os.File{tells}
	server, err := d.begin(cmd)
	_ = tells.Close() // the server has its own
	if err != nil {
		return err
	}
	if err := says.SetReadDeadline(time.Now().Add(Patience)); err != nil {
		return err
	}
	if _, err := bufio.NewReader(says).ReadString('\n'); err != nil {
		return fmt.Errorf("Xvfb did not start: %w: %s", err, server.output.String()) //nolint:staticcheck // a name
	}
	d.display = display
	return nil
}

// furnish starts the session bus and the window manager, and waits for both.
func (d *Desktop) furnish() error {
	// No service can be started through this bus, so nothing is left over.
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
	bus, err := d.begin(exec.Command("dbus-daemon", "--nofork", "--nopidfile", "--config-file="+config))
	if err != nil {
		return err
	}
	manager, err := d.begin(d.command("openbox", "--sm-disable"))
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
		for end := time.Now().Add(Patience); !wait.ready(); time.Sleep(20 * time.Millisecond) {
			if wait.process.hasEnded() || time.Now().After(end) {
				return fmt.Errorf("%s did not start: %s", wait.process.cmd.Path, wait.process.output.String())
			}
		}
	}
	return nil
}

func (d *Desktop) bus() string { return filepath.Join(d.dir, "bus") }

func (d *Desktop) begin(cmd *exec.Cmd) (*process, error) {
	p, err := begin(cmd)
	if err == nil {
		d.processes = append(d.processes, p)
	}
	return p, err
}

// Close ends everything that was started on the desktop.
func (d *Desktop) Close() {
	for _, v := range slices.Backward(d.processes) {
		v.end()
	}
	_ = os.RemoveAll(d.dir) // what stays is in the folder for temporary files
}

// Display is the screen's name, as DISPLAY has it.
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

// tool runs xdotool.
func (d *Desktop) tool(args ...string) (string, error) {
	out, err := run(d.env(), nil, "xdotool", args...)
	return strings.TrimSpace(string(out)), err
}

// Shot is what the screen shows.
func (d *Desktop) Shot() (*image.RGBA, error) { return d.picture("root") }

// WindowShot is what the window with that title shows, without its frame.
func (d *Desktop) WindowShot(title string) (*image.RGBA, error) {
	id, err := d.Window(title)
	if err != nil {
		return nil, err
	}
	return d.picture(id)
}

// picture takes a portable pixel map (ppm(5)), which costs nothing to pack and unpack.
func (d *Desktop) picture(window string) (*image.RGBA, error) {
	out, err := run(d.env(), nil, "import", "-silent", "-window", window, "-depth", "8", "ppm:-")
	if err != nil {
		return nil, err
	}
	var w, h, most int
	if _, err := fmt.Sscanf(string(out[:min(len(out), 40)]), "P6\n%d %d\n%d", &w, &h, &most); err != nil {
		return nil, fmt.Errorf("no picture: %w", err)
	}
	pixels := out[len(out)-min(len(out), 3*w*h):]
	if most != 255 || len(pixels) != 3*w*h {
		return nil, fmt.Errorf("no picture: %d by %d in %d bytes", w, h, len(out))
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		copy(img.Pix[4*i:], pixels[3*i:3*i+3])
		img.Pix[4*i+3] = 0xff
	}
	return img, nil
}

// windows are the ids of the windows on the screen with that title.
func (d *Desktop) windows(title string) []string {
	ids, err := d.tool("search", "--onlyvisible", "--name", "^"+regexp.QuoteMeta(title)+"$")
	if err != nil {
		return nil // that is how xdotool says that there are none
	}
	return strings.Fields(ids)
}

// Window waits for a window with that title to be on the screen and returns its id.
func (d *Desktop) Window(title string) (string, error) {
	for end := time.Now().Add(Patience); ; time.Sleep(50 * time.Millisecond) {
		if ids := d.windows(title); len(ids) > 0 {
			return ids[0], nil
		}
		if time.Now().After(end) {
			return "", fmt.Errorf("no window %q came to the screen", title)
		}
	}
}

// Resize gives the window with that title the size, and waits until it has it.
func (d *Desktop) Resize(title string, width, height int) error {
	id, err := d.Window(title)
	if err != nil {
		return err
	}
	if _, err := d.tool("windowsize", id, strconv.Itoa(width), strconv.Itoa(height)); err != nil {
		return err
	}
	for end := time.Now().Add(Patience); ; time.Sleep(50 * time.Millisecond) {
		img, err := d.picture(id)
		if err == nil && img.Bounds().Dx() == width && img.Bounds().Dy() == height {
			return nil
		}
		if time.Now().After(end) {
			return errors.Join(err, fmt.Errorf("the window %q does not become %d by %d", title, width, height))
		}
	}
}

// Point moves the mouse to a place on the screen.
func (d *Desktop) Point(p image.Point) error {
	_, err := d.tool("mousemove", strconv.Itoa(p.X), strconv.Itoa(p.Y))
	return err
}

// Click moves the mouse to a place on the screen and clicks there.
func (d *Desktop) Click(p image.Point) error {
	_, err := d.tool("mousemove", strconv.Itoa(p.X), strconv.Itoa(p.Y), "click", "1")
	return err
}

// Press presses keys one after the other, each as xdotool names it: "Tab", "ctrl+c".
func (d *Desktop) Press(keys ...string) error {
	_, err := d.tool(append([]string{"key"}, keys...)...)
	return err
}

// Type types text into what has the focus.
func (d *Desktop) Type(text string) error {
	_, err := d.tool("type", text)
	return err
}

// Clipboard is the text on the clipboard.
func (d *Desktop) Clipboard() (string, error) {
	out, err := run(d.env(), nil, "xclip", "-o", "-selection", "clipboard")
	return string(out), err
}
