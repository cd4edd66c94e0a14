package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Hide hides an object. If the focused control is inside it, that loses the focus: keys must not press what nobody
// sees.
func Hide(o fyne.CanvasObject) {
	dropFocus(o)
	o.Hide()
}

// dropFocus takes the focus from an object and everything inside it.
func dropFocus(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	if f, ok := c.Focused().(fyne.CanvasObject); ok && contains(o, f) {
		c.Unfocus()
	}
}

// contains reports whether target is o or inside it. It looks into containers, scrollers, splits and panels.
func contains(o, target fyne.CanvasObject) bool {
	if o == target {
		return true
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case *container.Scroll:
		children = []fyne.CanvasObject{o.Content}
	case *container.Split:
		children = []fyne.CanvasObject{o.Leading, o.Trailing}
	case *Panel:
		children = []fyne.CanvasObject{o.content}
	}
	for _, child := range children {
		if contains(child, target) {
			return true
		}
	}
	return false
}
