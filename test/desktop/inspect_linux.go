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
	"porchlight/test/program"
)

// pollInterval is the pause between two questions to a program.
const pollInterval = 20 * time.Millisecond

// errNoWindows is the error for a program that shows no window, so that no test takes that for a window without a
// certain text.
var errNoWindows = errors.New("the program shows no window")

// Windows asks the program what its windows show. It returns an error if no window is open.
func (p *Program) Windows() ([]inspect.Window, error) {
	ctx, cancel := context.WithTimeout(context.Background(), program.Timeout)
	defer cancel()
	return p.windows(ctx)
}

func (p *Program) windows(ctx context.Context) ([]inspect.Window, error) {
	list, err := inspect.Ask(ctx, p.socket)
	if err == nil && len(list) == 0 {
		err = errNoWindows
	}
	return list, err
}

// WaitFor asks the program what its windows show until a state is reached. The error names the state and lists the
// texts of the windows. reached is called only with at least one window.
func (p *Program) WaitFor(state string, reached func(windows []inspect.Window) bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), program.Timeout)
	defer cancel()
	var list []inspect.Window
	for ; ; time.Sleep(pollInterval) {
		now, err := p.windows(ctx)
		if err == nil {
			list = now
			if reached(list) {
				return nil
			}
		}
		ended := ""
		switch {
		case !p.Running():
			ended = ": the program has ended"
		case ctx.Err() == nil:
			continue
		}
		return errors.Join(fmt.Errorf("waited in vain for %s%s; the windows showed:\n%s", state, ended, Describe(list)), err)
	}
}

// WaitForText waits until the window with a title shows a phrase; any window if the title is empty.
func (p *Program) WaitForText(title, phrase string) error {
	return p.WaitFor(fmt.Sprintf("the text %q", phrase), func(list []inspect.Window) bool {
		_, match := find(list, title, phrase)
		return match != none
	})
}

// WaitForExactText waits until a text of any window equals the wanted text. It tells "Players: 10" from
// "Players: 100".
func (p *Program) WaitForExactText(want string) error {
	return p.WaitFor(fmt.Sprintf("the exact text %q", want), func(list []inspect.Window) bool {
		_, match := find(list, "", want)
		return match == exact
	})
}

// WaitForNoText waits until no window shows a phrase. A phrase that was not shown before may be shown later: use
// WaitForTextWithout then.
func (p *Program) WaitForNoText(phrase string) error {
	return p.WaitFor(fmt.Sprintf("no text %q", phrase), func(list []inspect.Window) bool {
		_, match := find(list, "", phrase)
		return match == none
	})
}

// WaitForTextWithout waits until a window shows a phrase, and fails if any window shows the unwanted phrase at that
// moment. It proves that the unwanted phrase does not come, if that phrase would come no later than the other.
func (p *Program) WaitForTextWithout(phrase, unwanted string) error {
	var shown []inspect.Window
	err := p.WaitFor(fmt.Sprintf("the text %q", phrase), func(list []inspect.Window) bool {
		shown = list
		_, match := find(list, "", phrase)
		return match != none
	})
	if err != nil {
		return err
	}
	if _, match := find(shown, "", unwanted); match != none {
		return fmt.Errorf("%q is shown, and %q must not be; the windows showed:\n%s", phrase, unwanted, Describe(shown))
	}
	return nil
}

// place is the position of an object: its window and its box in pixels from the upper left corner of the window.
type place struct {
	window string
	box    image.Rectangle
}

// match says how well a text matches a phrase.
type match int

const (
	none   match = iota
	within       // the text contains the phrase
	prefix       // the text begins with the phrase
	exact        // the text equals the phrase
)

// find returns the best match for a phrase in the window with a title, or in any window if the title is empty.
func find(list []inspect.Window, title, phrase string) (where place, best match) {
	for _, w := range list {
		if title != "" && w.Title != title {
			continue
		}
		for _, o := range w.Find(phrase) {
			m := within
			switch text := o.AllText(); {
			case text == phrase:
				m = exact
			case strings.HasPrefix(text, phrase):
				m = prefix
			}
			if m > best && !o.Box.Empty() {
				best, where = m, place{w.Title, o.Box}
			}
		}
	}
	return where, best
}

// findClickable is find among the objects that receive clicks: an overlay blocks everything below it.
func findClickable(list []inspect.Window, title, phrase string) (where place, found bool) {
	var top []inspect.Window
	for _, w := range list {
		top = append(top, w.Top())
	}
	where, best := find(top, title, phrase)
	return where, best != none
}

// reactionTime is how long a phrase must stand at one place before it is clicked on. The window ignores clicks on what
// has moved or changed less than 0.7 s ago, because a person who clicks then means what was there before.
const reactionTime = 800 * time.Millisecond

// ClickText waits until a phrase in the window with a title has stood still for reactionTime, brings the window to the
// front and clicks on the phrase. An empty title is any window.
func (d *Desktop) ClickText(p *Program, title, phrase string) error {
	for deadline := time.Now().Add(program.Timeout); ; {
		var at place
		var since time.Time
		err := p.WaitFor(fmt.Sprintf("the text %q to click on", phrase), func(list []inspect.Window) (still bool) {
			now, found := findClickable(list, title, phrase)
			if !found || now != at || since.IsZero() {
				at, since = now, time.Now()
			}
			return found && time.Since(since) >= reactionTime
		})
		if err != nil {
			return err
		}
		if clicked, err := d.clickAt(p, title, phrase, at); clicked || err != nil {
			return err
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%q does not stop moving", phrase)
		}
	}
}

// ClickTextIfShown is ClickText for a phrase that may go by itself. It reports whether it clicked: it does not if the
// phrase is not shown, or has moved or gone within reactionTime.
func (d *Desktop) ClickTextIfShown(p *Program, title, phrase string) (clicked bool, err error) {
	list, err := p.Windows()
	if err != nil {
		return false, err
	}
	at, found := findClickable(list, title, phrase)
	if !found {
		return false, nil
	}
	time.Sleep(reactionTime)
	return d.clickAt(p, title, phrase, at)
}

// clickAt brings a window to the front and clicks on a phrase, unless the phrase has moved or is covered by then.
func (d *Desktop) clickAt(p *Program, title, phrase string, at place) (clicked bool, err error) {
	id, err := d.Window(at.window)
	if err != nil {
		return false, err
	}
	if err := d.activate(id); err != nil {
		return false, err
	}
	list, err := p.Windows()
	if err != nil {
		return false, err
	}
	if now, found := findClickable(list, title, phrase); !found || now != at {
		return false, nil
	}
	middle := at.box.Min.Add(at.box.Max).Div(2)
	_, err = d.tool("mousemove", "--window", id, strconv.Itoa(middle.X), strconv.Itoa(middle.Y), "click", "1")
	return err == nil, err
}

// Describe lists the texts of windows, for failure messages.
func Describe(list []inspect.Window) string {
	var b strings.Builder
	for _, w := range list {
		b.WriteString(w.String())
	}
	return b.String()
}
