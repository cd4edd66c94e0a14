package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheelPast lies over a field of one line and hands the wheel on to the form around it. Fyne's entries
// take the wheel for themselves, even where nothing in them can be scrolled, so that a form would stand
// still as soon as the pointer is over one. Clicks and keys go to the field as ever.
type wheelPast struct {
	widget.BaseWidget
	form func() *container.Scroll
}

// inForm lays out a field of one line for a form, which is asked for when the wheel turns.
func inForm(field fyne.CanvasObject, form func() *container.Scroll) fyne.CanvasObject {
	p := &wheelPast{form: form}
	p.ExtendBaseWidget(p)
	return container.NewStack(field, p)
}

// Scrolled implements fyne.Scrollable.
func (p *wheelPast) Scrolled(e *fyne.ScrollEvent) { p.form().Scrolled(e) }

// CreateRenderer implements fyne.Widget.
func (p *wheelPast) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
