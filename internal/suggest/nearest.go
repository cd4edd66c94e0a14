// Package suggest finds the word that somebody meant.
package suggest

import "strings"

// Nearest returns those of the right words that somebody may have meant by a wrong one: the ones with
// the fewest slips of the keyboard between, if these are few for so short a word. Upper and lower
// case are alike.
func Nearest(wrong string, right []string) []string {
	const longest = 24 // bytes; nothing longer is like a name
	if len(wrong) > longest {
		return nil
	}
	best := 2
	if len(wrong) < 5 {
		best = 1
	}
	var found []string
	written := strings.ToLower(wrong)
	for _, word := range right {
		d := slips(written, strings.ToLower(word))
		if len(wrong) > 2 && strings.HasPrefix(strings.ToLower(word), written) {
			d = min(d, 1)
		}
		if d < best {
			best, found = d, nil
		}
		if d == best {
			found = append(found, word)
		}
	}
	return found
}

// slips is how many letters must be added, dropped, changed or swapped with their neighbour to make
// one word of the other (the optimal string alignment distance).
func slips(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, last, row = last, row, before
		row[0] = i + 1
		for j := range len(b) {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			row[j+1] = min(last[j]+change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
