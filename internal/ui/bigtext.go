package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// bigText is a line of monospaced text as large as its width lets it be.
type bigText struct {
	widget.BaseWidget
	text              *canvas.Text
	largest, smallest float32
}

func newBigText(smallest, largest float32) *bigText {
	b := &bigText{text: newMono(largest), smallest: smallest, largest: largest}
	b.ExtendBaseWidget(b)
	return b
}

func (b *bigText) set(s string) {
	if b.text.Text != s {
		b.text.Text = s
		b.fit(b.Size())
		b.Refresh()
	}
}

func (b *bigText) fit(s fyne.Size) {
	size := b.largest
	for w := fyne.MeasureText(b.text.Text, size, b.text.TextStyle).Width; w > s.Width && size > b.smallest; { // a width does not go quite with the size
		size = max(b.smallest, min(size-0.25, size*s.Width/w))
		w = fyne.MeasureText(b.text.Text, size, b.text.TextStyle).Width
	}
	b.text.TextSize = size
	h := b.text.MinSize().Height
	b.text.Move(fyne.NewPos(0, (s.Height-h)/2))
	b.text.Resize(fyne.NewSize(s.Width, h))
}

// CreateRenderer implements fyne.Widget.
func (b *bigText) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{b.text},
		minimum: func() fyne.Size {
			return fyne.NewSize(
				fyne.MeasureText(b.text.Text, b.smallest, b.text.TextStyle).Width,
				fyne.MeasureText("0", b.largest, b.text.TextStyle).Height)
		},
		layout: b.fit,
		paint:  func() { b.text.Color = colorFor(b, theme.ColorNameForeground) },
	}
	d.paint()
	return d
}
