package kit

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"porchlight/internal/printable"

	"golang.org/x/text/width"
)

// PayloadText returns the bytes of a message in at most columns columns of monospaced text: as text, or as hex
// if asHex is set or the bytes are not UTF-8. A text that is too long loses its middle and gets its length. If
// b is shorter than length, it must be the first and the last half that the journal kept.
func PayloadText(b []byte, length uint32, asHex bool, columns int) string {
	show := printable.Text
	if asHex {
		show = printable.Hex
	}
	if int(length) == len(b) {
		s := show(b)
		if Columns(s) <= columns {
			return s
		}
		return cutMiddle(s, s, columns, length)
	}
	head, tail := wholeRunes(b[:len(b)/2], b[len(b)/2:])
	if !utf8.Valid(head) || !utf8.Valid(tail) {
		show = printable.Hex
	}
	if s := show(head) + "…" + show(tail) + lengthSuffix(length); Columns(s) <= columns {
		return s
	}
	return cutMiddle(show(head), show(tail), columns, length)
}

// lengthSuffix returns the length as it stands behind a cut text.
func lengthSuffix(length uint32) string { return " (" + strconv.Itoa(int(length)) + ")" }

// cutMiddle returns as much of the beginning of head and of the end of tail as fits together with the length.
// head and tail may be the same text if it does not fit as a whole.
func cutMiddle(head, tail string, columns int, length uint32) string {
	behind := lengthSuffix(length)
	room := max(columns-len(behind)-1, 2)
	front, used := 0, 0
	for i, r := range head {
		if used+runeColumns(r) > room*2/3 {
			break
		}
		used += runeColumns(r)
		front = i + utf8.RuneLen(r)
	}
	back := len(tail)
	for back > 0 {
		r, n := utf8.DecodeLastRuneInString(tail[:back])
		if used += runeColumns(r); used > room {
			break
		}
		back -= n
	}
	return head[:front] + "…" + tail[back:] + behind
}

// CutEnd cuts s at a rune, with an ellipsis, so that it fits into columns.
func CutEnd(s string, columns int) string {
	if Columns(s) <= columns {
		return s
	}
	used := 1
	for i, r := range s {
		if used += runeColumns(r); used > columns {
			return s[:i] + "…"
		}
	}
	return s
}

// wholeRunes removes the partial runes at the end of head and at the beginning of tail.
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

// Columns returns how many columns of monospaced text s takes.
func Columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
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

// MaxPayloadBytes is how many bytes of a message a row keeps. More does not fit into a row.
const MaxPayloadBytes = 400

// TrimPayload cuts a message to its first and last MaxPayloadBytes/2 bytes, as the journal does.
func TrimPayload(b []byte) []byte {
	if len(b) <= MaxPayloadBytes {
		return b
	}
	const half = MaxPayloadBytes / 2
	return append(append(make([]byte, 0, MaxPayloadBytes), b[:half]...), b[len(b)-half:]...)
}
