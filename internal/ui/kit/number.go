package kit

import (
	"strconv"
	"time"
)

// FormatCount writes a number with a thin space between groups of three digits.
func FormatCount(n uint64) string {
	s := strconv.FormatUint(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u2009" + s[i:]
	}
	return s
}

// FormatSize writes a number of bytes in at most four digits and a unit from B to TB.
func FormatSize(n uint64) string {
	units := [...]string{"B", "kB", "MB", "GB", "TB"}
	u, v := 0, float64(n)
	for v >= 1000 && u < len(units)-1 {
		v /= 1000
		u++
	}
	if u == 0 || v >= 99.95 { // 99.95 would round to 100.0
		return strconv.FormatFloat(v, 'f', 0, 64) + " " + units[u]
	}
	return strconv.FormatFloat(v, 'f', 1, 64) + " " + units[u]
}

// FormatClock writes a time of day in hours and minutes.
func FormatClock(t time.Time) string { return t.Format("15:04") }
