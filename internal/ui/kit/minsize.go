package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// minSize is an invisible widget with a minimum size.
type minSize struct {
	widget.BaseWidget
	size fyne.Size
}

// NewMinSize makes an invisible object that keeps a window from becoming smaller than a size.
func NewMinSize(least fyne.Size) fyne.CanvasObject {
	m := &minSize{size: least}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer implements fyne.Widget.
func (m *minSize) CreateRenderer() fyne.WidgetRenderer {
	return &Renderer{
		Min:   func() fyne.Size { return m.size },
		Place: func(fyne.Size) {},
		Paint: func() {},
	}
}
