package ui

import (
	"strings"
	"unicode"
)

// obeyed tells whether a character changes how others are drawn or has no shape. The list is the
// tests' own: controls, formats (bidirectional ones among them), line and paragraph separators,
// private use.
func obeyed(r rune) bool {
	if strings.ContainsRune("\u2009", r) { // between the groups of our numbers
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs)
}

// cut cuts a message as the journal does for rows.
func cut(b []byte, keep int) []byte {
	if len(b) <= keep {
		return b
	}
	return append(append([]byte(nil), b[:keep/2]...), b[len(b)-keep/2:]...)
}
