package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// scrollForwarder lies over a one-line field and forwards wheel events to the form around it. Fyne's entries
// consume the wheel even if they have nothing to scroll, so the form would stop as soon as the pointer is over
// one. Clicks and keys reach the field.
type scrollForwarder struct {
	widget.BaseWidget
	form func() *container.Scroll
}

// ForwardScroll wraps a one-line field of a form so that the wheel over it scrolls the form. It calls form at
// every wheel event.
func ForwardScroll(field fyne.CanvasObject, form func() *container.Scroll) fyne.CanvasObject {
	p := &scrollForwarder{form: form}
	p.ExtendBaseWidget(p)
	return container.NewStack(field, p)
}

// Scrolled implements fyne.Scrollable.
func (p *scrollForwarder) Scrolled(e *fyne.ScrollEvent) { p.form().Scrolled(e) }

// CreateRenderer implements fyne.Widget.
func (p *scrollForwarder) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
