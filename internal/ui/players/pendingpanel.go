package players

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

// PendingPanel shows the pending connections, with a button for each decision. It is hidden while there are none. UI
// goroutine only.
type PendingPanel struct {
	PendingParams
	Box      *fyne.Container // hidden while no connection is pending
	title    *widget.Label
	admitAll *kit.FormButton // shown if there are several
	rows     *fyne.Container
	scroll   *container.Scroll
	current  []host.PendingConn
	rowOf    map[host.ConnID]*pendingRow

	onHeight func() // called when the wanted height has changed
	onMoved  func() // called when buttons have moved
}

// pendingRow is the row of one pending connection.
type pendingRow struct {
	box   fyne.CanvasObject
	shown kit.ClickGuard // settled once a click can mean this connection
}

// PendingParams are what a PendingPanel is made of: what its buttons do with a pending connection. The functions are
// called on the UI goroutine.
type PendingParams struct {
	Admit, Reject func(host.ConnID)
	AdmitAlways   func(host.ConnID) // with all later connections from its address
}

// NewPendingPanel makes a panel without connections, which is hidden. Put it into the window with Above, and call
// Update when the pending connections have changed.
func NewPendingPanel(p PendingParams) *PendingPanel {
	w := &PendingPanel{PendingParams: p, title: kit.NewBoldText(""), rows: container.NewVBox(), rowOf: map[host.ConnID]*pendingRow{}}
	w.title.Wrapping = fyne.TextWrapWord
	w.admitAll = kit.NewFormButton(lang.L("Let everybody in"), w.reveal, w.admitEverybody)
	w.admitAll.Importance = widget.HighImportance
	w.scroll = container.NewVScroll(kit.Stack(0, w.title, w.admitAll, w.rows))
	w.Box = container.NewStack(kit.NewPanel(kit.ColorNotice, kit.Inset(0.5, 0.5, w.scroll)))
	w.Box.Hide()
	return w
}

// Update shows the pending connections, in the order of their arrival.
func (w *PendingPanel) Update(now []host.PendingConn) {
	if slices.Equal(now, w.current) {
		return
	}
	w.current = now
	w.title.SetText(lang.L("{{.N}} people wait at the door.", map[string]any{"N": len(now)}))
	if len(now) == 1 {
		w.title.SetText(lang.L("Somebody waits at the door."))
	}
	before := w.rowOf // a connection that stays keeps its row, which may have the focus
	places, tops := w.rows.Objects, w.tops()
	w.rowOf, w.rows.Objects = map[host.ConnID]*pendingRow{}, nil
	for _, c := range now {
		row, ok := before[c.ID]
		if !ok {
			row = w.newRow(c)
		}
		w.rowOf[c.ID] = row
		w.rows.Add(row.box)
	}
	for _, box := range places {
		if !slices.Contains(w.rows.Objects, box) {
			kit.Hide(box) // drops the focus that it may have
		}
	}
	kit.SetVisible(w.admitAll, len(now) > 1)
	kit.SetVisible(w.Box, len(now) > 0)
	w.scroll.Refresh()
	if n := min(len(places), len(now)); !slices.Equal(places[:n], w.rows.Objects[:n]) || !slices.Equal(tops[:n], w.tops()[:n]) {
		w.onMoved()
	}
	w.onHeight()
}

// tops returns where the rows begin in the visible part of the panel, from the top down.
func (w *PendingPanel) tops() []float32 {
	list := make([]float32, len(w.rows.Objects))
	for i, box := range w.rows.Objects {
		list[i] = w.scroll.Content.Position().Y + w.rows.Position().Y + box.Position().Y
	}
	return list
}

// admitEverybody admits the connections that were shown before the person could decide to press the button. Later ones
// stay pending.
func (w *PendingPanel) admitEverybody() {
	for _, c := range w.current {
		if w.rowOf[c.ID].shown.IsSettled() {
			w.Admit(c.ID)
		}
	}
}

// Above lays out the panel above an object, which keeps a height of at least minHeight.
func (w *PendingPanel) Above(below fyne.CanvasObject, minHeight float32) *fyne.Container {
	both, moved := kit.NewAbove(kit.AboveLayout{Wanted: w.height, Least: minHeight}, w.Box, below)
	w.onHeight, w.onMoved = both.Refresh, moved
	return both
}

// height returns the height that shows up to two connections.
func (w *PendingPanel) height() float32 {
	height := w.Box.MinSize().Height - w.scroll.MinSize().Height + w.scroll.Content.MinSize().Height
	for _, more := range w.rows.Objects[min(len(w.rows.Objects), 2):] {
		height -= more.MinSize().Height + theme.Padding()
	}
	return height
}

func (w *PendingPanel) reveal(o fyne.CanvasObject) { kit.Reveal(w.scroll, o) }

func (w *PendingPanel) newRow(c host.PendingConn) *pendingRow {
	button := func(label string, do func(host.ConnID)) fyne.CanvasObject {
		return kit.NewFormButton(label, w.reveal, func() { do(c.ID) })
	}
	row := &pendingRow{}
	row.shown.Changed()
	row.box = kit.Stack(2,
		widget.NewLabelWithStyle(c.Addr.Addr().String(), fyne.TextAlignLeading, fyne.TextStyle{Monospace: true}),
		container.NewGridWithColumns(2, button(lang.L("Let in"), w.Admit), button(lang.L("Turn away"), w.Reject)),
		button(lang.L("Always for this address"), w.AdmitAlways))
	return row
}
