package assets

import (
	_ "embed"
	"slices"
	"strings"
)

// LicenceTexts are the licences of the program and of everything in it, as packaging/licences/make wrote
// them: one or more lines that begin with "=== ", each with a name, a version where there is one, and the
// kind of licence (its SPDX identifier), divided by " | "; an empty line; the text that all of those have; an
// empty line.
//
//go:embed licences.txt
var LicenceTexts string

// Licence is on what terms one part of the program is used.
type Licence struct {
	Name    string // of the part: a Go module, or in words
	Version string // "": it has none of its own
	Kind    string // such as "BSD-3-Clause"
	Text    string
}

// Licences are the licences in LicenceTexts: the program's own, and then the others by name.
func Licences() []Licence {
	var all []Licence
	open := 0 // the first of those whose text comes next
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
