package kit

import "strings"

// UnwrapLines joins the lines of a text that were broken at the width of a page, so that a label can wrap them
// anew. Short lines, as in headings and lists of names, stay.
func UnwrapLines(text string) string {
	const full = 45 // a line with at least so many characters may continue in the next
	var b strings.Builder
	goesOn := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case goesOn && continuesLine(line):
			b.WriteByte(' ')
		case b.Len() > 0:
			b.WriteByte('\n')
		}
		b.WriteString(line)
		goesOn = len(line) >= full
	}
	return b.String()
}

// continuesLine reports whether a line may continue the line before it: it is not empty and does not begin an
// item of a list.
func continuesLine(line string) bool {
	if line == "" || strings.HasPrefix(line, "Copyright") {
		return false
	}
	first, _, _ := strings.Cut(line, " ")
	return !strings.ContainsAny(first[:1], "*-•=(0123456789") || len(first) > 4
}
