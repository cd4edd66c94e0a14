package ui

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
	playerRowHeight float32 = 44
	addressSize     float32 = 12
	countsSize      float32 = 11
	chipInPlayer    float32 = 22
)

// addressAt is where the address begins, beside the chip.
func addressAt() float32 { return 2*kit.Unit + kit.ChipWidth(chipInPlayer) }

// playerRow is one row of the players: seat, address, counts, and a button to kick.
type playerRow struct {
	widget.BaseWidget
	kit.NoThemeOverride
	back            *canvas.Rectangle
	chip            *kit.SeatChip
	address, counts *canvas.Text
	kick, ban       *widget.Button
	seat            int
	player          host.Player
	unended         bool    // the end of a message of the player is missed
	width, glyph    float32 // of the row, and of a monospaced character
}

func newPlayerRow(kick, ban func(host.Player)) *playerRow {
	r := &playerRow{back: &canvas.Rectangle{CornerRadius: 4}, chip: kit.NewSeatChip(), address: kit.NewMonoText(addressSize), counts: kit.NewMonoText(countsSize)}
	r.glyph = fyne.MeasureText("0", addressSize, r.address.TextStyle).Width
	r.kick = widget.NewButton(lang.L("Kick"), func() { kick(r.player) })
	r.ban = widget.NewButton(lang.L("Ban"), func() { ban(r.player) })
	r.kick.Importance, r.ban.Importance = widget.LowImportance, widget.LowImportance
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *playerRow) CreateRenderer() fyne.WidgetRenderer {
	d := &kit.Renderer{
		Parts: []fyne.CanvasObject{r.back, r.chip.Back, r.chip.Text, r.address, r.counts, r.kick, r.ban},
		Min:   func() fyne.Size { return fyne.NewSize(20*kit.Unit, playerRowHeight) },
		Place: func(s fyne.Size) {
			if r.width != s.Width {
				r.width = s.Width
				r.sayWho()
				r.sayCounts()
			}
			r.back.Resize(s)
			r.chip.Place(kit.Unit, s.Height/2, chipInPlayer)
			x := addressAt()
			for t, y := range map[*canvas.Text]float32{r.address: 4, r.counts: s.Height/2 + 2} {
				t.Move(fyne.NewPos(x, y))
				t.Resize(fyne.NewSize(s.Width-x, t.MinSize().Height))
			}
			right := s.Width - 4
			for _, b := range []*widget.Button{r.ban, r.kick} {
				m := b.MinSize()
				kit.SetVisible(b, b == r.kick || r.roomy())
				if b.Visible() {
					right -= m.Width
					b.Resize(m)
					b.Move(fyne.NewPos(right, (s.Height-m.Height)/2))
				}
			}
		},
		Paint: func() {
			r.address.Color = kit.ThemeColor(r, theme.ColorNameForeground)
			r.counts.Color = r.countsColor()
		},
	}
	d.Paint()
	return d
}

// show fills the row.
func (r *playerRow) show(p *host.Player, selected, unended bool) {
	back := kit.ThemeColor(r, kit.ColorRowSelected)
	if !selected {
		back = color.Transparent
	}
	if r.back.FillColor != back {
		r.back.FillColor = back
		r.back.Refresh()
	}
	r.seat, r.player, r.unended = p.Seat, *p, unended
	r.chip.SetSeat(p.Seat)
	r.sayWho()
	r.sayCounts()
	kit.SetColor(r.counts, r.countsColor())
}

// countsColor sets off what wants attention.
func (r *playerRow) countsColor() color.Color {
	if r.unended {
		return kit.ThemeColor(r, theme.ColorNameForeground)
	}
	return kit.ThemeColor(r, kit.ColorDim)
}

// roomy tells whether there is room for more than the least: sizes, and Ban beside Kick. A narrow row
// leaves banning to what comes after the kick.
func (r *playerRow) roomy() bool { return r.width >= 340 }

// buttons is how wide the buttons are.
func (r *playerRow) buttons() float32 {
	width := r.kick.MinSize().Width
	if r.roomy() {
		width += r.ban.MinSize().Width
	}
	return width
}

// sayWho tells the name, where the player gave one, and the address.
func (r *playerRow) sayWho() {
	who := r.player.Addr.Addr().String()
	if r.player.Name != "" {
		who = printable.Escape(r.player.Name) + "  " + who
	}
	kit.SetText(r.address, kit.CutEnd(who, int(r.room()/r.glyph)))
}

// room is how wide the texts may be.
func (r *playerRow) room() float32 { return r.width - addressAt() - r.buttons() - kit.Unit }

// sayCounts tells how much went to and fro, with the sizes where there is room; or that bytes came that
// are no whole message.
func (r *playerRow) sayCounts() {
	p := &r.player
	if r.unended {
		data := map[string]any{"Size": kit.FormatSize(uint64(p.PartialBytes))}
		text := lang.L("{{.Size}}, no end", data)
		if r.roomy() {
			text = lang.L("{{.Size}} came, but no end", data)
		}
		kit.SetText(r.counts, kit.CutEnd(text, int(r.room()/(r.glyph*countsSize/addressSize))))
		return
	}
	data := map[string]any{"In": kit.FormatCount(p.MessagesIn), "Out": kit.FormatCount(p.MessagesOut), "InSize": kit.FormatSize(p.BytesIn), "OutSize": kit.FormatSize(p.BytesOut)}
	if r.roomy() {
		kit.SetText(r.counts, lang.L("in {{.In}} ({{.InSize}})  out {{.Out}} ({{.OutSize}})", data))
	} else {
		kit.SetText(r.counts, lang.L("in {{.In}}  out {{.Out}}", data))
	}
}
