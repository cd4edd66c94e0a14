package help

import (
	"context"
	"net/netip"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/diagnose"
	"porchlight/internal/firewall"
	"porchlight/internal/ui/kit"
)

// Params are what a help window is made of. Functions are called on the UI goroutine unless they say otherwise.
type Params struct {
	App      fyne.App
	Dispatch func(func()) // runs a function on the UI goroutine; any goroutine may call it
	Go       func(func()) // runs a function in a goroutine that is waited for at the end

	Evidence      func() *diagnose.Evidence // returns what Porchlight sees now
	SelectAddress func(netip.Addr)          // selects the address of Evidence().LocalAddrs that is shown to friends
	Copy          func(text string)         // puts text on the clipboard

	ReadFirewall func(context.Context) firewall.Report              // called in a goroutine started by Go
	OpenFirewall func(ctx context.Context, settings []string) error // opens Report.Settings; called in a goroutine started by Go
}

// Window is the help window: a list of pages and, beside it, the selected page. UI goroutine only.
type Window struct {
	window   fyne.Window
	pages    []page
	rows     []*pageRow    // in the list, by page
	readers  []*kit.Reader // of the pages' contents, by page
	list     *container.Scroll
	selected int // index of the selected page; -1: none yet
	isOpen   bool
}

// Sizes in Fyne's pixels.
const (
	minWidth, minHeight         float32 = 640, 420
	defaultWidth, defaultHeight float32 = 900, 600
	listWidth                           = 28 * kit.Unit // longer titles take several lines
)

// New makes a help window, which is hidden until Show is called. The end of ctx ends reading and opening the firewall.
func New(ctx context.Context, p Params) *Window {
	w := &Window{window: p.App.NewWindow(lang.L("What does your friend see?")), selected: -1}
	var list []fyne.CanvasObject
	stack := container.NewStack()
	add := func(heading string, pages []page) {
		label := widget.NewLabel(heading)
		label.TextStyle.Bold = true
		label.Wrapping = fyne.TextWrapWord
		list = append(list, label)
		for _, pg := range pages {
			i := len(w.pages)
			row := newPageRow(pg.title, func() { w.selectPage(i) }, w.onKey)
			r := kit.NewReader(kit.Inset(1, 1, pg.content))
			r.Hide()
			w.pages, w.rows, w.readers = append(w.pages, pg), append(w.rows, row), append(w.readers, r)
			list = append(list, row)
			stack.Add(r)
		}
	}
	add(lang.L("What does your friend see?"), symptomPages(p.Evidence, w))
	add(lang.L("More"), []page{
		newSameNetworkPage(p.Evidence).page(),
		newFirewallPage(ctx, p).page(),
		newTwoNetworksPage(p.Evidence, p.SelectAddress).page(),
		newElsewherePage(p.Evidence).page(),
	})
	w.list = container.NewVScroll(kit.Inset(0.5, 0.5, container.New(kit.StackLayout(2), list...)))
	left := kit.NewPanel(kit.ColorSurface, kit.FixedWidth(listWidth, w.list))
	right := kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, stack))
	w.window.SetPadded(false)
	w.window.SetContent(container.NewStack(kit.NewMinSize(fyne.NewSize(minWidth, minHeight)), kit.Inset(1, 1, container.NewBorder(nil, nil, left, nil, kit.Inset(0.5, 0, right)))))
	w.window.Resize(fyne.NewSize(defaultWidth, defaultHeight))
	w.window.SetCloseIntercept(w.Hide)
	w.window.Canvas().SetOnTypedKey(w.onKey)
	return w
}

// Show selects a page and brings the window to the front.
func (w *Window) Show(id PageID) {
	w.isOpen = true
	selected := max(w.selected, 0)
	for i := range w.pages {
		if w.pages[i].id == id {
			selected = i
		}
	}
	w.selectPage(selected)
	w.window.Show()
	w.window.RequestFocus()
}

// Hide hides the window until Show is called again.
func (w *Window) Hide() {
	w.isOpen = false
	w.window.Hide()
}

// Page returns the page that is shown; "" while the window is hidden.
func (w *Window) Page() PageID {
	if !w.isOpen {
		return ""
	}
	return w.pages[w.selected].id
}

// Refresh updates the page that is shown; it does nothing while the window is hidden. Call it about once a second.
func (w *Window) Refresh() {
	if w.isOpen && w.pages[w.selected].update != nil {
		w.pages[w.selected].update()
	}
}

// selectPage shows the page with an index from its beginning, and focuses its row in the list.
func (w *Window) selectPage(i int) {
	if w.selected >= 0 {
		w.rows[w.selected].setSelected(false)
		w.readers[w.selected].Hide()
	}
	w.selected = i
	if w.pages[i].opened != nil {
		w.pages[i].opened()
	}
	w.Refresh()
	w.readers[i].Show()
	w.readers[i].ScrollTo(0)
	w.rows[i].setSelected(true)
	w.window.Canvas().Focus(w.rows[i])
	kit.Reveal(w.list, w.rows[i])
}

// onKey handles keys that are typed in the list or while nothing has the focus.
func (w *Window) onKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		w.Hide()
	case fyne.KeyUp:
		w.selectPage(max(w.selected-1, 0))
	case fyne.KeyDown:
		w.selectPage(min(w.selected+1, len(w.pages)-1))
	default:
		w.readers[w.selected].TypedKey(e)
	}
}

// reveal scrolls the page that is shown until an object on it is visible.
func (w *Window) reveal(o fyne.CanvasObject) { kit.Reveal(w.readers[w.selected].Scroll, o) }
