package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// minimum keeps the window from being smaller than it can show itself.
type minimum struct {
	widget.BaseWidget
	least fyne.Size
}

func newMinimum(least fyne.Size) *minimum {
	m := &minimum{least: least}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer implements fyne.Widget.
func (m *minimum) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		minimum: func() fyne.Size { return m.least },
		layout:  func(fyne.Size) {},
		paint:   func() {},
	}
}
