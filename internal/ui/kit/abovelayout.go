package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// AboveLayout puts an object that comes and goes above one that stays. The upper object gets the height that
// it wants as far as the lower one has height to spare, and never less than its minimum, so it should scroll.
type AboveLayout struct {
	Wanted func() float32 // returns the height of the upper object; it has its width by then
	Least  float32        // height of the lower object, if more than its minimum
}

// NewAbove makes a container that puts upper above lower. Clicks on either do nothing for ClickDelay after lower has
// moved, and after a call of changed, which is for when controls inside upper have moved or changed their meaning.
func NewAbove(l AboveLayout, upper, lower fyne.CanvasObject) (both *fyne.Container, changed func()) {
	shield := newClickShield()
	return container.New(l, upper, lower, shield), shield.raise
}

// MinSize implements fyne.Layout.
func (l AboveLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	upper, s := objects[0], l.lower(objects)
	if upper.Visible() {
		m := upper.MinSize()
		s = fyne.NewSize(max(s.Width, m.Width), s.Height+Unit+m.Height)
	}
	return s
}

// Layout implements fyne.Layout.
func (l AboveLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	upper, lower, top := objects[0], objects[1], float32(0)
	if upper.Visible() {
		least := upper.MinSize().Height
		upper.Move(fyne.Position{})
		upper.Resize(fyne.NewSize(s.Width, least))
		height := max(least, min(l.Wanted(), s.Height-Unit-l.lower(objects).Height))
		upper.Resize(fyne.NewSize(s.Width, height))
		top = height + Unit
	}
	if shield, ok := objects[len(objects)-1].(*clickShield); ok {
		shield.Resize(s)
		if lower.Position().Y != top {
			shield.raise()
		}
	}
	lower.Move(fyne.NewPos(0, top))
	lower.Resize(fyne.NewSize(s.Width, s.Height-top))
}

func (l AboveLayout) lower(objects []fyne.CanvasObject) fyne.Size {
	return objects[1].MinSize().Max(fyne.NewSize(0, l.Least))
}
