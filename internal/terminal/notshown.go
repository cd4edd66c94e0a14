package terminal

import (
	"fmt"

	"porchlight/internal/journal"
)

// notShown is the remark in place of records that are not printed: messages above the rate, and records that the
// journal has overwritten unprinted.
func notShown(l journal.Lost) string {
	noun := pluralNoun(l.Kind)
	if l.Count == 1 {
		noun = singularNoun(l.Kind)
	}
	return fmt.Sprintf("(%d %s not shown)", l.Count, noun)
}

// singularNoun returns the noun for a record of a kind.
func singularNoun(k journal.Kind) string {
	switch k {
	case journal.Message:
		return "message"
	case journal.Joined:
		return "join"
	case journal.Left:
		return "leave"
	case journal.Named:
		return "name"
	case journal.Refused:
		return "refusal"
	case journal.Pending:
		return "wait to be let in"
	case journal.PageServed:
		return "look of a browser"
	case journal.Slowed:
		return "slowed player"
	}
	return k.String() + " event"
}

// pluralNoun is singularNoun for several.
func pluralNoun(k journal.Kind) string {
	switch k {
	case journal.Pending:
		return "waits to be let in"
	case journal.PageServed:
		return "looks of browsers"
	}
	return singularNoun(k) + "s"
}
