package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/host"
)

// doorbell shows who waits at the door, over the list of players, with the answers there are. UI
// goroutine only.
type doorbell struct {
	box     *fyne.Container
	around  *fyne.Container // that box is in: gives its room to others when nobody waits
	title   *widget.Label
	rows    *fyne.Container
	scroll  *container.Scroll
	current []host.Visitor
	spare   []host.Visitor

	onLetIn, onTurnAway, onAlways func(host.Visitor)
}

func newDoorbell() *doorbell {
	d := &doorbell{title: bold(""), rows: container.NewVBox()}
	d.scroll = container.NewVScroll(d.rows)
	all := widget.NewButton(lang.L("Let everybody in"), func() {
		for _, v := range d.current {
			d.onLetIn(v)
		}
	})
	all.Importance = widget.HighImportance
	d.box = container.NewStack(newPanel(colorNotice, inset(0.5, 0.5, container.NewBorder(stack(0, d.title, all), nil, nil, nil, d.scroll))))
	d.box.Hide()
	return d
}

// update shows who waits now. read appends a snapshot of them to what it is given.
func (d *doorbell) update(read func([]host.Visitor) []host.Visitor) {
	now := read(d.spare[:0])
	if slices.Equal(now, d.current) {
		return
	}
	d.current, d.spare = now, d.current
	d.title.SetText(lang.L("{{.N}} people wait at the door.", map[string]any{"N": len(now)}))
	if len(now) == 1 {
		d.title.SetText(lang.L("Somebody waits at the door."))
	}
	d.rows.Objects = nil
	for _, v := range now {
		d.rows.Add(d.row(v))
	}
	// As high as two of them: the rest is scrolled to.
	if len(now) > 0 {
		d.scroll.SetMinSize(fyne.NewSize(0, d.rows.Objects[0].MinSize().Height*float32(min(len(now), 2))))
	}
	d.rows.Refresh()
	show(d.box, len(now) > 0)
	d.around.Refresh()
}

func (d *doorbell) row(v host.Visitor) fyne.CanvasObject {
	answer := func(label string, do func(host.Visitor)) *widget.Button {
		return widget.NewButton(label, func() { do(v) })
	}
	always := answer(lang.L("Always for this address"), func(v host.Visitor) { d.onAlways(v) })
	return stack(2,
		widget.NewLabelWithStyle(v.Addr.Addr().String(), fyne.TextAlignLeading, fyne.TextStyle{Monospace: true}),
		container.NewGridWithColumns(2,
			answer(lang.L("Let in"), func(v host.Visitor) { d.onLetIn(v) }),
			answer(lang.L("Turn away"), func(v host.Visitor) { d.onTurnAway(v) })),
		always)
}

// wireDoorbell says what the answers do.
func (w *Window) wireDoorbell() {
	d := w.doorbell
	d.onLetIn = func(v host.Visitor) { w.Host.LetIn(v.Number) }
	d.onTurnAway = func(v host.Visitor) { w.Host.TurnAway(v.Number) }
	d.onAlways = func(v host.Visitor) {
		w.changeList(func() error { return w.Config.Door.LetIn(v.Addr.Addr()) })
		for _, o := range w.doorbell.current { // whoever else waits from there
			if o.Addr.Addr() == v.Addr.Addr() {
				w.Host.LetIn(o.Number)
			}
		}
	}
}
