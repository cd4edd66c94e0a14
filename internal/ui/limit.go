package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"
)

func noLimit() string { return lang.L("No limit") }

// limitText is how the entry shows a player limit.
func limitText(players int) string {
	if players == 0 {
		return noLimit()
	}
	return strconv.Itoa(players)
}

// readLimit reads a number of players or connections; 0 is no limit.
func readLimit(s string) (n int, ok bool) {
	s = strings.TrimSpace(s)
	if strings.EqualFold(s, noLimit()) {
		return 0, true
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n <= maxPlayers
}

// maxPlayers is the highest player limit that can be set.
const maxPlayers = 1_000_000
