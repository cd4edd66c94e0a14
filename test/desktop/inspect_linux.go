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

// pollInterval is the pause between two questions to a program.
const pollInterval = 20 * time.Millisecond

// Windows asks the program what its windows show.
func (p *Program) Windows() ([]inspect.Window, error) {
	ctx, cancel := context.WithTimeout(context.Background(), Patience)
	defer cancel()
	return inspect.Ask(ctx, p.socket)
}

// WaitFor asks the program what its windows show until a state is reached. The error names the state and lists the
// texts of the windows.
func (p *Program) WaitFor(state string, reached func(windows []inspect.Window) bool) error {
	var list []inspect.Window
	var err error
	for deadline := time.Now().Add(Patience); ; time.Sleep(pollInterval) {
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

// WaitForText waits until the window with a title shows a phrase; any window if the title is empty.
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

// place is the position of an object: its window and its box in pixels from the upper left corner of the window.
type place struct {
	window string
	box    image.Rectangle
}

// find returns the best match for a phrase in the window with a title, or in any window if the title is empty. A text
// that equals the phrase is better than one that begins with it, which is better than one that contains it.
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

// ClickText waits until a phrase in the window with a title has stopped moving, brings the window to the front and
// clicks on the phrase. An empty title is any window.
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

// Activate brings the window with a title to the front unless it has the keyboard focus.
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

// Describe lists the texts of windows, for failure messages.
func Describe(list []inspect.Window) string {
	var b strings.Builder
	for _, w := range list {
		b.WriteString(w.String())
	}
	return b.String()
}
