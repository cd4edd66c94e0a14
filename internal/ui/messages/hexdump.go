package messages

import (
	"encoding/hex"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/ui/kit"
)

// hexDump shows bytes as offsets, hex and characters, 16 a line. It draws only the lines in view: a dump has five times
// as many characters as there are bytes. Call setView when another part is visible.
type hexDump struct {
	widget.BaseWidget
	lines    []string
	from, to float32        // in view
	texts    []*canvas.Text // of the lines in view
}

// dumpWidth is the maximum number of characters in a line of a dump.
const dumpWidth = 78

func newHexDump() *hexDump {
	d := &hexDump{}
	d.ExtendBaseWidget(d)
	return d
}

// setBytes replaces the bytes.
func (d *hexDump) setBytes(b []byte) {
	d.lines = strings.Split(strings.TrimRight(hex.Dump(b), "\n"), "\n")
	d.Refresh()
}

// setView sets the visible part of the widget, by distances from its top.
func (d *hexDump) setView(from, to float32) {
	if d.from != from || d.to != to {
		d.from, d.to = from, to
		d.Refresh()
	}
}

// cell returns the size of a character.
func (d *hexDump) cell() fyne.Size {
	return fyne.MeasureText("0", d.Theme().Size(theme.SizeNameCaptionText), fyne.TextStyle{Monospace: true})
}

// CreateRenderer implements fyne.Widget.
func (d *hexDump) CreateRenderer() fyne.WidgetRenderer { return &dumpRenderer{d} }

// dumpRenderer draws the lines in view.
type dumpRenderer struct{ d *hexDump }

// MinSize implements fyne.WidgetRenderer.
func (r *dumpRenderer) MinSize() fyne.Size {
	c, pad := r.d.cell(), 2*r.d.Theme().Size(theme.SizeNameInnerPadding)
	return fyne.NewSize(dumpWidth*c.Width+pad, float32(len(r.d.lines))*c.Height+pad)
}

// Layout implements fyne.WidgetRenderer.
func (r *dumpRenderer) Layout(fyne.Size) {
	d, c := r.d, r.d.cell()
	pad := d.Theme().Size(theme.SizeNameInnerPadding)
	first := min(max(int((d.from-pad)/c.Height), 0), len(d.lines))
	last := min(max(int((d.to-pad)/c.Height)+1, first), len(d.lines))
	for len(d.texts) < last-first {
		d.texts = append(d.texts, kit.NewMonoText(d.Theme().Size(theme.SizeNameCaptionText)))
	}
	d.texts = d.texts[:last-first]
	for i, t := range d.texts {
		kit.SetColor(t, kit.ThemeColor(d, theme.ColorNameForeground))
		kit.SetText(t, d.lines[first+i])
		t.Move(fyne.NewPos(pad, pad+float32(first+i)*c.Height))
		t.Resize(fyne.NewSize(dumpWidth*c.Width, c.Height))
	}
}

// Objects implements fyne.WidgetRenderer.
func (r *dumpRenderer) Objects() []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, len(r.d.texts))
	for i, t := range r.d.texts {
		list[i] = t
	}
	return list
}

// Refresh implements fyne.WidgetRenderer.
func (r *dumpRenderer) Refresh() {
	for _, t := range r.d.texts {
		t.Color = color.Transparent // the theme may have changed
	}
	r.Layout(r.d.Size())
	canvas.Refresh(r.d)
}

// Destroy implements fyne.WidgetRenderer.
func (r *dumpRenderer) Destroy() {}
