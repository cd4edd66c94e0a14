package access

import "porchlight/internal/access"

// policy returns the policy as it is now.
func (w *Window) policy() access.Policy { return w.Session.Snapshot().Plan.Policy }

// changePolicy changes one part of the policy from now on.
func (w *Window) changePolicy(change func(*access.Policy)) {
	p := w.policy()
	change(&p)
	w.Session.SetPolicy(p)
	w.OnChanged()
}

// changeLimits changes the rate limits from now on.
func (w *Window) changeLimits(r rateSettings) {
	w.Session.SetRateLimit(r.RateLimit)
	if policy := w.policy(); r.connections != policy.PerSecond {
		policy.PerSecond = r.connections
		w.Session.SetPolicy(policy)
	}
	w.OnChanged()
}
