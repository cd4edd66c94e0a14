package ui

import (
	"math"
	"slices"
	"time"

	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/journal"
)

// mostSeats is how many players the choice of whose messages to show lists; the list of players
// offers the others.
const mostSeats = 100

// messages is the list of messages with what finds, filters, pauses and saves them. UI goroutine
// only.
type messages struct {
	box    fyne.CanvasObject
	body   *fyne.Container
	log    *messageLog
	list   *kit.RowList
	empty  *widget.Label
	find   *widget.Entry
	whose  *widget.Select
	hex    *widget.Check
	pause  *widget.Button
	save   *widget.Button
	clear  *widget.Button
	newer  *kit.Button // shown while rows are held back: goes to the newest
	head   *columnHead
	detail *detail
	seats  []int // of whose.Options, after the first

	paused   bool
	selected uint64 // number of the selected record, where any is
	any      bool   // a record is selected
	version  uint64
	on       bool // hosting
	onWhose  func(seat int)
	onClear  func(undo func())
}

func newMessages(j *journal.Journal) *messages {
	m := &messages{
		log:   newMessageLog(j),
		find:  widget.NewEntry(),
		empty: widget.NewLabel(""),
		head:  newColumnHead(),
	}
	m.empty.Wrapping = fyne.TextWrapWord
	m.empty.Alignment = fyne.TextAlignCenter
	m.empty.Importance = widget.LowImportance
	m.find.SetPlaceHolder(lang.L("Find"))
	m.find.OnChanged = func(string) { m.filter() }
	m.whose = widget.NewSelect([]string{everybody()}, func(string) { m.onWhoseChanged() })
	m.whose.Selected = everybody()
	m.hex = widget.NewCheck(lang.L("Hex"), func(bool) { m.list.Refresh() })
	m.pause = kit.NewQuietButton(lang.L("Pause"), m.togglePause)
	m.clear = kit.NewQuietButton(lang.L("Clear"), m.clearAll)
	m.save = kit.NewQuietButton(lang.L("Save…"), nil)
	m.newer = kit.NewButton("", m.toEnd)
	m.newer.Importance = widget.HighImportance
	m.newer.Hide()
	m.list = kit.NewRowList(
		m.log.len,
		func() fyne.CanvasObject { return newMessageRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if r, ok := o.(*messageRow); ok && i < m.log.len() {
				e := m.log.row(i)
				r.show(e, m.hex.Checked, m.any && e.Number == m.selected)
			}
		})
	m.list.OnSelected = m.onSelected
	m.detail = newDetail(m.closeDetail)

	title := widget.NewLabelWithStyle(lang.L("Messages"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	top := kit.Stack(2,
		container.NewHBox(title, layout.NewSpacer(), m.pause, m.save, m.clear),
		kit.Inset(0.5, 0, container.NewBorder(nil, nil, nil, container.NewHBox(kit.FixedWidth(17*kit.Unit, m.whose), m.hex), m.find)),
		m.head)
	rows := container.New(rowsLayout{m},
		container.NewVScroll(kit.Inset(2, 1, kit.CentreVertically(m.empty))),
		container.NewThemeOverride(m.list, kit.DenseTheme{Theme: kit.NewTheme()}),
		container.New(lowLayout{}, m.newer))
	m.body = container.New(detailLayout{}, container.NewBorder(top, nil, nil, nil, rows), m.detail.box)
	m.box = kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, m.body))
	return m
}

func everybody() string { return lang.L("All players") }

func seatName(seat int) string { return lang.L("Player {{.Seat}}", map[string]any{"Seat": seat}) }

// update takes in what is new. The list follows the end only if it is at the end, and otherwise keeps
// the rows that the person reads where they are.
func (m *messages) update(version uint64, on bool) {
	if version != m.version {
		atEnd := m.atEnd()
		m.log.pull(!atEnd)
		m.list.Refresh()
		m.sayNewer()
		if atEnd {
			m.toBottom()
		}
	}
	m.version, m.on = version, on
	m.sayEmpty()
}

// atEnd tells whether the last row is in sight.
func (m *messages) atEnd() bool {
	height := float32(m.log.len()) * kit.RowHeight
	return m.list.GetScrollOffset()+m.list.Size().Height >= height-kit.RowHeight/2
}

// toBottom shows the last row, if the list was on the screen yet: Fyne cannot scroll one that was not.
func (m *messages) toBottom() {
	if m.list.Size().Height > 0 {
		m.list.ScrollToBottom()
	}
}

// toEnd takes in all that waits and goes there.
func (m *messages) toEnd() {
	m.setPaused(false)
	m.log.pull(false)
	m.sayNewer()
	m.sayEmpty()
	m.list.Refresh()
	m.toBottom()
}

// sayNewer offers what is held back.
func (m *messages) sayNewer() {
	n := m.log.waiting()
	if n == 0 {
		m.newer.Hide()
		return
	}
	text := lang.L("Paused. Show {{.N}} newer", map[string]any{"N": kit.FormatCount(n)})
	if !m.paused {
		text = lang.L("Show {{.N}} newer", map[string]any{"N": kit.FormatCount(n)})
	}
	if m.newer.Text != text {
		m.newer.SetText(text)
	}
	m.newer.Show()
}

func (m *messages) togglePause() {
	if m.paused {
		m.toEnd()
		return
	}
	m.setPaused(true)
}

func (m *messages) setPaused(paused bool) {
	m.paused = paused
	m.log.hold(paused)
	if m.pause.SetText(lang.L("Pause")); paused {
		m.pause.SetText(lang.L("Go on"))
	}
}

