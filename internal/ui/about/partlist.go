package about

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"

	"porchlight/assets"
)

// partList lists the parts of the program. The arrow keys select, Escape calls hide, and other keys go to onKey.
type partList struct {
	widget.List
	onKey func(*fyne.KeyEvent)
	hide  func()
}

func newPartList(parts []assets.Licence, onSelected func(int), onKey func(*fyne.KeyEvent), hide func()) *partList {
	l := &partList{onKey: onKey, hide: hide}
	l.Length = func() int { return len(parts) }
	l.CreateItem = func() fyne.CanvasObject { return newPartRow() }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if r, ok := o.(*partRow); ok {
			r.show(parts[i])
		}
	}
	l.OnSelected = onSelected
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *partList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		l.hide()
	case fyne.KeyUp, fyne.KeyDown:
		l.List.TypedKey(e) // moves the focus without selecting
		l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		l.onKey(e)
	}
}

// partRow shows the name of a part, and below it the kind of its licence and its version.
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
