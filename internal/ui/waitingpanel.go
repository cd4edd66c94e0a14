package ui

import (
	"slices"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/host"
)

// waitingPanel shows the pending connections above the list of players, with a button for each answer. UI
// goroutine only.
type waitingPanel struct {
	box     *fyne.Container
	title   *widget.Label
	all     *kit.FormButton // lets everybody in, where several wait
	rows    *fyne.Container
	scroll  *container.Scroll
	current []host.PendingConn
	rowOf   map[host.ConnID]fyne.CanvasObject // by the visitor's number

	onLetIn, onTurnAway, onAlways func(host.PendingConn)
	onHeight                      func() // called when height became another
	onMoved                       func() // called when rows stand in other places than before
}

func newWaitingPanel() *waitingPanel {
	d := &waitingPanel{title: kit.NewBoldText(""), rows: container.NewVBox(), rowOf: map[host.ConnID]fyne.CanvasObject{}}
	d.title.Wrapping = fyne.TextWrapWord
	d.all = kit.NewFormButton(lang.L("Let everybody in"), d.reveal, func() {
		for _, v := range d.current {
			d.onLetIn(v)
		}
	})
	d.all.Importance = widget.HighImportance
	d.scroll = container.NewVScroll(kit.Stack(0, d.title, d.all, d.rows))
	d.box = container.NewStack(kit.NewPanel(kit.ColorNotice, kit.Inset(0.5, 0.5, d.scroll)))
	d.box.Hide()
	return d
}

// update shows who waits now.
func (d *waitingPanel) update(now []host.PendingConn) {
	if slices.Equal(now, d.current) {
		return
	}
	d.current = now
	d.title.SetText(lang.L("{{.N}} people wait at the door.", map[string]any{"N": len(now)}))
	if len(now) == 1 {
		d.title.SetText(lang.L("Somebody waits at the door."))
	}
	before := d.rowOf // whoever waits on keeps its row, which may have the focus
	places := d.rows.Objects
	d.rowOf, d.rows.Objects = map[host.ConnID]fyne.CanvasObject{}, nil
	for _, v := range now {
		row, ok := before[v.ID]
		if !ok {
			row = d.row(v)
		}
		d.rowOf[v.ID] = row
		d.rows.Add(row)
	}
	for _, row := range places {
		if !slices.Contains(d.rows.Objects, row) {
			kit.Hide(row) // with the focus that it may have
		}
	}
	if n := min(len(places), len(d.rows.Objects)); !slices.Equal(places[:n], d.rows.Objects[:n]) || d.all.Visible() != (len(now) > 1) {
		d.onMoved()
	}
	kit.SetVisible(d.all, len(now) > 1)
	kit.SetVisible(d.box, len(now) > 0)
	d.scroll.Content.Refresh()
	d.onHeight()
}

// over puts the door over what must keep a height.
func (d *waitingPanel) over(below fyne.CanvasObject, least float32) *fyne.Container {
	both, moved := kit.NewAbove(kit.AboveLayout{Wanted: d.height, Least: least}, d.box, below)
	d.onHeight, d.onMoved = both.Refresh, moved
	return both
}

// height is what the door takes where there is room: as much as shows two of them.
func (d *waitingPanel) height() float32 {
	height := d.box.MinSize().Height - d.scroll.MinSize().Height + d.scroll.Content.MinSize().Height
	for _, more := range d.rows.Objects[min(len(d.rows.Objects), 2):] {
		height -= more.MinSize().Height + theme.Padding()
	}
	return height
}

func (d *waitingPanel) reveal(o fyne.CanvasObject) { kit.Reveal(d.scroll, o) }

func (d *waitingPanel) row(v host.PendingConn) fyne.CanvasObject {
	answer := func(label string, do func(host.PendingConn)) fyne.CanvasObject {
		return kit.NewFormButton(label, d.reveal, func() { do(v) })
	}
	always := answer(lang.L("Always for this address"), func(v host.PendingConn) { d.onAlways(v) })
	return kit.Stack(2,
		widget.NewLabelWithStyle(v.Addr.Addr().String(), fyne.TextAlignLeading, fyne.TextStyle{Monospace: true}),
		container.NewGridWithColumns(2,
			answer(lang.L("Let in"), func(v host.PendingConn) { d.onLetIn(v) }),
			answer(lang.L("Turn away"), func(v host.PendingConn) { d.onTurnAway(v) })),
		always)
}
