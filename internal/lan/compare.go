package lan

import (
	"encoding/binary"
	"math/bits"
	"net/netip"
)

// Verdict says whether a friend's computer is on a network of this one.
type Verdict uint8

// The verdicts.
const (
	CannotTell Verdict = iota // the address says nothing about it
	Yes
	LikelyNot
	No
)

// Reason says why the verdict is what it is, or what is the matter with the friend's address.
type Reason uint8

// The reasons.
const (
	// Of CannotTell: what the friend's address is instead of one on a network.
	NoAddress         Reason = iota // the zero address
	ThisComputer                    // 127.x: what every computer calls itself
	AnyAddress                      // 0.0.0.0: what a program listens on
	LinkLocalIPv6                   // fe80::, beside which there is an IPv4 address
	IPv6                            // any other of IPv6
	NoComputer                      // multicast, broadcast and reserved addresses
	NetworkItself                   // the first or the last address of Mine's network
	MyOwn                           // an address of this computer
	PublicAddress                   // most likely the router's, as web sites tell it
	BothWithoutRouter               // 169.254.x on both sides: they meet only where a cable joins them

	// Of Yes.
	SameNetwork
	WideNetwork    // although the first three numbers differ
	SameHotspot    // that of Mine
	PerhapsRouter  // the friend's address ends in .1, as routers' do
	ThroughVPN     // Mine is a VPN's: it is for whoever is in that VPN
	ThroughVirtual // Mine is a virtual machine program's, whose network ends in this computer

	// Of LikelyNot.
	OtherPartOfBig // of a large network, as in schools, whose parts may be joined
	NarrowNetwork  // although the first three numbers are the same
	SharedAddress  // 100.64.0.0/10: a VPN such as Tailscale, or a mobile provider
	BothShared     // and Mine, which is no VPN's, is of that range too

	// Of No.
	NoNetwork           // this computer is on none
	OtherNetwork        // another router, a guest Wi-Fi, a router behind the router, a VPN
	FriendOnHotspot     // Comparison.Hotspot tells which
	MineOnHotspot       // Comparison.Hotspot tells which
	FriendWithoutRouter // 169.254.x: no router gave the friend's computer an address
	MineWithoutRouter   // 169.254.x is all that this computer has
)

// Comparison is what two addresses say about whether two computers are on the same network.
type Comparison struct {
	Verdict Verdict
	Reason  Reason
	Mine    Address      // the address of this computer that it is about; zero where there is none
	Near    netip.Prefix // the network that the friend's computer is most likely on; zero where that is not known
	Hotspot Hotspot      // what shares the network, where Reason is about a hotspot
}

// Ranges of RFC 6598, and of RFC 1112 and RFC 919 above multicast.
var (
	sharedRange   = netip.MustParsePrefix("100.64.0.0/10")
	reservedRange = netip.MustParsePrefix("240.0.0.0/4")
)

// Compare tells whether a friend's address stands on a network of this computer, whose addresses are
// given best first and are IPv4 ones, as [Rank] and [Watcher] give them. It goes by the numbers alone: two homes may
// have the same.
func Compare(friend netip.Addr, mine []Address) Comparison {
	friend = friend.Unmap().WithZone("")
	if r, told := whatElse(friend, mine); told {
		return r
	}
	if len(mine) == 0 {
		return Comparison{Verdict: No, Reason: NoNetwork}
	}
	for _, a := range mine { // adapters of a computer may share a network: the best one counts
		if a.Prefix.Contains(friend) {
			return within(friend, a)
		}
	}
	return outside(friend, mine)
}

// whatElse tells of addresses that no friend's computer has on a network.
func whatElse(friend netip.Addr, mine []Address) (c Comparison, told bool) {
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

// within compares with an address whose network holds the friend's.
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

// outside compares with addresses of which no network holds the friend's.
func outside(friend netip.Addr, mine []Address) Comparison {
	for _, m := range mine { // a tunnel's own prefix is often of one address
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

// sameBig tells whether two addresses may be in one large network that routers divide: the same of the
// larger private blocks of RFC 1918, or public ones that begin with the same two numbers.
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

// closest is the address that has most leading bits in common with the friend's, among those that are
// no tunnel's and no virtual machine's, where there are any.
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

// near is the network of 256 addresses around one, as most homes have.
func near(a netip.Addr) netip.Prefix { return netip.PrefixFrom(a, 24).Masked() }

// Covers gives the first and the last address that computers on the network of the address can have.
func (a Address) Covers() (first, last netip.Addr) {
	if !a.Prefix.IsValid() {
		return a.IP, a.IP
	}
	first, last = ends(a.Prefix)
	if a.Prefix.Bits() < 31 { // the ends are the network itself and its broadcast address
		first, last = first.Next(), last.Prev()
	}
	return first, last
}

// ends gives the first and the last address of an IPv4 network; zero ones where p is not valid.
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
