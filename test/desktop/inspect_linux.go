package desktop

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strconv"
	"strings"
	"time"

	"porchlight/internal/inspect"
)

// poll is how long to wait before asking a program again what its windows show.
const poll = 20 * time.Millisecond

// Windows asks the program what its windows show.
func (p *Program) Windows() ([]inspect.Window, error) {
	ctx, cancel := context.WithTimeout(context.Background(), Patience)
	defer cancel()
	return inspect.Ask(ctx, p.socket)
}

// WaitFor asks the program what its windows show until they are as wanted. The error names the state, and has
// what they showed last.
func (p *Program) WaitFor(state string, reached func(windows []inspect.Window) bool) error {
	var list []inspect.Window
	var err error
	for deadline := time.Now().Add(Patience); ; time.Sleep(poll) {
		var now []inspect.Window
		if now, err = p.Windows(); err == nil {
			list = now
			if reached(list) {
				return nil
			}
		}
		ended := ""
		switch {
		case !p.Running():
			ended = ": the program has ended"
		case time.Now().Before(deadline):
			continue
		}
		return errors.Join(fmt.Errorf("waited in vain for %s%s; the windows showed:\n%s", state, ended, Describe(list)), err)
	}
}

// WaitForText waits until a window shows a phrase; any window if the title is empty.
func (p *Program) WaitForText(title, phrase string) error {
	return p.WaitFor(fmt.Sprintf("the text %q", phrase), func(list []inspect.Window) bool {
		_, found := find(list, title, phrase)
		return found
	})
}

// WaitForNoText waits until no window shows a phrase.
func (p *Program) WaitForNoText(phrase string) error {
	return p.WaitFor(fmt.Sprintf("no text %q", phrase), func(list []inspect.Window) bool {
		_, found := find(list, "", phrase)
		return !found
	})
}

// place is where an object is: in a window, at a box of pixels from the window's upper left corner.
type place struct {
	window string
	box    image.Rectangle
}

// find returns the best match for a phrase in the window with a title, or in any window if the title is empty:
// a text that is the phrase, before one that begins with it, before one that contains it.
func find(list []inspect.Window, title, phrase string) (best place, found bool) {
	const exact, prefix, within = 3, 2, 1
	rank := 0
	for _, w := range list {
		if title != "" && w.Title != title {
			continue
		}
		for _, o := range w.Find(phrase) {
			r := within
			switch text := o.AllText(); {
			case text == phrase:
				r = exact
			case strings.HasPrefix(text, phrase):
				r = prefix
			}
			if r > rank && !o.Box.Empty() {
				rank, best = r, place{w.Title, o.Box}
			}
		}
	}
	return best, rank > 0
}

// ClickText waits until a window shows a phrase that stands still, brings the window to the front and clicks on
// the phrase. An empty title is any window.
func (d *Desktop) ClickText(p *Program, title, phrase string) error {
	var at, before place
	err := p.WaitFor(fmt.Sprintf("the text %q to click on", phrase), func(list []inspect.Window) (still bool) {
		var found bool
		at, found = find(list, title, phrase)
		still = found && at == before
		before = at
		return still
	})
	if err != nil {
		return err
	}
	if err := d.Activate(at.window); err != nil {
		return err
	}
	id, err := d.Window(at.window)
	if err != nil {
		return err
	}
	middle := at.box.Min.Add(at.box.Max).Div(2)
	_, err = d.tool("mousemove", "--window", id, strconv.Itoa(middle.X), strconv.Itoa(middle.Y), "click", "1")
	return err
}

// Activate brings the window with that title to the front unless it has the keyboard already.
func (d *Desktop) Activate(title string) error {
	id, err := d.Window(title)
	if err != nil {
		return err
	}
	if active, err := d.tool("getactivewindow"); err == nil && active == id {
		return nil
	}
	_, err = d.tool("windowactivate", "--sync", id)
	return err
}

// Describe lists the texts of windows, for failures.
func Describe(list []inspect.Window) string {
	var b strings.Builder
	for _, w := range list {
		b.WriteString(w.String())
	}
	return b.String()
}
