package framing

import (
	"fmt"
	"strconv"
	"strings"

	"porchlight/internal/suggest"
)

// unknownName returns the error for a name that no framing has.
func unknownName(name string) error {
	hint := ""
	if near := suggest.Nearest(name, candidates(name)); len(near) > 0 {
		for i := range near {
			near[i] = quoted(near[i])
		}
		hint = "did you mean " + strings.Join(near, " or ") + "? "
	}
	return fmt.Errorf("unknown framing %s: %sthere are %s", quoted(name), hint, strings.Join(Names(), ", "))
}

// candidates returns the names to compare with. Those with a parameter have that of name.
func candidates(name string) []string {
	names := Names()
	_, end, _ := strings.Cut(name, ":")
	if end == "" {
		end = `\n\n`
	}
	size := "64"
	digits := name[len(strings.TrimRight(name, "0123456789")):]
	if n, err := strconv.Atoi(digits); err == nil && n >= 1 && n <= maxHeader {
		size = strconv.Itoa(n)
	}
	for i := range names {
		names[i] = strings.Replace(names[i], "TEXT", end, 1)
		names[i] = strings.Replace(names[i], ":N", ":"+size, 1)
	}
	return names
}
