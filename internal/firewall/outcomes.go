package firewall

// outcomes is a set of what can become of a friend's connection.
type outcomes uint8

const (
	accepted outcomes = 1 << iota
	dropped
	passed // on to the next rule
	left   // out of this chain of rules, before its end
	// anything is what can become of it where a rule is not understood.
	anything = accepted | dropped | passed
)

// effect is what is proven by a set.
func (o outcomes) effect() (Effect, Reason) {
	switch o {
	case accepted:
		return Allows, NoReason
	case dropped:
		return Blocks, NoReason
	}
	return EffectUnknown, Conditional
}

// likely tells whether something holds for a friend's connection.
type likely uint8

const (
	no likely = iota
	maybe
	yes
)

func sure(b bool) likely {
	if b {
		return yes
	}
	return no
}

func (l likely) not() likely { return yes - l }

// walk takes a connection through rules in order, the first that decides being the last: for each, how
// likely it matches and what it then does. It gives what can become of the connection.
func walk[R any](rules []R, judge func(R) (likely, outcomes)) outcomes {
	var o outcomes
	for _, r := range rules {
		matches, does := judge(r)
		if matches == no {
			continue
		}
		o |= does &^ passed
		if matches == yes && does&passed == 0 {
			return o
		}
	}
	return o | passed
}
