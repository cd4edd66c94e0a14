package lan

import (
	"errors"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// The errors of [ParseFriend].
var (
	ErrNoText     = errors.New("nothing but spaces")
	ErrUnfinished = errors.New("an address that ends before its fourth number")
	ErrNumber     = errors.New("an address with a number above 255")
	ErrOnlyMask   = errors.New("a subnet mask and no address")
	ErrOnlyOthers = errors.New("addresses of a router or of other machines only")
	ErrNotAddress = errors.New("no address")
)

// maxText is the limit of parsed bytes, more than any list of adapters has.
const maxText = 64 << 10

var (
	dotted     = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)*`)
	numbers    = regexp.MustCompile(`^[0-9]+(?:[ ,.]+[0-9]+){3}$`)
	unfinished = regexp.MustCompile(`^[0-9]{1,3}(?:\.[0-9]{1,3}){0,2}\.?$`)
)

// ParseFriend finds the address of a friend's computer in a text: the address alone, with a port, in a link, or in the
// output of ipconfig, ifconfig or ip, which also contain addresses of routers, masks and unreachable adapters. If the
// text has no IPv4 address, the result is an IPv6 address without its zone. The error is one of those above.
func ParseFriend(s string) (netip.Addr, error) {
	s = strings.TrimSpace(s[:min(len(s), maxText)])
	if s == "" {
		return netip.Addr{}, ErrNoText
	}
	best, others, masks, large := candidate{rank: useless}, 0, 0, 0
	r := listing{}
	for line := range strings.Lines(s) {
		for _, c := range r.candidates(line) {
			switch {
			case c.err != nil:
				large++
			case isMask(c.ip):
				masks++
			case c.rank >= useless:
				others++
			case c.rank < best.rank:
				best = c
			}
		}
	}
	if best.rank < useless {
		return best.ip, nil
	}
	if numbers.MatchString(s) { // "192 168 1 40", "192,168,1,40"
		ip, err := fromNumbers(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,.", r) }))
		if err == nil && !isMask(ip) {
			return ip, nil
		}
	}
	for _, word := range strings.FieldsFunc(s, func(r rune) bool {
		return !strings.ContainsRune(":.", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		if ip, err := netip.ParseAddr(strings.Trim(word, ".")); err == nil && ip.Is6() && !ip.IsUnspecified() {
			return ip, nil
		}
	}
	switch {
	case large > 0:
		return netip.Addr{}, ErrNumber
	case masks > 0 && others == 0:
		return netip.Addr{}, ErrOnlyMask
	case others > 0:
		return netip.Addr{}, ErrOnlyOthers
	case unfinished.MatchString(s):
		return netip.Addr{}, ErrUnfinished
	}
	return netip.Addr{}, ErrNotAddress
}

// isMask reports whether an address is a subnet mask, such as 255.255.255.0. 255.255.255.255 counts as the broadcast
// address.
func isMask(a netip.Addr) bool {
	b := a.As4()
	n := ^(uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3]))
	return b[0] == 255 && n != 0 && n&(n+1) == 0
}

// fromNumbers returns the address of four decimal numbers, ignoring leading zeros.
func fromNumbers(parts []string) (netip.Addr, error) {
	var b [4]byte
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 8)
		if err != nil {
			return netip.Addr{}, ErrNumber
		}
		b[i] = byte(n)
	}
	return netip.AddrFrom4(b), nil
}
