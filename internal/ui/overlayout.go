package ui

import "fyne.io/fyne/v2"

// overLayout puts what comes and goes over what stays. The upper gets the height that it wants as far
// as the lower has room to spare, and never less than its minimum: it is to scroll.
type overLayout struct {
	wanted func() float32 // height of the upper, once it has its width
	least  float32        // height of the lower, where that is more than its minimum
}

// MinSize implements fyne.Layout.
func (l overLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	upper, s := objects[0], l.lower(objects)
	if upper.Visible() {
		m := upper.MinSize()
		s = fyne.NewSize(max(s.Width, m.Width), s.Height+unit+m.Height)
	}
	return s
}

// Layout implements fyne.Layout.
func (l overLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	upper, lower, top := objects[0], objects[1], float32(0)
	if upper.Visible() {
		least := upper.MinSize().Height
		upper.Move(fyne.Position{})
		upper.Resize(fyne.NewSize(s.Width, least))
		height := max(least, min(l.wanted(), s.Height-unit-l.lower(objects).Height))
		upper.Resize(fyne.NewSize(s.Width, height))
		top = height + unit
	}
	lower.Move(fyne.NewPos(0, top))
	lower.Resize(fyne.NewSize(s.Width, s.Height-top))
}

func (l overLayout) lower(objects []fyne.CanvasObject) fyne.Size {
	return objects[1].MinSize().Max(fyne.NewSize(0, l.least))
}
