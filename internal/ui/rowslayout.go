package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
)

// rowsLayout stacks what shows the messages. A list that is at its end stays there when it gets another
// height.
type rowsLayout struct{ m *messages }

// MinSize implements fyne.Layout.
func (rowsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return layout.NewStackLayout().MinSize(objects)
}

// Layout implements fyne.Layout.
func (l rowsLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	atEnd, before := l.m.atEnd(), l.m.list.Size().Height
	layout.NewStackLayout().Layout(objects, s)
	if atEnd && l.m.list.Size().Height != before {
		l.m.toBottom()
	}
}
