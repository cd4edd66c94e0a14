package lan

import "net/netip"

// Listening returns the addresses at which a host can be reached that listens on one address, or on all if that is
// zero or unspecified. It does not change the list.
func Listening(on netip.Addr, all []Address) []Address {
	if OnAll(on) {
		return all
	}
	for _, a := range all {
		if a.IP == on {
			return []Address{a}
		}
	}
	return nil
}

// OnAll reports whether listening on an address means all addresses of this machine.
func OnAll(on netip.Addr) bool { return !on.IsValid() || on.IsUnspecified() }
