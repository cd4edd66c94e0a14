package desktop

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"strings"
	"time"
)

// Raise brings the window with that title before the others and gives it the keyboard.
func (d *Desktop) Raise(title string) error {
	id, err := d.Window(title)
	if err != nil {
		return err
	}
	_, err = d.tool("windowactivate", "--sync", id)
	return err
}

// Focus waits until the window with that title has the keyboard, as the window manager gives it to a new window.
func (d *Desktop) Focus(title string) error {
	id, err := d.Window(title)
	if err != nil {
		return err
	}
	for end := time.Now().Add(Patience); ; time.Sleep(20 * time.Millisecond) {
		active, err := d.tool("getwindowfocus")
		if err == nil && active == id {
			return nil
		}
		if time.Now().After(end) {
			return errors.Join(err, fmt.Errorf("the window %q does not get the keyboard", title))
		}
	}
}

// Minimise takes the window with that title off the screen, as its button does, and returns what brings
// it back. Both wait until that is done.
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

// Place is where the window with that title is on the screen, without its frame.
func (d *Desktop) Place(title string) (image.Rectangle, error) {
	id, err := d.Window(title)
	if err != nil {
		return image.Rectangle{}, err
	}
	said, err := d.tool("getwindowgeometry", "--shell", id)
	if err != nil {
		return image.Rectangle{}, err
	}
	var window string
	var x, y, w, h int
	said = strings.NewReplacer("\n", " ", "=", " ").Replace(said)
	if _, err := fmt.Sscanf(said, "WINDOW %s X %d Y %d WIDTH %d HEIGHT %d", &window, &x, &y, &w, &h); err != nil {
		return image.Rectangle{}, fmt.Errorf("the place of %q is %q: %w", title, said, err)
	}
	return image.Rect(x, y, x+w, y+h), nil
}

// IsGone waits for so long until no window with that title is on the screen.
func (d *Desktop) IsGone(title string, wait time.Duration) error {
	for end := time.Now().Add(wait); ; time.Sleep(50 * time.Millisecond) {
		if len(d.windows(title)) == 0 {
			return nil
		}
		if time.Now().After(end) {
			return fmt.Errorf("the window %q stays on the screen", title)
		}
	}
}

// CloseWindow closes the window with that title as a person does: again after a while, since a busy window
// manager may lose a key.
func (d *Desktop) CloseWindow(title string) (gone error) {
	for range 6 {
		if err := errors.Join(d.Raise(title), d.Press("alt+F4")); err != nil {
			return err
		}
		if gone = d.IsGone(title, 10*time.Second); gone == nil {
			return nil
		}
	}
	return gone
}

// Scan reads the one QR code in the window with that title, as a phone does.
func (d *Desktop) Scan(title string) (string, error) {
	img, err := d.WindowShot(title)
	if err != nil {
		return "", err
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, img); err != nil {
		return "", err
	}
	said, err := run(d.env(), picture.Bytes(), "zbarimg", "--quiet", "--raw", "--nodbus", "-")
	return strings.TrimSuffix(string(said), "\n"), err
}
