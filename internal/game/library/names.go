package library

import (
	"slices"
	"strconv"
	"strings"
)

// UnusedName returns a name that no item has: the given one, or else that with a number. It knows the items of the last
// [Library.Reload].
func (l *Library) UnusedName(name string) string {
	items := l.Items()
	isUsed := func(name string) bool {
		return slices.ContainsFunc(items, func(it Item) bool { return strings.EqualFold(it.Name, name) })
	}
	if !isUsed(name) {
		return name
	}
	base := name
	if original, isCopy := originalName(name, isUsed); isCopy {
		base = original
	}
	for n := 2; ; n++ {
		if name := numbered(base, n); !isUsed(name) {
			return name
		}
	}
}

// originalName returns the name of the game that a game is a copy of, by its name: of “Echo 3” it is “Echo”, if there are
// “Echo” and “Echo 2”. Any other number belongs to the name, as in “Chess 960”.
func originalName(name string, isUsed func(string) bool) (original string, isCopy bool) {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 {
		return "", false
	}
	n, err := strconv.Atoi(name[i+1:])
	original = name[:i]
	return original, err == nil && isUsed(original) && (n == 2 || isUsed(numbered(original, n-1)))
}

// numbered returns the name of the nth game of a name.
func numbered(name string, n int) string { return name + " " + strconv.Itoa(n) }
