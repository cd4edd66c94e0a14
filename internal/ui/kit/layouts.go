package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Inset puts space around an object, in units of Unit: across to its left and right, down above and below.
func Inset(across, down float32, content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(insetLayout{across * Unit, down * Unit}, content)
}

type insetLayout struct{ across, down float32 }

// MinSize implements fyne.Layout.
func (l insetLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*l.across, 2*l.down)
}

// Layout implements fyne.Layout.
func (l insetLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.NewPos(l.across, l.down))
	objects[0].Resize(s.SubtractWidthHeight(2*l.across, 2*l.down))
}

// widthLayout gives an object a fixed width.
type widthLayout float32

// MinSize implements fyne.Layout.
func (w widthLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w), objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (w widthLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Resize(s)
}

// FixedWidth gives an object a width of its own, in Fyne's pixels, whatever its minimum.
func FixedWidth(width float32, content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(widthLayout(width), content)
}

// StackLayout puts visible objects below each other with a gap between, each as wide as the container and as
// high as its minimum.
type StackLayout float32

// Stack makes a container with a StackLayout.
func Stack(gap float32, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(StackLayout(gap), objects...)
}

// MinSize implements fyne.Layout.
func (g StackLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			if s.Height > 0 {
				s.Height += float32(g)
			}
			s = fyne.NewSize(max(s.Width, m.Width), s.Height+m.Height)
		}
	}
	return s
}

// Layout implements fyne.Layout.
func (g StackLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	var y float32
	for _, o := range objects {
		if o.Visible() {
			h := o.MinSize().Height
			o.Move(fyne.NewPos(0, y))
			o.Resize(fyne.NewSize(s.Width, h))
			y += h + float32(g)
		}
	}
}

// CentreVertically keeps an object at its minimum height in the middle.
func CentreVertically(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer())
}
