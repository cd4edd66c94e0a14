package help

import (
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pageLink is a button that leads to another page of the help window.
type pageLink struct {
	widget.Button
	window *Window
}

func newPageLink(w *Window, to PageID) *pageLink {
	l := &pageLink{window: w}
	l.Text, l.Icon, l.IconPlacement = to.linkLabel(), theme.NavigateNextIcon(), widget.ButtonIconTrailingText
	l.OnTapped = func() { w.Show(to) }
	l.ExtendBaseWidget(l)
	return l
}

// FocusGained implements fyne.Focusable. The button scrolls into view.
func (l *pageLink) FocusGained() {
	l.Button.FocusGained()
	l.window.reveal(l)
}
