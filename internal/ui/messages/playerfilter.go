package messages

import (
	"slices"

	"fyne.io/fyne/v2/lang"
)

// MaxSeats is how many players the filter by player offers. A click on a player in the list of players filters
// by any of them.
const MaxSeats = 100

// allPlayers returns the first option of the filter by player.
func allPlayers() string { return lang.L("All players") }

// seatName returns a seat's option in the filter by player.
func seatName(seat int) string { return lang.L("Player {{.Seat}}", map[string]any{"Seat": seat}) }

func (m *View) onPlayerFilterChanged() {
	m.filter()
	seat := -1
	if m.log.filter.bySeat {
		seat = m.log.filter.seat
	}
	m.OnFilter(seat)
}

// SetSeats changes the players that the filter offers. The selected one stays after it has left.
func (m *View) SetSeats(seats []int) {
	if f := m.log.filter; f.bySeat && !slices.Contains(seats, f.seat) {
		seats = append(seats, f.seat)
	}
	if slices.Equal(seats, m.seats) {
		return
	}
	m.seats = seats
	options := []string{allPlayers()}
	for _, s := range seats {
		options = append(options, seatName(s))
	}
	m.PlayerFilter.SetOptions(options)
}

// ToggleSeat shows the messages of one player, or of all players if it was the one shown.
func (m *View) ToggleSeat(seat int) {
	if m.log.filter.bySeat && m.log.filter.seat == seat {
		m.PlayerFilter.SetSelected(allPlayers())
		return
	}
	if !slices.Contains(m.seats, seat) {
		m.SetSeats(append(slices.Clone(m.seats), seat))
	}
	m.PlayerFilter.SetSelected(seatName(seat))
}

func (m *View) filter() {
	f := filter{find: m.Find.Text}
	if i := slices.Index(m.PlayerFilter.Options, m.PlayerFilter.Selected); i > 0 {
		f.bySeat, f.seat = true, m.seats[i-1]
	}
	m.log.setFilter(f)
	m.refill()
}
