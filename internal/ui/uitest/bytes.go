package uitest

import (
	"strings"
	"unicode"
)

// IsControl reports whether a character is invisible or affects how others are drawn: control and format characters
// (bidirectional ones among them), line and paragraph separators, private use. The list is independent of package
// printable.
func IsControl(r rune) bool {
	if strings.ContainsRune("\u2009", r) { // thin space, between groups of digits
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs)
}

// CutMiddle returns the first and the last keep/2 bytes of a message, as the journal does.
func CutMiddle(b []byte, keep int) []byte {
	if len(b) <= keep {
		return b
	}
	return append(append([]byte(nil), b[:keep/2]...), b[len(b)-keep/2:]...)
}

// EveryByte returns a message with each of the 256 bytes once.
func EveryByte() string {
	var b []byte
	for c := range 256 {
		b = append(b, byte(c))
	}
	return string(b)
}
