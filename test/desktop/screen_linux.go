package desktop

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"slices"
	"time"

	"porchlight/test/program"
)

// ErrNotShown reports that the screen did not show what was waited for.
var ErrNotShown = errors.New("the screen does not show")

// reading is the last screenshot and the text read from it.
type reading struct {
	shot  *image.RGBA
	page  Page
	mode  int // the mode in which it was read last
	tried int // the number of modes tried since the screen changed
}

// ReadScreen takes a screenshot and reads its text: only the part that has changed, or the whole in another mode if
// nothing has. It takes a few screenshots before it decides that the screen has not changed.
func (d *Desktop) ReadScreen() error {
	before := d.last.shot
	for range 5 {
		img, err := d.Screenshot()
		if err != nil {
			return err
		}
		d.last.shot = img
		if before == nil || !Same(before, img) {
			break
		}
	}
	r := &d.last
	switch {
	case before == nil:
		r.tried = 1
		return r.page.Update(r.shot, r.shot.Rect, r.mode)
	case !Same(before, r.shot):
		r.mode, r.tried = (r.mode+1)%Modes, 1
		return r.page.Update(r.shot, Changed(before, r.shot), r.mode)
	case r.tried < Modes:
		r.mode, r.tried = (r.mode+1)%Modes, r.tried+1
		return r.page.ReadInMode(r.shot, r.mode)
	}
	time.Sleep(20 * time.Millisecond) // all modes were tried
	return nil
}

// Page returns the text that ReadScreen has read so far. It remains valid and changes with the next ReadScreen.
func (d *Desktop) Page() *Page { return &d.last.page }

// WaitForScreen reads the screen until a state is reached. It fails if the program ends.
func (d *Desktop) WaitForScreen(p *Program, what string, wanted func() bool) error {
	for deadline := time.Now().Add(program.Timeout); ; {
		if err := d.ReadScreen(); err != nil {
			return err
		}
		switch {
		case wanted():
			return nil
		case !p.Running():
			return fmt.Errorf("%w %s, and the program has ended", ErrNotShown, what)
		case time.Now().After(deadline):
			return fmt.Errorf("%w %s", ErrNotShown, what)
		}
	}
}

// WaitForReadText waits until a phrase is read on the screen.
func (d *Desktop) WaitForReadText(p *Program, phrase string) error {
	return d.WaitForScreen(p, phrase, func() bool { return d.Page().Contains(phrase) })
}

// PressUntilReadText presses a key until a phrase is read on the screen, as PressUntil does.
func (d *Desktop) PressUntilReadText(p *Program, key, phrase string) error {
	var failed error
	err := d.PressUntil(p, key, phrase, func() bool {
		failed = d.ReadScreen()
		return failed != nil || d.Page().Contains(phrase)
	})
	return errors.Join(failed, err)
}

// repeatAfter is the time after which a key without an effect is pressed again: a busy window manager may lose one.
const repeatAfter = 10 * time.Second

// PressUntil presses a key until a state of a program is reached, again every repeatAfter. It fails at once if the
// program has ended.
func (d *Desktop) PressUntil(p *Program, key, state string, reached func() bool) error {
	for deadline := time.Now().Add(program.Timeout); time.Now().Before(deadline); {
		if !p.Running() {
			return fmt.Errorf("waited in vain for %s after %s: the program has ended", state, key)
		}
		if err := d.Press(key); err != nil {
			return err
		}
		for end := time.Now().Add(repeatAfter); p.Running() && time.Now().Before(end); time.Sleep(pollInterval) {
			if reached() {
				return nil
			}
		}
	}
	return fmt.Errorf("waited in vain for %s after %s", state, key)
}

// WaitForNoReadText waits until a phrase is not read on the screen in any mode.
func (d *Desktop) WaitForNoReadText(p *Program, phrase string) error {
	without := 0
	return d.WaitForScreen(p, "no more "+phrase, func() bool {
		if without++; d.Page().Contains(phrase) {
			without = 0
		}
		return without == Modes
	})
}

// WaitForReadTextIn waits until a phrase is read within the window with a title.
func (d *Desktop) WaitForReadTextIn(p *Program, title, phrase string) error {
	area, err := d.Bounds(title)
	if err != nil {
		return err
	}
	return d.WaitForScreen(p, phrase+" in "+title, func() bool { return len(d.findIn(area, phrase)) > 0 })
}

// ClickReadText waits until a phrase is read on the screen and has stopped moving, and clicks on it.
func (d *Desktop) ClickReadText(p *Program, phrase string) error {
	for deadline := time.Now().Add(program.Timeout); ; {
		if err := d.WaitForReadText(p, phrase); err != nil {
			return err
		}
		box := d.Page().Find(phrase)[0]
		now, err := d.Screenshot()
		if err != nil {
			return err
		}
		if !Changed(d.last.shot, now).Overlaps(box) {
			return d.Click(box.Min.Add(box.Max).Div(2))
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%q does not stop moving", phrase)
		}
	}
}

// findIn returns the boxes of a phrase within an area.
func (d *Desktop) findIn(area image.Rectangle, phrase string) []image.Rectangle {
	return slices.DeleteFunc(d.Page().Find(phrase), func(box image.Rectangle) bool { return !box.In(area) })
}

// Same reports whether two pictures are equal.
func Same(a, b *image.RGBA) bool { return a.Rect == b.Rect && bytes.Equal(a.Pix, b.Pix) }

// Crop returns the part of a picture inside of a box.
func Crop(img *image.RGBA, box image.Rectangle) *image.RGBA {
	part := image.NewRGBA(image.Rectangle{Max: box.Size()})
	draw.Draw(part, part.Rect, img, box.Min, draw.Src)
	return part
}

// Changed returns the box around the pixels in which two pictures of the same size differ.
func Changed(a, b *image.RGBA) image.Rectangle {
	var where image.Rectangle
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			if i := a.PixOffset(x, y); !bytes.Equal(a.Pix[i:i+4], b.Pix[i:i+4]) {
				where = where.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return where
}
