package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// BigText is a line of monospaced text in the largest size that fits its width.
type BigText struct {
	widget.BaseWidget
	text              *canvas.Text
	largest, smallest float32
}

// NewBigText makes an empty line whose text size stays between the two.
func NewBigText(smallest, largest float32) *BigText {
	b := &BigText{text: NewMonoText(largest), smallest: smallest, largest: largest}
	b.ExtendBaseWidget(b)
	return b
}

// SetText changes the text and fits its size.
func (b *BigText) SetText(s string) {
	if b.text.Text != s {
		b.text.Text = s
		b.fit(b.Size())
		b.Refresh()
	}
}

func (b *BigText) fit(s fyne.Size) {
	size := b.largest
	for w := fyne.MeasureText(b.text.Text, size, b.text.TextStyle).Width; w > s.Width && size > b.smallest; { // the width is not exactly proportional to the size
		size = max(b.smallest, min(size-0.25, size*s.Width/w))
		w = fyne.MeasureText(b.text.Text, size, b.text.TextStyle).Width
	}
	b.text.TextSize = size
	h := b.text.MinSize().Height
	b.text.Move(fyne.NewPos(0, (s.Height-h)/2))
	b.text.Resize(fyne.NewSize(s.Width, h))
}

// CreateRenderer implements fyne.Widget.
func (b *BigText) CreateRenderer() fyne.WidgetRenderer {
	d := &Renderer{
		Parts: []fyne.CanvasObject{b.text},
		Min: func() fyne.Size {
			return fyne.NewSize(
				fyne.MeasureText(b.text.Text, b.smallest, b.text.TextStyle).Width,
				fyne.MeasureText("0", b.largest, b.text.TextStyle).Height)
		},
		Place: b.fit,
		Paint: func() { b.text.Color = ThemeColor(b, theme.ColorNameForeground) },
	}
	d.Paint()
	return d
}
