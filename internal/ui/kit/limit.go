package kit

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"
)

// NoLimit returns the text that stands for the limit 0.
func NoLimit() string { return lang.L("No limit") }

// LimitText returns a limit as an entry shows it.
func LimitText(players int) string {
	if players == 0 {
		return NoLimit()
	}
	return strconv.Itoa(players)
}

// ParseLimit reads a limit from 0 to MaxLimit; 0 is no limit.
func ParseLimit(s string) (n int, ok bool) {
	s = strings.TrimSpace(s)
	if strings.EqualFold(s, NoLimit()) {
		return 0, true
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n <= MaxLimit
}

// MaxLimit is the highest limit that a person can set.
const MaxLimit = 1_000_000
