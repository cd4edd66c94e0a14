package lan

import (
	"encoding/binary"
	"math/bits"
	"net/netip"
)

// Verdict is the answer to whether a friend's computer is on a network of this one.
type Verdict uint8

// The verdicts.
const (
	CannotTell Verdict = iota // the address is not conclusive
	Yes
	LikelyNot
	No
)

// Reason is the reason of a verdict.
type Reason uint8

// The reasons.
const (
	// Of CannotTell: the kind of the friend's address.
	NoAddress         Reason = iota // the zero address
	ThisComputer                    // 127.x, the loopback of every computer
	AnyAddress                      // 0.0.0.0
	LinkLocalIPv6                   // fe80::; there is an IPv4 address as well
	IPv6                            // any other IPv6 address
	NoComputer                      // multicast, broadcast and reserved addresses
	NetworkItself                   // the first or the last address of Mine's network
	MyOwn                           // an address of this computer
	PublicAddress                   // most likely the router's, as web sites show it
	BothWithoutRouter               // 169.254.x on both sides: connected only by a cable

	// Of Yes.
	SameNetwork
	WideNetwork    // although the first three numbers differ
	SameHotspot    // the hotspot of Mine
	PerhapsRouter  // the friend's address ends in .1, like most routers'
	ThroughVPN     // Mine is a VPN's; the friend must be in it
	ThroughVirtual // Mine is a virtual machine's network inside this computer

	// Of LikelyNot.
	OtherPartOfBig // of a large network, as in schools, whose parts may be connected
	NarrowNetwork  // although the first three numbers are the same
	SharedAddress  // 100.64.0.0/10: a VPN such as Tailscale, or a mobile provider
	BothShared     // Mine is in that range too, and not a VPN's

	// Of No.
	NoNetwork           // of this computer
	OtherNetwork        // another router, a guest Wi-Fi, a router behind the router, a VPN
	FriendOnHotspot     // Comparison.Hotspot tells which
	MineOnHotspot       // Comparison.Hotspot tells which
	FriendWithoutRouter // 169.254.x: no router gave the friend's computer an address
	MineWithoutRouter   // this computer has only 169.254.x
)

// Comparison is the result of [Compare].
type Comparison struct {
	Verdict Verdict
	Reason  Reason
	Mine    Address      // the relevant address of this computer; zero if none
	Near    netip.Prefix // the friend's most likely network; zero if unknown
	Hotspot Hotspot      // if Reason is about a hotspot
}

// Ranges of RFC 6598, and of RFC 1112 and RFC 919 above multicast.
var (
	sharedRange   = netip.MustParsePrefix("100.64.0.0/10")
	reservedRange = netip.MustParsePrefix("240.0.0.0/4")
)

// Compare compares a friend's address with the networks of this computer, whose IPv4 addresses are given best first, as
// by [Rank] and [Watcher]. Two homes may use the same addresses, so the result is not certain.
func Compare(friend netip.Addr, mine []Address) Comparison {
	friend = friend.Unmap().WithZone("")
	if r, found := special(friend, mine); found {
		return r
	}
	if len(mine) == 0 {
		return Comparison{Verdict: No, Reason: NoNetwork}
	}
	for _, a := range mine { // several adapters may be on one network: the best one counts
		if a.Prefix.Contains(friend) {
			return within(friend, a)
		}
	}
	return outside(friend, mine)
}

// special recognises addresses that a friend's computer does not have on a network.
func special(friend netip.Addr, mine []Address) (c Comparison, found bool) {
	because := func(r Reason, a Address) (Comparison, bool) { return Comparison{Reason: r, Mine: a}, true }
	switch {
	case !friend.IsValid():
		return because(NoAddress, Address{})
	case friend.IsLoopback():
		return because(ThisComputer, Address{})
	case friend.IsUnspecified():
		return because(AnyAddress, Address{})
	case friend.IsMulticast(), reservedRange.Contains(friend):
		return because(NoComputer, Address{})
	case friend.Is6() && friend.IsLinkLocalUnicast():
		return because(LinkLocalIPv6, Address{})
	case friend.Is6():
		return because(IPv6, Address{})
	}
	for _, a := range mine {
		if a.IP == friend {
			return because(MyOwn, a)
		}
	}
	for _, a := range mine {
		first, last := ends(a.Prefix)
		if a.Prefix.Bits() < 31 && (friend == first || friend == last) {
			return because(NetworkItself, a)
		}
	}
	return Comparison{}, false
}

