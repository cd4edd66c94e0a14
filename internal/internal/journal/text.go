package journal

import (
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text shows bytes from the network as one line that is safe to draw or print. Valid UTF-8 is shown
// as it is, with control, bidirectional and other invisible characters written as Python and Go
// write them (\n, \x1b, \u202e); anything else is shown by [Hex].
func Text(b []byte) string {
	if !utf8.Valid(b) {
		return Hex(b)
	}
	return Escape(string(b))
}

// Escape writes the characters of s that a terminal or a window would obey instead of show as
// escape sequences, and so the bytes that are not UTF-8 (\xff).
func Escape(s string) string {
	if strings.IndexFunc(s, hidden) < 0 {
		return s // valid too: what is not decodes as U+FFFD
	}
	var out strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if hidden(r) {
			quoted := strconv.QuoteToASCII(s[:n])
			out.WriteString(quoted[1 : len(quoted)-1])
		} else {
			out.WriteString(s[:n])
		}
		s = s[n:]
	}
	return out.String()
}

// hidden tells whether r has no shape of its own or changes how others are shown: C0 and C1
// controls, format characters such as the bidirectional overrides, line and paragraph separators,
// private use, and U+FFFD, which fonts use for what is not a character.
func hidden(r rune) bool {
	return r == utf8.RuneError || !unicode.IsPrint(r) && r != '\u00a0' && r != '\u3000'
}

// Hex shows bytes as pairs of hexadecimal digits with a space between: "ff 00 7f".
func Hex(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	out := make([]byte, 0, 3*len(b))
	for i := range b {
		out = hex.AppendEncode(out, b[i:i+1])
		out = append(out, ' ')
	}
	return string(out[:len(out)-1])
}
