package players

import (
	"image/color"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/host"
	"porchlight/internal/printable"
)

const (
	rowHeight   float32 = 44
	addressSize float32 = 12
	countsSize  float32 = 11
	chipHeight  float32 = 22
	wideRow     float32 = 340 // from this width on a row has the sizes and Ban
)

// textX returns where the texts begin, beside the chip.
func textX() float32 { return 2*kit.Unit + kit.ChipWidth(chipHeight) }

// Row shows one player: seat, name and address, counts, and buttons to kick and to ban.
type Row struct {
	widget.BaseWidget
	kit.NoThemeOverride
	back            *canvas.Rectangle
	chip            *kit.SeatChip
	address, counts *canvas.Text
	kick, ban       *widget.Button
	player          host.Player
	incomplete      bool    // the end of a message of the player is missing
	width, glyph    float32 // of the row, and of a monospaced character
}

func newRow(kick, ban func(host.Player)) *Row {
	r := &Row{back: &canvas.Rectangle{CornerRadius: 4}, chip: kit.NewSeatChip(), address: kit.NewMonoText(addressSize), counts: kit.NewMonoText(countsSize)}
	r.glyph = fyne.MeasureText("0", addressSize, r.address.TextStyle).Width
	r.kick = widget.NewButton(lang.L("Kick"), func() { kick(r.player) })
	r.ban = widget.NewButton(lang.L("Ban"), func() { ban(r.player) })
	r.kick.Importance, r.ban.Importance = widget.LowImportance, widget.LowImportance
	r.ExtendBaseWidget(r)
	return r
}

// Seat returns the seat of the player that the row shows.
func (r *Row) Seat() int { return r.player.Seat }

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	d := &kit.Renderer{
		Parts: []fyne.CanvasObject{r.back, r.chip.Back, r.chip.Text, r.address, r.counts, r.kick, r.ban},
		Min:   func() fyne.Size { return fyne.NewSize(20*kit.Unit, rowHeight) },
		Place: r.place,
		Paint: func() {
			r.address.Color = kit.ThemeColor(r, theme.ColorNameForeground)
			r.counts.Color = r.countsColor()
		},
	}
	d.Paint()
	return d
}

// place lays out the row in a size.
func (r *Row) place(s fyne.Size) {
	if r.width != s.Width {
		r.width = s.Width
		r.renderAddress()
		r.renderCounts()
	}
	r.back.Resize(s)
	r.chip.Place(kit.Unit, s.Height/2, chipHeight)
	x := textX()
	for t, y := range map[*canvas.Text]float32{r.address: 4, r.counts: s.Height/2 + 2} {
		t.Move(fyne.NewPos(x, y))
		t.Resize(fyne.NewSize(s.Width-x, t.MinSize().Height))
	}
	right := s.Width - 4
	for _, b := range []*widget.Button{r.ban, r.kick} {
		m := b.MinSize()
		kit.SetVisible(b, b == r.kick || r.isWide())
		if b.Visible() {
			right -= m.Width
			b.Resize(m)
			b.Move(fyne.NewPos(right, (s.Height-m.Height)/2))
		}
	}
}

// show fills the row.
func (r *Row) show(p *host.Player, marked, incomplete bool) {
	back := kit.ThemeColor(r, kit.ColorRowSelected)
	if !marked {
		back = color.Transparent
	}
	if r.back.FillColor != back {
		r.back.FillColor = back
		r.back.Refresh()
	}
	r.player, r.incomplete = *p, incomplete
	r.chip.SetSeat(p.Seat)
	r.renderAddress()
	r.renderCounts()
	kit.SetColor(r.counts, r.countsColor())
}

// countsColor sets off what wants attention.
func (r *Row) countsColor() color.Color {
	if r.incomplete {
		return kit.ThemeColor(r, theme.ColorNameForeground)
	}
	return kit.ThemeColor(r, kit.ColorDim)
}

// isWide reports whether the row has room for the sizes, and for Ban beside Kick. In a narrow row the person bans by
// the notice that follows a kick.
func (r *Row) isWide() bool { return r.width >= wideRow }

// buttonsWidth returns the width of the visible buttons.
func (r *Row) buttonsWidth() float32 {
	width := r.kick.MinSize().Width
	if r.isWide() {
		width += r.ban.MinSize().Width
	}
	return width
}

// textWidth returns the width that the texts may have.
func (r *Row) textWidth() float32 { return r.width - textX() - r.buttonsWidth() - kit.Unit }

// renderAddress shows the player's name, if it gave one, and its address.
func (r *Row) renderAddress() {
	text := r.player.Addr.Addr().String()
	if r.player.Name != "" {
		text = printable.Escape(r.player.Name) + "  " + text
	}
	kit.SetText(r.address, kit.CutEnd(text, int(r.textWidth()/r.glyph)))
}

// renderCounts shows the numbers of messages, with their sizes in a wide row; or how many bytes of an incomplete
// message arrived.
func (r *Row) renderCounts() {
	p := &r.player
	if r.incomplete {
		data := map[string]any{"Size": kit.FormatSize(uint64(p.PartialBytes))}
		text := lang.L("{{.Size}}, no end", data)
		if r.isWide() {
			text = lang.L("{{.Size}} came, but no end", data)
		}
		kit.SetText(r.counts, kit.CutEnd(text, int(r.textWidth()/(r.glyph*countsSize/addressSize))))
		return
	}
	data := map[string]any{"In": kit.FormatCount(p.MessagesIn), "Out": kit.FormatCount(p.MessagesOut), "InSize": kit.FormatSize(p.BytesIn), "OutSize": kit.FormatSize(p.BytesOut)}
	if r.isWide() {
		kit.SetText(r.counts, lang.L("in {{.In}} ({{.InSize}})  out {{.Out}} ({{.OutSize}})", data))
	} else {
		kit.SetText(r.counts, lang.L("in {{.In}}  out {{.Out}}", data))
	}
}