// within compares with an address whose network contains the friend's.
func within(friend netip.Addr, a Address) Comparison {
	c := Comparison{Verdict: Yes, Reason: SameNetwork, Mine: a, Near: a.Prefix.Masked()}
	switch {
	case friend.IsLinkLocalUnicast():
		c.Verdict, c.Reason = CannotTell, BothWithoutRouter
	case a.Kind == VPN:
		c.Reason = ThroughVPN
	case a.Kind == Virtual:
		c.Reason = ThroughVirtual
	case a.Hotspot():
		c.Reason, c.Hotspot = SameHotspot, HotspotOf(a.IP)
	case friend.As4()[3] == 1:
		c.Reason = PerhapsRouter
	case near(friend) != near(a.IP):
		c.Reason = WideNetwork
	}
	return c
}

// outside compares with addresses whose networks do not contain the friend's.
func outside(friend netip.Addr, mine []Address) Comparison {
	for _, m := range mine { // the prefix of a tunnel often has one address
		if m.Kind == VPN && (near(m.IP) == near(friend) || sharedRange.Contains(m.IP) && sharedRange.Contains(friend)) {
			return Comparison{Verdict: Yes, Reason: ThroughVPN, Mine: m}
		}
	}
	a := closest(friend, mine)
	c := Comparison{Verdict: No, Reason: OtherNetwork, Mine: a}
	switch {
	case friend.IsLinkLocalUnicast():
		c.Reason = FriendWithoutRouter
		return c
	case sharedRange.Contains(friend):
		c.Verdict, c.Reason = LikelyNot, SharedAddress
		if sharedRange.Contains(a.IP) {
			c.Reason = BothShared
		}
		return c
	case !friend.IsPrivate() && !sameBig(friend, a.IP):
		c.Verdict, c.Reason = CannotTell, PublicAddress
		return c
	}
	c.Near = near(friend)
	switch {
	case HotspotOf(friend) != NoHotspot:
		c.Reason, c.Hotspot = FriendOnHotspot, HotspotOf(friend)
	case a.IP.IsLinkLocalUnicast():
		c.Reason = MineWithoutRouter
	case a.Hotspot():
		c.Reason, c.Hotspot = MineOnHotspot, HotspotOf(a.IP)
	case near(friend) == near(a.IP):
		c.Verdict, c.Reason = LikelyNot, NarrowNetwork
	case sameBig(friend, a.IP):
		c.Verdict, c.Reason = LikelyNot, OtherPartOfBig
	}
	return c
}

// sameBig reports whether two addresses may be in one large routed network: in the same large private block of RFC 1918,
// or public with the same first two numbers.
func sameBig(x, y netip.Addr) bool {
	a, b := x.As4(), y.As4()
	switch {
	case x.IsPrivate() != y.IsPrivate(), a[0] != b[0]:
		return false
	case a[0] == 10, x.IsPrivate() && a[0] == 172:
		return true
	}
	return !x.IsPrivate() && a[1] == b[1]
}

// closest returns the address with the longest common prefix with the friend's. It prefers addresses that are not of
// tunnels and virtual machines.
func closest(friend netip.Addr, mine []Address) Address {
	common := func(a Address) int {
		x, y := friend.As4(), a.IP.As4()
		return bits.LeadingZeros32(binary.BigEndian.Uint32(x[:]) ^ binary.BigEndian.Uint32(y[:]))
	}
	worse := func(a Address) bool { return a.Kind == VPN || a.Kind == Virtual || a.IP.IsLinkLocalUnicast() }
	best := mine[0]
	for _, a := range mine[1:] {
		if worse(a) == worse(best) && common(a) > common(best) || worse(best) && !worse(a) {
			best = a
		}
	}
	return best
}

// near returns the network of 256 addresses around one, the size of most home networks.
func near(a netip.Addr) netip.Prefix { return netip.PrefixFrom(a, 24).Masked() }

// Covers returns the first and the last address for computers on the network of a.
func (a Address) Covers() (first, last netip.Addr) {
	if !a.Prefix.IsValid() {
		return a.IP, a.IP
	}
	first, last = ends(a.Prefix)
	if a.Prefix.Bits() < 31 { // the ends are the network and broadcast addresses
		first, last = first.Next(), last.Prev()
	}
	return first, last
}

// ends returns the first and the last address of an IPv4 network, zero if p is not valid.
func ends(p netip.Prefix) (first, last netip.Addr) {
	if !p.IsValid() {
		return netip.Addr{}, netip.Addr{}
	}
	b := p.Masked().Addr().As4()
	n := binary.BigEndian.Uint32(b[:])
	var end [4]byte
	binary.BigEndian.PutUint32(end[:], n|uint32(uint64(1)<<(32-p.Bits())-1))
	return netip.AddrFrom4(b), netip.AddrFrom4(end)
}
