package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// minimum keeps the window from being smaller than it can show itself.
type minimum struct{ widget.BaseWidget }

func newMinimum() *minimum {
	m := &minimum{}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer implements fyne.Widget.
func (m *minimum) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		minimum: func() fyne.Size { return fyne.NewSize(minWidth, minHeight) },
		layout:  func(fyne.Size) {},
		paint:   func() {},
	}
}
