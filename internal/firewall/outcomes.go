package firewall

// outcomes is a set of possible outcomes for a friend's connection.
type outcomes uint8

const (
	accepted outcomes = 1 << iota
	dropped
	passed // continues with the next rule
	left   // returns from the chain
	// unknown is the outcome of a rule that is not understood.
	unknown = accepted | dropped | passed
)

// effect returns the effect that a set proves.
func (o outcomes) effect() (Effect, Reason) {
	switch o {
	case accepted:
		return Allows, NoReason
	case dropped:
		return Blocks, NoReason
	}
	return EffectUnknown, Conditional
}

// match is whether a condition applies to a friend's connection.
type match uint8

const (
	no match = iota
	maybe
	yes
)

func matchIf(b bool) match {
	if b {
		return yes
	}
	return no
}

func (m match) not() match { return yes - m }

// walk evaluates rules in order until one decides, and returns the possible outcomes. evaluate returns whether a rule
// matches, and its outcomes in that case.
func walk[R any](rules []R, evaluate func(R) (match, outcomes)) outcomes {
	var o outcomes
	for _, r := range rules {
		matches, result := evaluate(r)
		if matches == no {
			continue
		}
		o |= result &^ passed
		if matches == yes && result&passed == 0 {
			return o
		}
	}
	return o | passed
}
