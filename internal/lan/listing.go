package lan

import (
	"net/netip"
	"strings"
	"unicode"
)

// Words before an address in the output of ipconfig, ifconfig, ip and the settings of phones, in some
// of the languages of those, with a bar between. Lower case.
const (
	ownWords   = "ipv4|inet| src |ip address|ip-adresse|adresse ip|indirizzo ip|dirección ip|endereço ip|addr:"
	otherWords = "gateway|passerelle|puerta de enlace|router|dns|dhcp|wins|bcast|broadcast| brd |mask|maske|masque|" +
		"máscara|maschera| via | peer |-->"
	describing = "descri|beschreibung"
)

// How good a candidate is, best first. Ranks add up: how it is called, and whose it is.
const (
	called  = 0  // it is said to be the computer's address
	plain   = 1  // nothing is said
	public  = 2  // the address is not one of a home's network
	virtual = 4  // the adapter is a virtual machine's or a VPN's
	odd     = 8  // the address is one that a friend cannot be reached at, although it is the computer's
	useless = 64 // it is said to be another machine's
)

// candidate is an address in a text.
type candidate struct {
	ip   netip.Addr
	rank int
	err  error // it would be an address, but for a number above 255
}

// listing reads a list of adapters line by line.
type listing struct {
	virtual bool   // of the adapter whose lines these are
	label   string // what the line before called its last address; the line itself where it had none
}

// candidates gives the addresses of the next line.
func (l *listing) candidates(line string) []candidate {
	lower := strings.ToLower(line)
	if heading(line) {
		l.virtual, l.label = foreign(lower), ""
	} else if containsAny(lower, describing) {
		l.virtual = l.virtual || foreign(lower)
	}
	var found []candidate
	from := 0
	for _, at := range dotted.FindAllStringIndex(line, -1) {
		parts := strings.Split(line[at[0]:at[1]], ".")
		if len(parts) != 4 || !digits(parts) {
			continue
		}
		label := strings.ToLower(line[from:at[0]]) // of this one: what stands before it
		if from == 0 && strings.TrimSpace(label) == "" {
			label = l.label // below its name, or a second one below the first
		}
		from = at[1]
		l.label = label
		ip, err := fromNumbers(parts)
		found = append(found, candidate{ip, l.rank(label, ip), err})
	}
	if len(found) == 0 {
		l.label = lower
	}
	return found
}

// rank judges by what is said of an address, by its adapter and by itself.
func (l *listing) rank(label string, ip netip.Addr) int {
	rank := plain
	switch own, other := lastOf(label, ownWords), lastOf(label, otherWords); {
	case other > own:
		return useless
	case own >= 0:
		rank = called
	}
	if l.virtual || foreign(label) {
		rank += virtual
	}
	if !ip.IsPrivate() {
		rank += public
	}
	if ip.IsValid() && (ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsUnspecified() || ip.IsMulticast()) {
		rank += odd
	}
	return rank
}

// heading tells whether a line begins an adapter's part of a list: it stands at the margin, and ends
// or goes on after a colon, as in "Ethernet adapter Ethernet 2:", "en0: flags=…", "2: wlan0: <…". In
// old lists of ifconfig the name has no colon: "wlan0     Link encap:Ethernet".
func heading(line string) bool {
	if line == "" || unicode.IsSpace(rune(line[0])) || dotted.FindString(line) != "" && strings.Count(line, ".") > 2 {
		return false
	}
	line = strings.TrimSpace(line)
	return strings.HasSuffix(line, ":") || strings.Contains(line, ": flags") || strings.Contains(line, ": <") ||
		strings.Contains(line, "Link encap")
}

// foreign tells by an adapter's name or description whether it is a virtual machine's or a VPN's.
func foreign(lower string) bool {
	words := strings.FieldsFunc(lower, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
	for _, w := range words {
		for with := range strings.SplitSeq(vpnNames+"|"+virtualNames, "|") {
			if strings.HasPrefix(w, with) {
				return true
			}
		}
	}
	return strings.Contains(lower, "vpn") || strings.Contains(lower, "hyper-v")
}

// digits tells whether numbers have as many digits as those of an address can have.
func digits(parts []string) bool {
	for _, p := range parts {
		if len(p) > 3 {
			return false
		}
	}
	return true
}

func containsAny(s, words string) bool { return lastOf(s, words) >= 0 }

// lastOf is where the last of some words stands; -1 where none does.
func lastOf(s, words string) int {
	last := -1
	for w := range strings.SplitSeq(words, "|") {
		last = max(last, strings.LastIndex(s, w))
	}
	return last
}
