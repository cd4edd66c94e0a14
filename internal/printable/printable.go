// Package printable turns bytes and texts from the network into text that is safe to draw or print: nothing
// in the result moves a cursor, changes the direction of writing or is invisible.
package printable

import (
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns b as one line that is safe to draw or print. Valid UTF-8 stays as it is, except that control,
// bidirectional and other invisible characters become escape sequences as in Go and Python (\n, \x1b,
// \u202e). Bytes that are not valid UTF-8 are returned as [Hex].
func Text(b []byte) string {
	if !utf8.Valid(b) {
		return Hex(b)
	}
	return Escape(string(b))
}

// Escape returns s with each character for which [Hidden] is true, and each byte that is not valid UTF-8,
// replaced by an escape sequence (\n, \u202e, \xff).
func Escape(s string) string {
	if strings.IndexFunc(s, Hidden) < 0 {
		return s // valid too: what is not decodes as U+FFFD
	}
	var out strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if Hidden(r) {
			quoted := strconv.QuoteToASCII(s[:n])
			out.WriteString(quoted[1 : len(quoted)-1])
		} else {
			out.WriteString(s[:n])
		}
		s = s[n:]
	}
	return out.String()
}

// Hidden reports whether r has no glyph of its own or changes how other characters are drawn: C0 and C1
// controls, format characters such as the bidirectional overrides, line and paragraph separators, private
// use characters, and U+FFFD, which stands for an undecodable byte.
func Hidden(r rune) bool {
	return r == utf8.RuneError || !unicode.IsPrint(r) && r != '\u00a0' && r != '\u3000'
}

// Hex returns b as pairs of lower-case hexadecimal digits with a space between them: "ff 00 7f".
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
