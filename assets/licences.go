package assets

import (
	_ "embed"
	"slices"
	"strings"
)

// LicenceTexts are the licences of the program and of all its parts, in the format of packaging/licences/make: one or more
// lines that start with "=== ", each with a name, a version if there is one, and the SPDX identifier of the licence,
// separated by " | "; an empty line; the text of these licences; an empty line.
//
//go:embed licences.txt
var LicenceTexts string

// Licence is the licence of one part of the program.
type Licence struct {
	Name    string // of the part: a Go module, or a description
	Version string // "": none
	Kind    string // such as "BSD-3-Clause"
	Text    string
}

// Licences returns the licences in LicenceTexts: the program's own, then the others by name.
func Licences() []Licence {
	var all []Licence
	open := 0 // the first licence of the next text
	text := false
	for line := range strings.Lines(LicenceTexts) {
		head, isHead := strings.CutPrefix(line, "=== ")
		switch {
		case isHead:
			if text {
				open, text = len(all), false
			}
			fields := strings.Split(strings.TrimSuffix(head, "\n"), " | ")
			all = append(all, Licence{Name: fields[0], Version: strings.Join(fields[1:len(fields)-1], ""), Kind: fields[len(fields)-1]})
		default:
			text = true
			for i := range all[open:] {
				all[open+i].Text += line
			}
		}
	}
	for i := range all {
		all[i].Text = strings.Trim(all[i].Text, "\n") + "\n"
	}
	slices.SortFunc(all[1:], func(a, b Licence) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return all
}
