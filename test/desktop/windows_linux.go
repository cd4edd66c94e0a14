package desktop

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"strings"
	"time"

	"porchlight/test/program"
)

// Activate brings the window with a title to the front and gives it the keyboard focus, unless it is active already.
func (d *Desktop) Activate(title string) error {
	id, err := d.Window(title)
	if err != nil {
		return err
	}
	return d.activate(id)
}

// activate is Activate for the window with an id.
func (d *Desktop) activate(id string) error {
	if active, err := d.tool("getactivewindow"); err == nil && active == id {
		return nil
	}
	_, err := d.tool("windowactivate", "--sync", id)
	return err
}

// WaitForFocus waits until the window with a title has the keyboard focus, which the window manager gives to a new
// window.
func (d *Desktop) WaitForFocus(title string) error {
	id, err := d.Window(title)
	if err != nil {
		return err
	}
	for end := time.Now().Add(program.Timeout); ; time.Sleep(20 * time.Millisecond) {
		active, err := d.tool("getwindowfocus")
		if err == nil && active == id {
			return nil
		}
		if time.Now().After(end) {
			return errors.Join(err, fmt.Errorf("the window %q does not get the keyboard focus", title))
		}
	}
}

// Minimise minimises the window with a title and returns a function that restores it. Both wait until that is done.
func (d *Desktop) Minimise(title string) (restore func() error, err error) {
	id, err := d.Window(title)
	if err != nil {
		return nil, err
	}
	if _, err := d.tool("windowminimize", "--sync", id); err != nil {
		return nil, err
	}
	return func() error {
		_, err := d.tool("windowactivate", "--sync", id)
		return err
	}, nil
}

// Bounds returns where the window with a title is on the screen, without its frame.
func (d *Desktop) Bounds(title string) (image.Rectangle, error) {
	id, err := d.Window(title)
	if err != nil {
		return image.Rectangle{}, err
	}
	return d.bounds(id)
}

// bounds is Bounds for the window with an id.
func (d *Desktop) bounds(id string) (image.Rectangle, error) {
	out, err := d.tool("getwindowgeometry", "--shell", id)
	if err != nil {
		return image.Rectangle{}, err
	}
	var window string
	var x, y, w, h int
	out = strings.NewReplacer("\n", " ", "=", " ").Replace(out)
	if _, err := fmt.Sscanf(out, "WINDOW %s X %d Y %d WIDTH %d HEIGHT %d", &window, &x, &y, &w, &h); err != nil {
		return image.Rectangle{}, fmt.Errorf("the geometry of window %s is %q: %w", id, out, err)
	}
	return image.Rect(x, y, x+w, y+h), nil
}

// WaitForClosed waits until no window with a title is visible.
func (d *Desktop) WaitForClosed(title string) error { return d.waitForClosed(title, program.Timeout) }

func (d *Desktop) waitForClosed(title string, timeout time.Duration) error {
	for end := time.Now().Add(timeout); ; time.Sleep(50 * time.Millisecond) {
		if len(d.windows(title)) == 0 {
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("the window %q stays open", title)
		}
	}
}

// CloseWindow waits for the window with a title and closes it by a key, which is repeated every repeatAfter.
func (d *Desktop) CloseWindow(title string) error {
	id, err := d.Window(title)
	if err != nil {
		return err
	}
	for deadline := time.Now().Add(program.Timeout); ; {
		err := d.activate(id)
		if err == nil {
			err = d.Press("alt+F4")
		}
		closed := d.waitForClosed(title, repeatAfter)
		switch {
		case closed == nil:
			return nil // whatever the error is: the window may close before it is activated again
		case err != nil || time.Now().After(deadline):
			return errors.Join(err, closed)
		}
	}
}

// ScanQR waits until the window with a title shows a QR code and decodes it.
func (d *Desktop) ScanQR(title string) (string, error) {
	for end := time.Now().Add(program.Timeout); ; time.Sleep(50 * time.Millisecond) {
		text, err := d.scanQR(title)
		if err == nil || errors.Is(err, errToolMissing) || time.Now().After(end) {
			return text, err
		}
	}
}

func (d *Desktop) scanQR(title string) (string, error) {
	img, err := d.WindowScreenshot(title)
	if err != nil {
		return "", err
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, img); err != nil {
		return "", err
	}
	out, err := run(d.env(), picture.Bytes(), "zbarimg", "--quiet", "--raw", "--nodbus", "-")
	return strings.TrimSuffix(string(out), "\n"), err
}
