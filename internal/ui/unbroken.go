package ui

import "strings"

// unbroken joins the lines of a text that end only because a page was so wide, so that it can be shown in
// any width. Lines that are short, as headings and lists of names have them, stay.
func unbroken(text string) string {
	const full = 45 // characters of a line that may go on in the next
	var b strings.Builder
	goesOn := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case goesOn && continues(line):
			b.WriteByte(' ')
		case b.Len() > 0:
			b.WriteByte('\n')
		}
		b.WriteString(line)
		goesOn = len(line) >= full
	}
	return b.String()
}

// continues tells whether a line may go on with what the line before has begun: it is not empty and no new
// point of a list.
func continues(line string) bool {
	if line == "" || strings.HasPrefix(line, "Copyright") {
		return false
	}
	first, _, _ := strings.Cut(line, " ")
	return !strings.ContainsAny(first[:1], "*-•=(0123456789") || len(first) > 4
}
