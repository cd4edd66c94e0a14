package desktop

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"math"
	"slices"
	"time"
)

// ErrNotSeen says that the screen did not come to show what was waited for.
var ErrNotSeen = errors.New("the screen does not show")

// look is what a desktop last saw of its screen.
type look struct {
	shot *image.RGBA
	page Page
	way  int // in which it was read last
	ways int // in how many ways, since it changed
}

// Look looks at the screen and reads it: what has changed, or all in one more way where it stands as
// it was. It looks again a few times before it takes a screen to stand.
func (d *Desktop) Look() error {
	before := d.last.shot
	for range 5 {
		img, err := d.Shot()
		if err != nil {
			return err
		}
		d.last.shot = img
		if before == nil || !Same(before, img) {
			break
		}
	}
	l := &d.last
	switch {
	case before == nil:
		l.ways = 1
		return l.page.Read(l.shot, l.shot.Rect, l.way)
	case !Same(before, l.shot):
		l.way, l.ways = (l.way+1)%Ways, 1
		return l.page.Read(l.shot, Changed(before, l.shot), l.way)
	case l.ways < Ways:
		l.way, l.ways = (l.way+1)%Ways, l.ways+1
		return l.page.ReadAgain(l.shot, l.way)
	}
	time.Sleep(20 * time.Millisecond) // until it changes
	return nil
}

// Page is what stood on the screen when it was last looked at.
func (d *Desktop) Page() *Page { return &d.last.page }

// Until looks at the screen until it is as wanted, while the program runs.
func (d *Desktop) Until(p *Program, what string, wanted func() bool) error {
	for deadline := time.Now().Add(Patience); ; {
		if err := d.Look(); err != nil {
			return err
		}
		switch {
		case wanted():
			return nil
		case !p.Running():
			return fmt.Errorf("%w %s, and the program has ended", ErrNotSeen, what)
		case time.Now().After(deadline):
			return fmt.Errorf("%w %s", ErrNotSeen, what)
		}
	}
}

// Says waits until a phrase stands on the screen.
func (d *Desktop) Says(p *Program, phrase string) error {
	return d.Until(p, phrase, func() bool { return d.Page().Says(phrase) })
}

// PressUntilSays presses a key until a phrase is read on the screen, as PressUntil does.
func (d *Desktop) PressUntilSays(key, phrase string) error {
	var failed error
	err := d.PressUntil(key, phrase, func() bool {
		failed = d.Look()
		return failed != nil || d.Page().Says(phrase)
	})
	return errors.Join(failed, err)
}

// PressUntil presses a key until a state is reached: again after a while, since a busy window manager may lose a
// key.
func (d *Desktop) PressUntil(key, state string, reached func() bool) error {
	for range 6 {
		if err := d.Press(key); err != nil {
			return err
		}
		for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			if reached() {
				return nil
			}
		}
	}
	return fmt.Errorf("waited in vain for %s after %s", state, key)
}

// SaysNoMore waits until a phrase does not stand on the screen, however it is read.
func (d *Desktop) SaysNoMore(p *Program, phrase string) error {
	without := 0
	return d.Until(p, "no more "+phrase, func() bool {
		if without++; d.Page().Says(phrase) {
			without = 0
		}
		return without == Ways
	})
}

// SaysIn waits until a phrase stands where the window with that title is.
func (d *Desktop) SaysIn(p *Program, title, phrase string) error {
	area, err := d.Place(title)
	if err != nil {
		return err
	}
	return d.Until(p, phrase+" in "+title, func() bool { return len(d.findIn(area, phrase)) > 0 })
}

// ClickOn waits until a phrase stands on the screen, still after it was read, and clicks on it.
func (d *Desktop) ClickOn(p *Program, phrase string) error {
	return d.clickIn(p, image.Rect(0, 0, math.MaxInt16, math.MaxInt16), phrase)
}

// ClickIn is ClickOn for what stands where the window with that title is.
func (d *Desktop) ClickIn(p *Program, title, phrase string) error {
	area, err := d.Place(title)
	if err != nil {
		return err
	}
	return d.clickIn(p, area, phrase)
}

func (d *Desktop) clickIn(p *Program, area image.Rectangle, phrase string) error {
	for deadline := time.Now().Add(Patience); ; {
		if err := d.Until(p, phrase, func() bool { return len(d.findIn(area, phrase)) > 0 }); err != nil {
			return err
		}
		box := d.findIn(area, phrase)[0]
		now, err := d.Shot()
		if err != nil {
			return err
		}
		if !Changed(d.last.shot, now).Overlaps(box) {
			return d.Click(box.Min.Add(box.Max).Div(2))
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%q does not stand still", phrase)
		}
	}
}

// findIn gives the places in an area where a phrase stands.
func (d *Desktop) findIn(area image.Rectangle, phrase string) []image.Rectangle {
	return slices.DeleteFunc(d.Page().Find(phrase), func(box image.Rectangle) bool { return !box.In(area) })
}

// Same tells whether two pictures are the same.
func Same(a, b *image.RGBA) bool { return a.Rect == b.Rect && bytes.Equal(a.Pix, b.Pix) }

// Crop is the part of a picture inside of a box.
func Crop(img *image.RGBA, box image.Rectangle) *image.RGBA {
	part := image.NewRGBA(image.Rectangle{Max: box.Size()})
	draw.Draw(part, part.Rect, img, box.Min, draw.Src)
	return part
}

// Changed is the part in which two pictures of one size differ.
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
