package players

import (
	"net/netip"
	"slices"

	"porchlight/internal/session"
	"porchlight/internal/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/host"
)

// ListMinHeight is the height of a List that shows its title and one player.
const ListMinHeight = rowHeight + 5*kit.Unit

// List is the list of the connected players. UI goroutine only.
type List struct {
	Params
	Box       fyne.CanvasObject
	title     *widget.Label
	rows      *widget.List
	empty     *widget.Label
	emptyView fyne.CanvasObject // in place of the rows while nobody is connected
	actions   *fyne.Container   // below empty, while hosting
	current   []session.Player
	spare     []session.Player // backing array for the next update
	guards    []kit.ClickGuard // by row
	hadPlayer bool             // since hosting began
	marked    int              // seat; -1: none
}

// Params are what a List is made of. The functions are called on the UI goroutine.
type Params struct {
	Kick      func(host.ConnID)
	Ban       func(netip.Addr)
	OnClicked func(seat int) // called when the row of a player was clicked
	OnTry     func()         // called when the person wants to try the game alone
	OnTrouble func()         // called when the person wants help with a friend who cannot connect
}

// NewList makes an empty list. Put Box into the window and call Update when the players have changed.
func NewList(p Params) *List {
	l := &List{Params: p, title: widget.NewLabel(lang.L("Players")), empty: widget.NewLabel(""), marked: -1}
	l.title.TextStyle.Bold = true
	l.empty.Wrapping = fyne.TextWrapWord
	l.empty.Alignment = fyne.TextAlignCenter
	l.empty.Importance = widget.LowImportance
	l.rows = widget.NewList(
		func() int { return len(l.current) },
		func() fyne.CanvasObject {
			return newRow(
				func(p host.Player) { l.press(p.Seat, func() { l.Kick(p.ID) }) },
				func(p host.Player) { l.press(p.Seat, func() { l.Ban(p.Addr.Addr()) }) })
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if r, ok := o.(*Row); ok && i < len(l.current) {
				p := &l.current[i]
				r.show(&p.Player, p.Seat == l.marked, p.Incomplete)
			}
		})
	l.rows.HideSeparators = true
	l.rows.Hide() // an empty list takes the clicks on what stands below it
	l.rows.OnSelected = func(i widget.ListItemID) {
		l.rows.UnselectAll() // rows come and go: the mark belongs to a seat and is drawn by the row
		if i < len(l.current) {
			l.OnClicked(l.current[i].Seat)
		}
	}
	l.actions = container.NewVBox(
		container.NewCenter(widget.NewButton(lang.L("Try it yourself"), l.OnTry)),
		container.NewCenter(kit.NewQuietButton(lang.L("A friend can't connect?"), l.OnTrouble)))
	l.emptyView = container.NewVScroll(kit.Inset(1, 0.5, kit.CentreVertically(kit.Stack(0, l.empty, l.actions))))
	rows := container.NewThemeOverride(l.rows, kit.DenseTheme{Theme: kit.NewTheme()})
	body := container.NewStack(rows, l.emptyView) // emptyView above the list, which would take its clicks
	l.Box = kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, container.NewBorder(l.title, nil, nil, nil, body)))
	return l
}

// Update shows the players that are connected, in the order of seats. read appends them to its argument. limit is the
// player limit; 0: none.
func (l *List) Update(read func([]session.Player) []session.Player, hosting bool, limit int) {
	now := read(l.spare[:0])
	if !slices.Equal(now, l.current) {
		changed, rows, offset := firstChanged(l.current, now), len(l.current), l.rows.GetScrollOffset()
		l.current, l.spare = now, l.current
		l.rows.Refresh()
		if l.rows.GetScrollOffset() != offset { // the list has become too short for it
			changed = 0
		}
		l.moved(changed, rows)
	}
	title, empty := lang.L("Players"), lang.L("Players show up here once you are hosting.")
	if hosting {
		data := map[string]any{"N": len(now), "Limit": limit}
		if title = lang.L("Players: {{.N}} of {{.Limit}}", data); limit == 0 {
			title = lang.L("Players: {{.N}}", data)
		}
		empty = lang.L("Nobody is here yet.")
		if l.hadPlayer = l.hadPlayer || len(now) > 0; l.hadPlayer {
			empty = lang.L("Nobody is here.")
		}
	} else {
		l.hadPlayer = false
	}
	kit.SetLabel(l.title, title)
	kit.SetLabel(l.empty, empty)
	if isEmpty := len(now) == 0; isEmpty != l.emptyView.Visible() {
		kit.SetVisible(l.emptyView, isEmpty)
		kit.SetVisible(l.rows, !isEmpty)
	}
	if l.actions.Visible() != hosting {
		kit.SetVisible(l.actions, hosting)
	}
}

// firstChanged returns the first row of before in which now has another player or none.
func firstChanged(before, now []session.Player) int {
	for i := range before {
		if i >= len(now) || before[i].ID != now[i].ID {
			return i
		}
	}
	return len(before)
}

// bySeat finds a player by its seat, among players in the order of seats.
func bySeat(all []session.Player, seat int) (i int, found bool) {
	return slices.BinarySearchFunc(all, seat, func(p session.Player, seat int) int { return p.Seat - seat })
}

// press does what a button in a player's row does, unless the row has just moved or changed its player. It blocks the buttons of
// all rows for kit.ClickDelay: the rows below are about to move up.
func (l *List) press(seat int, do func()) {
	row, found := bySeat(l.current, seat)
	if !found || row < len(l.guards) && !l.guards[row].IsSettled() {
		return
	}
	l.moved(0, len(l.current))
	do()
}

// moved records that the rows from ≤ i < to have moved or changed their players.
func (l *List) moved(from, to int) {
	for len(l.guards) < to {
		l.guards = append(l.guards, kit.ClickGuard{})
	}
	for i := from; i < to; i++ {
		l.guards[i].Changed()
	}
}

// Mark marks the player whose messages alone are shown; -1 marks none.
func (l *List) Mark(seat int) {
	if l.marked != seat {
		l.marked = seat
		l.rows.Refresh()
	}
}

// Seats returns the lowest taken seats, at most limit of them.
func (l *List) Seats(limit int) []int {
	list := make([]int, 0, min(len(l.current), limit))
	for i := range l.current[:cap(list)] {
		list = append(list, l.current[i].Seat)
	}
	return list
}