func (m *messages) clearAll() {
	undo := m.log.clear()
	m.closeDetail()
	m.refill()
	m.onClear(func() {
		undo()
		m.refill()
	})
}

// refill shows the log after its rows became others.
func (m *messages) refill() {
	m.sayNewer()
	m.sayEmpty()
	m.list.ScrollToTop()
	m.list.Refresh()
	m.toBottom()
}

func (m *messages) sayEmpty() {
	text := lang.L("What players send, and what they are answered, shows up here.")
	switch {
	case m.log.len() > 0:
		text = ""
	case !m.log.filter.all():
		text = lang.L("No message matches.")
	case m.on:
		text = lang.L("No messages yet.")
	}
	if m.empty.Text != text {
		m.empty.SetText(text)
	}
}

func (m *messages) filter() {
	f := filter{find: m.find.Text}
	if i := slices.Index(m.whose.Options, m.whose.Selected); i > 0 {
		f.bySeat, f.seat = true, m.seats[i-1]
	}
	m.log.setFilter(f)
	m.refill()
}

func (m *messages) onWhoseChanged() {
	m.filter()
	if m.onWhose != nil {
		seat := -1
		if m.log.filter.bySeat {
			seat = m.log.filter.seat
		}
		m.onWhose(seat)
	}
}

// offer lists the players whose messages can be shown alone. The one that is chosen stays in the list
// after leaving.
func (m *messages) offer(seats []int) {
	if f := m.log.filter; f.bySeat && !slices.Contains(seats, f.seat) {
		seats = append(seats, f.seat)
	}
	if slices.Equal(seats, m.seats) {
		return
	}
	m.seats = seats
	options := []string{everybody()}
	for _, s := range seats {
		options = append(options, seatName(s))
	}
	m.whose.SetOptions(options)
}

// showOnly shows the messages of one player, or of all where that one is shown already.
func (m *messages) showOnly(seat int) {
	if m.log.filter.bySeat && m.log.filter.seat == seat {
		m.whose.SetSelected(everybody())
		return
	}
	if !slices.Contains(m.seats, seat) {
		m.offer(append(slices.Clone(m.seats), seat))
	}
	m.whose.SetSelected(seatName(seat))
}

func (m *messages) onSelected(i widget.ListItemID) {
	m.list.UnselectAll() // rows move: the selection is by record and drawn by the row
	if i >= m.log.len() {
		return
	}
	number := m.log.row(i).Number
	m.any = !m.any || m.selected != number
	m.selected = number
	m.list.Refresh()
	m.showDetail()
}

// showDetail shows the bytes of the selected message or what else happened, or nothing where none is selected.
func (m *messages) showDetail() {
	var e [1]journal.Entry
	j := m.log.journal
	if m.any && j.Read(m.selected, e[:], 0) == 1 && e[0].Number == m.selected {
		m.detail.show(&e[0], m.sinceLast(&e[0]))
		m.body.Refresh()
		m.list.ScrollTo(m.log.find(m.selected)) // the detail may stand where the row was
		return
	}
	m.detail.box.Hide()
	m.body.Refresh()
}

// sinceLast is how long after the player's message before e came; negative where there was none
// that the journal holds.
func (m *messages) sinceLast(e *journal.Entry) time.Duration {
	batch := make([]journal.Entry, logBatch)
	first, _ := m.log.journal.Range()
	for end := e.Number; end > first; {
		from := max(first, end-min(end, logBatch))
		n := m.log.journal.Read(from, batch[:end-from], 1)
		for i := n - 1; i >= 0; i-- {
			switch b := &batch[i]; {
			case b.Seat != e.Seat || b.Number >= e.Number:
			case b.Kind == journal.Message:
				return time.Duration(e.Time - b.Time)
			case b.Kind == journal.Joined:
				return -1 // another player sat there before
			}
		}
		end = from
	}
	return -1
}

func (m *messages) closeDetail() {
	m.any = false
	m.detail.box.Hide()
	m.body.Refresh()
	m.list.Refresh()
}

// lowLayout puts its one object at the middle of the bottom and asks for no room.
type lowLayout struct{}

// MinSize implements fyne.Layout.
func (lowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (lowLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	m := objects[0].MinSize()
	objects[0].Resize(m)
	objects[0].Move(fyne.NewPos((s.Width-m.Width)/2, s.Height-m.Height))
}

// detailLayout puts the detail below the list, or over it where there is not room for both.
type detailLayout struct{}

// MinSize implements fyne.Layout.
func (detailLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout implements fyne.Layout.
func (detailLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	list, detail := objects[0], objects[1]
	const enough = 360
	height, rest := s.Height, s.Height
	switch {
	case !detail.Visible():
		height = 0
	case s.Height >= enough:
		height = s.Height / 2
		rest -= height
	}
	list.Resize(fyne.NewSize(s.Width, rest))
	list.Move(fyne.Position{})
	detail.Resize(fyne.NewSize(s.Width, height))
	detail.Move(fyne.NewPos(0, s.Height-height))
}

// selectedText is the selected message as it is shown, or "" where none is selected.
func (m *messages) selectedText() string {
	i := m.log.find(m.selected)
	if !m.any || i < 0 {
		return ""
	}
	e := m.log.row(i)
	var whole [1]journal.Entry
	if m.log.journal.Read(e.Number, whole[:], 0) == 1 && whole[0].Number == e.Number && !whole[0].Gone {
		e = &whole[0]
	}
	if e.Kind != journal.Message {
		return eventText(e)
	}
	return kit.PayloadText(e.In, e.InLen, m.hex.Checked, math.MaxInt)
}
