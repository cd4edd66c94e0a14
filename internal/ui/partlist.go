package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"

	"porchlight/assets"
)

// partList is the list of what the program is made of. The arrow keys go through it, Escape closes the
// window, and other keys go to the licence beside it.
type partList struct {
	widget.List
	read  func(*fyne.KeyEvent)
	close func()
}

func newPartList(parts []assets.Licence, chosen func(int), read func(*fyne.KeyEvent), close func()) *partList {
	l := &partList{read: read, close: close}
	l.Length = func() int { return len(parts) }
	l.CreateItem = func() fyne.CanvasObject { return newPartRow() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if r, ok := o.(*partRow); ok {
			r.show(parts[i])
		}
	}
	l.OnSelected = chosen
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *partList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		l.close()
	case fyne.KeyUp, fyne.KeyDown:
		l.List.TypedKey(e) // only marks the next
		l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		l.read(e)
	}
}

// partRow is one part: its name, and below it its version and the kind of its licence.
type partRow struct {
	widget.BaseWidget
	name  *widget.Label
	terms *kit.Caption
}

func newPartRow() *partRow {
	r := &partRow{name: widget.NewLabel(""), terms: kit.NewTruncatedCaption()}
	r.name.Truncation = fyne.TextTruncateEllipsis
	r.ExtendBaseWidget(r)
	return r
}

func (r *partRow) show(part assets.Licence) {
	terms := part.Kind
	if part.Version != "" {
		terms += ", " + part.Version
	}
	r.name.SetText(part.Name)
	r.terms.Set(terms, theme.ColorNameForeground)
}

// CreateRenderer implements fyne.Widget.
func (r *partRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(kit.StackLayout(-kit.Unit), r.name, kit.Inset(1, 0.5, r.terms)))
}
