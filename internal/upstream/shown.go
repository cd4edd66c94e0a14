package upstream

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"porchlight/internal/printable"
)

// tabWidth is the distance of tab stops, in characters, as in terminals.
const tabWidth = 8

// colours are the escape sequences that change colours (SGR) or erase the rest of a line (EL), as programs print them
// together.
var colours = regexp.MustCompile(`\x1b\[[0-9;:]*[mK]`)

// shown returns a printed line as text that is safe to show.
func shown(raw string) string {
	if strings.ContainsRune(raw, '\x1b') {
		raw = colours.ReplaceAllString(raw, "")
	}
	if !strings.ContainsRune(raw, '\t') {
		return printable.Escape(raw)
	}
	var out strings.Builder
	column := 0
	for i, part := range strings.Split(raw, "\t") {
		if i > 0 {
			spaces := tabWidth - column%tabWidth
			out.WriteString("        "[:spaces])
			column += spaces
		}
		part = printable.Escape(part)
		out.WriteString(part)
		column += utf8.RuneCountInString(part)
	}
	return out.String()
}
