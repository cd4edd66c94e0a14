// Package suggest finds the words that a misspelt one may stand for.
package suggest

import "strings"

// Nearest returns the words that are most similar to a misspelt one, ignoring case: those at the smallest edit
// distance, if that is at most 2, or 1 for a word of less than 5 bytes. A prefix of at least 3 bytes has distance
// 1. If no word is similar, it returns nil.
func Nearest(misspelt string, words []string) []string {
	const maxLength = 24 // bytes
	if len(misspelt) > maxLength {
		return nil
	}
	best := 2
	if len(misspelt) < 5 {
		best = 1
	}
	var found []string
	lower := strings.ToLower(misspelt)
	for _, word := range words {
		d := distance(lower, strings.ToLower(word))
		if len(misspelt) > 2 && strings.HasPrefix(strings.ToLower(word), lower) {
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

// distance returns the number of bytes that must be inserted, deleted, replaced or swapped with their neighbour
// to turn one word into the other (the optimal string alignment distance).
func distance(a, b string) int {
	previous2, previous, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		previous2, previous, row = previous, row, previous2
		row[0] = i + 1
		for j := range len(b) {
			replace := 1
			if a[i] == b[j] {
				replace = 0
			}
			row[j+1] = min(previous[j]+replace, previous[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], previous2[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
