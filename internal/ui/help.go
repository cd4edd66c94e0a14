package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"
)

// The pages of the help window, by which buttons and links find them.
const (
	pageTimesOut     = "times out"
	pageRefused      = "refused"
	pageCannotAssign = "cannot assign"
	pageFreezes      = "freezes"
	pageSameNetwork  = "same network"
	pageFirewall     = "firewall"
	pageTwoNetworks  = "two networks"
	pageElsewhere    = "elsewhere"
)

// helpPage is one page of the help window.
type helpPage struct {
	id       string // one of the above
	title    string // as the list shows it
	content  fyne.CanvasObject
	opened   func() // called when the page is turned to; may be nil
	turnedTo func() // called then too, and once a second while the page is shown; may be nil
}

// help is the window for when a friend cannot connect: a list of pages, and beside it the page that is
// turned to. UI goroutine only.
type help struct {
	window  fyne.Window
	pages   []helpPage
	rows    []*pageRow    // in the list, by page
	readers []*kit.Reader // of the pages' contents
	list    *container.Scroll
	at      int // the page that is shown; -1: none yet
	open    bool
}

// newHelp makes the window, closed: answers are the pages on what a friend may see, more are the
// others.
func newHelp(app fyne.App, answers, more []helpPage) *help {
	h := &help{window: app.NewWindow(lang.L("What does your friend see?")), at: -1}
	var list []fyne.CanvasObject
	shelf := container.NewStack()
	group := func(name string, pages []helpPage) {
		heading := widget.NewLabel(name)
		heading.TextStyle.Bold = true
		heading.Wrapping = fyne.TextWrapWord
		list = append(list, heading)
		for _, p := range pages {
			i := len(h.pages)
			row := newPageRow(p.title, func() { h.turn(i) }, h.key)
			r := kit.NewReader(kit.Inset(1, 1, p.content))
			r.Hide()
			h.pages, h.rows, h.readers = append(h.pages, p), append(h.rows, row), append(h.readers, r)
			list = append(list, row)
			shelf.Add(r)
		}
	}
	group(lang.L("What does your friend see?"), answers)
	group(lang.L("More"), more)
	h.list = container.NewVScroll(kit.Inset(0.5, 0.5, container.New(kit.StackLayout(2), list...)))
	left := kit.NewPanel(kit.ColorSurface, kit.FixedWidth(listWidth, h.list))
	right := kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, shelf))
	h.window.SetPadded(false)
	h.window.SetContent(container.NewStack(kit.NewMinSize(fyne.NewSize(minWidth, minHeight)), kit.Inset(1, 1, container.NewBorder(nil, nil, left, nil, kit.Inset(0.5, 0, right)))))
	h.window.Resize(fyne.NewSize(900, 600))
	h.window.SetCloseIntercept(h.close)
	h.window.Canvas().SetOnTypedKey(h.key)
	return h
}

// listWidth is how wide the list of the pages is; longer titles take several lines.
const listWidth = 28 * kit.Unit

// show brings the window up with a page.
func (h *help) show(id string) {
	h.open = true
	at := max(h.at, 0)
	for i := range h.pages {
		if h.pages[i].id == id {
			at = i
		}
	}
	h.turn(at)
	h.window.Show()
	h.window.RequestFocus()
}

func (h *help) close() {
	h.open = false
	h.window.Hide()
}

// refresh lets the page that is shown look again. The main window calls it about once a second.
func (h *help) refresh() {
	if h.open && h.pages[h.at].turnedTo != nil {
		h.pages[h.at].turnedTo()
	}
}

// turn turns to a page, at its beginning.
func (h *help) turn(at int) {
	if h.at >= 0 {
		h.rows[h.at].choose(false)
		h.readers[h.at].Hide()
	}
	h.at = at
	if h.pages[at].opened != nil {
		h.pages[at].opened()
	}
	h.refresh()
	h.readers[at].Show()
	h.readers[at].ScrollTo(0)
	h.rows[at].choose(true)
	h.window.Canvas().Focus(h.rows[at])
	kit.Reveal(h.list, h.rows[at])
}

// key is what keys do in the list, and where nothing has the focus.
func (h *help) key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		h.close()
	case fyne.KeyUp:
		h.turn(max(h.at-1, 0))
	case fyne.KeyDown:
		h.turn(min(h.at+1, len(h.pages)-1))
	default:
		h.readers[h.at].TypedKey(e)
	}
}

// reveal scrolls the page that is shown until something on it is in sight.
func (h *help) reveal(o fyne.CanvasObject) { kit.Reveal(h.readers[h.at].Scroll, o) }
