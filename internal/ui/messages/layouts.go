package messages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
)

// rowsLayout stacks the list, its placeholder and the button over it. A list that is at its end stays there when its height changes.
type rowsLayout struct{ m *View }

// MinSize implements fyne.Layout.
func (rowsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return layout.NewStackLayout().MinSize(objects)
}

// Layout implements fyne.Layout.
func (l rowsLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	atEnd, before := l.m.atEnd(), l.m.List.Size().Height
	layout.NewStackLayout().Layout(objects, s)
	if atEnd && l.m.List.Size().Height != before {
		l.m.toBottom()
	}
}

// lowLayout puts its one object at the middle of the bottom and needs no space.
type lowLayout struct{}

// MinSize implements fyne.Layout.
func (lowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (lowLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	m := objects[0].MinSize()
	objects[0].Resize(m)
	objects[0].Move(fyne.NewPos((s.Width-m.Width)/2, s.Height-m.Height))
}

// detailLayout puts the detail below the list, or over it if there is not enough height for both.
type detailLayout struct{}

// MinSize implements fyne.Layout.
func (detailLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout implements fyne.Layout.
func (detailLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	list, detail := objects[0], objects[1]
	const enough = 360
	height, rest := s.Height, s.Height
	switch {
	case !detail.Visible():
		height = 0
	case s.Height >= enough:
		height = s.Height / 2
		rest -= height
	}
	list.Resize(fyne.NewSize(s.Width, rest))
	list.Move(fyne.Position{})
	detail.Resize(fyne.NewSize(s.Width, height))
	detail.Move(fyne.NewPos(0, s.Height-height))
}
