package ui

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

// players is the list of who is in. UI goroutine only.
type players struct {
	box      fyne.CanvasObject
	title    *widget.Label
	list     *widget.List
	empty    *widget.Label
	idle     fyne.CanvasObject // what stands in place of the list while nobody is in
	start    *fyne.Container   // what to do then, while hosting
	current  []session.Player
	spare    []session.Player
	met      bool // somebody was in since hosting began
	chosen   int  // seat whose messages alone are shown; -1: all
	onChosen func(seat int)
	guards   []kit.ClickGuard // by row
}

func newPlayers(kick func(host.ConnID), ban func(netip.Addr), onChosen func(seat int), onTry, onTrouble func()) *players {
	p := &players{title: widget.NewLabel(lang.L("Players")), empty: widget.NewLabel(""), chosen: -1, onChosen: onChosen}
	p.title.TextStyle.Bold = true
	p.empty.Wrapping = fyne.TextWrapWord
	p.empty.Alignment = fyne.TextAlignCenter
	p.empty.Importance = widget.LowImportance
	p.list = widget.NewList(
		func() int { return len(p.current) },
		func() fyne.CanvasObject {
			return newPlayerRow(
				func(who host.Player) { p.press(who.Seat, func() { kick(who.ID) }) },
				func(who host.Player) { p.press(who.Seat, func() { ban(who.Addr.Addr()) }) })
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if r, ok := o.(*playerRow); ok && i < len(p.current) {
				seat := p.current[i].Seat
				r.show(&p.current[i].Player, seat == p.chosen, p.current[i].Incomplete)
			}
		})
	p.list.HideSeparators = true
	p.list.Hide() // an empty list takes the clicks on what stands below it
	p.list.OnSelected = func(i widget.ListItemID) {
		p.list.UnselectAll() // rows come and go: the choice is by seat and drawn by the row
		if i < len(p.current) {
			p.onChosen(p.current[i].Seat)
		}
	}
	p.start = container.NewVBox(
		container.NewCenter(widget.NewButton(lang.L("Try it yourself"), onTry)),
		container.NewCenter(kit.NewQuietButton(lang.L("A friend can't connect?"), onTrouble)))
	p.idle = container.NewVScroll(kit.Inset(1, 0.5, kit.CentreVertically(kit.Stack(0, p.empty, p.start))))
	body := container.NewStack(container.NewThemeOverride(p.list, kit.DenseTheme{Theme: kit.NewTheme()}), p.idle) // above the list, which would take its clicks
	p.box = kit.NewPanel(kit.ColorSurface, kit.Inset(0.5, 0.5, container.NewBorder(p.title, nil, nil, nil, body)))
	return p
}

// update shows who is in now. read appends a snapshot of the players to what it is given.
func (p *players) update(read func([]session.Player) []session.Player, on bool, limit int) {
	now := read(p.spare[:0])
	if !slices.Equal(now, p.current) {
		p.moved(firstOther(p.current, now))
		p.current, p.spare = now, p.current
		p.list.Refresh()
	}
	title, empty := lang.L("Players"), lang.L("Players show up here once you are hosting.")
	if on {
		data := map[string]any{"N": len(now), "Limit": limit}
		if title = lang.L("Players: {{.N}} of {{.Limit}}", data); limit == 0 {
			title = lang.L("Players: {{.N}}", data)
		}
		empty = lang.L("Nobody is here yet.")
		if p.met = p.met || len(now) > 0; p.met {
			empty = lang.L("Nobody is here.")
		}
	} else {
		p.met = false
	}
	if p.title.Text != title {
		p.title.SetText(title)
	}
	if p.empty.Text != empty {
		p.empty.SetText(empty)
	}
	if visible := len(now) == 0; visible != p.idle.Visible() {
		kit.SetVisible(p.idle, visible)
		kit.SetVisible(p.list, !visible)
	}
	if p.start.Visible() != on {
		kit.SetVisible(p.start, on)
	}
}

// firstOther is the first of the rows there were in which now somebody else stands, or nobody.
func firstOther(before, now []session.Player) int {
	for i := range before {
		if i >= len(now) || before[i].ID != now[i].ID {
			return i
		}
	}
	return len(before)
}

// bySeat finds a player among those in, who are in the order of seats.
func bySeat(all []session.Player, seat int) (i int, in bool) {
	return slices.BinarySearchFunc(all, seat, func(p session.Player, seat int) int { return p.Seat - seat })
}

// press does what a button of a player's row does, unless that row has just come under the pointer. No
// other click does anything for a while then: the rows below are about to move up.
func (p *players) press(seat int, do func()) {
	row, in := bySeat(p.current, seat)
	if !in || row < len(p.guards) && !p.guards[row].IsSettled() {
		return
	}
	p.moved(0)
	do()
}

// moved records that the rows from a row on show other players than before.
func (p *players) moved(from int) {
	for len(p.guards) < len(p.current) {
		p.guards = append(p.guards, kit.ClickGuard{})
	}
	for i := from; i < len(p.current); i++ {
		p.guards[i].Changed()
	}
}

// choose marks the player whose messages alone are shown; -1 marks none.
func (p *players) choose(seat int) {
	if p.chosen != seat {
		p.chosen = seat
		p.list.Refresh()
	}
}

// seats lists the seats that are taken, at most so many.
func (p *players) seats(most int) []int {
	list := make([]int, 0, min(len(p.current), most))
	for i := range p.current[:cap(list)] {
		list = append(list, p.current[i].Seat)
	}
	return list
}

// leastPlayers is room for the title of the players and one of them.
const leastPlayers = playerRowHeight + 5*kit.Unit
