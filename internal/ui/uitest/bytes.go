package uitest

import (
	"strings"
	"unicode"
)

// IsControl reports whether a character changes how others are drawn or has no shape: controls, formats
// (bidirectional ones among them), line and paragraph separators, private use. The list is independent of the
// program's own.
func IsControl(r rune) bool {
	if strings.ContainsRune("\u2009", r) { // between the groups of our numbers
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs)
}

// CutMiddle returns the first and the last keep/2 bytes of a message, as the journal keeps it for rows.
func CutMiddle(b []byte, keep int) []byte {
	if len(b) <= keep {
		return b
	}
	return append(append([]byte(nil), b[:keep/2]...), b[len(b)-keep/2:]...)
}

// EveryByte returns a message that has each byte once.
func EveryByte() string {
	var b []byte
	for c := range 256 {
		b = append(b, byte(c))
	}
	return string(b)
}
