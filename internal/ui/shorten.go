package ui

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"porchlight/internal/printable"

	"golang.org/x/text/width"
)

// payloadText shows a message's bytes in at most so many columns of monospaced text: as text, or as
// hex where that is wanted or the bytes are no text. Long ones lose their middle and tell their
// length. A b shorter than length is its first and its last half, as the journal cuts.
func payloadText(b []byte, length uint32, asHex bool, columns int) string {
	show := printable.Text
	if asHex {
		show = printable.Hex
	}
	if int(length) == len(b) {
		s := show(b)
		if columnsOf(s) <= columns {
			return s
		}
		return middleCut(s, s, columns, length)
	}
	head, tail := wholeRunes(b[:len(b)/2], b[len(b)/2:])
	if !utf8.Valid(head) || !utf8.Valid(tail) {
		show = printable.Hex
	}
	if s := show(head) + "…" + show(tail) + inBrackets(length); columnsOf(s) <= columns {
		return s
	}
	return middleCut(show(head), show(tail), columns, length)
}

func inBrackets(length uint32) string { return " (" + strconv.Itoa(int(length)) + ")" }

// middleCut takes as much of the beginning of head and of the end of tail as fits in so many columns
// with the length behind it. They may be the same text, if that does not fit.
func middleCut(head, tail string, columns int, length uint32) string {
	behind := inBrackets(length)
	room := max(columns-len(behind)-1, 2)
	front, used := 0, 0
	for i, r := range head {
		if used+columnsOfRune(r) > room*2/3 {
			break
		}
		used += columnsOfRune(r)
		front = i + utf8.RuneLen(r)
	}
	back := len(tail)
	for back > 0 {
		r, n := utf8.DecodeLastRuneInString(tail[:back])
		if used += columnsOfRune(r); used > room {
			break
		}
		back -= n
	}
	return head[:front] + "…" + tail[back:] + behind
}

// endCut takes runes off the end of s until it fits into so many columns.
func endCut(s string, columns int) string {
	if columnsOf(s) <= columns {
		return s
	}
	used := 1
	for i, r := range s {
		if used += columnsOfRune(r); used > columns {
			return s[:i] + "…"
		}
	}
	return s
}

// wholeRunes takes away the parts of runes that cutting left at the end of head and the beginning of
// tail.
func wholeRunes(head, tail []byte) (h, t []byte) {
	for i := 1; i < utf8.UTFMax && i <= len(head); i++ {
		if last := head[len(head)-i:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				head = head[:len(head)-i]
			}
			break
		}
	}
	for i := 0; i < utf8.UTFMax-1 && len(tail) > 0 && !utf8.RuneStart(tail[0]); i++ {
		tail = tail[1:]
	}
	return head, tail
}

// columnsOf is how many columns of monospaced text s takes.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOfRune(r)
	}
	return n
}

func columnsOfRune(r rune) int {
	switch {
	case r < unicode.MaxLatin1:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}

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
