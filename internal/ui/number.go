package ui

import "strconv"

// count writes a number with a thin space between groups of three digits.
func count(n uint64) string {
	s := strconv.FormatUint(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u2009" + s[i:]
	}
	return s
}

// size writes a number of bytes with the unit that leaves at most four digits.
func size(n uint64) string {
	units := [...]string{"B", "kB", "MB", "GB", "TB"}
	u, v := 0, float64(n)
	for v >= 1000 && u < len(units)-1 {
		v /= 1000
		u++
	}
	if u == 0 || v >= 99.95 { // which rounds to 100.0
		return strconv.FormatFloat(v, 'f', 0, 64) + " " + units[u]
	}
	return strconv.FormatFloat(v, 'f', 1, 64) + " " + units[u]
}
