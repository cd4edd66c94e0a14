package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// inset puts space around content: so many units left and right, and above and below.
func inset(across, down float32, content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(insetLayout{across * unit, down * unit}, content)
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

// fixedWidth gives content a width of its own, whatever it says.
type fixedWidth float32

// MinSize implements fyne.Layout.
func (w fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(w), objects[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (w fixedWidth) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Resize(s)
}

func wide(width float32, content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(fixedWidth(width), content)
}

// stack puts objects below each other with a gap of half a unit, each as wide as there is room.
type stackLayout float32

func stack(gap float32, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(stackLayout(gap), objects...)
}

// MinSize implements fyne.Layout.
func (g stackLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
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
func (g stackLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
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

// centred keeps an object at its own height, in the middle.
func centred(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer())
}
