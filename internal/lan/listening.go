package lan

import "net/netip"

// Listening leaves those of this machine's addresses on which a host that listens on one address, or on
// all, can be reached. The zero address and the unspecified one are all. The list given is not changed.
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

// OnAll tells whether a host that is told to listen on an address listens on all of this machine's.
func OnAll(on netip.Addr) bool { return !on.IsValid() || on.IsUnspecified() }
