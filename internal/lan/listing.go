package lan

import (
	"net/netip"
	"strings"
	"unicode"
)

// Words before an address in the output of ipconfig, ifconfig, ip and in the settings of phones, in several languages,
// in lower case, separated by bars.
const (
	ownWords   = "ipv4|inet| src |ip address|ip-adresse|adresse ip|indirizzo ip|dirección ip|endereço ip|addr:"
	otherWords = "gateway|passerelle|puerta de enlace|router|dns|dhcp|wins|bcast|broadcast| brd |mask|maske|masque|" +
		"máscara|maschera| via | peer |-->"
	describing = "descri|beschreibung"
)

// Parts of a candidate's rank, which are added; lower is better.
const (
	labelled = 0  // labelled as the computer's address
	plain    = 1  // without a label
	public   = 2  // not a private address
	virtual  = 4  // of a virtual machine or a VPN
	odd      = 8  // an address at which no friend is reached
	useless  = 64 // labelled as another machine's
)

// candidate is an address in a text.
type candidate struct {
	ip   netip.Addr
	rank int
	err  error // ErrNumber if a number is above 255
}

// listing parses a list of adapters line by line.
type listing struct {
	virtual bool   // of the current adapter
	label   string // of the last address on the previous line, or that line if it had none
}

// candidates returns the addresses on the next line.
func (l *listing) candidates(line string) []candidate {
	lower := strings.ToLower(line)
	if isHeading(line) {
		l.virtual, l.label = isVirtual(lower), ""
	} else if containsAny(lower, describing) {
		l.virtual = l.virtual || isVirtual(lower)
	}
	var found []candidate
	from := 0
	for _, at := range dotted.FindAllStringIndex(line, -1) {
		parts := strings.Split(line[at[0]:at[1]], ".")
		if len(parts) != 4 || !areOctets(parts) {
			continue
		}
		label := strings.ToLower(line[from:at[0]]) // the text before the address
		if from == 0 && strings.TrimSpace(label) == "" {
			label = l.label // the label is on the previous line
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

// rank returns the rank of an address by its label, its adapter and its value.
func (l *listing) rank(label string, ip netip.Addr) int {
	rank := plain
	switch own, other := lastOf(label, ownWords), lastOf(label, otherWords); {
	case other > own:
		return useless
	case own >= 0:
		rank = labelled
	}
	if l.virtual || isVirtual(label) {
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

// isHeading reports whether a line starts the part of an adapter: it is not indented and has a colon, as in
// "Ethernet adapter Ethernet 2:", "en0: flags=…", "2: wlan0: <…". Old versions of ifconfig print no colon:
// "wlan0     Link encap:Ethernet".
func isHeading(line string) bool {
	if line == "" || unicode.IsSpace(rune(line[0])) || dotted.FindString(line) != "" && strings.Count(line, ".") > 2 {
		return false
	}
	line = strings.TrimSpace(line)
	return strings.HasSuffix(line, ":") || strings.Contains(line, ": flags") || strings.Contains(line, ": <") ||
		strings.Contains(line, "Link encap")
}

// isVirtual reports whether an adapter's name or description is that of a virtual machine or a VPN.
func isVirtual(lower string) bool {
	words := strings.FieldsFunc(lower, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
	for _, w := range words {
		for prefix := range strings.SplitSeq(vpnNames+"|"+virtualNames, "|") {
			if strings.HasPrefix(w, prefix) {
				return true
			}
		}
	}
	return strings.Contains(lower, "vpn") || strings.Contains(lower, "hyper-v")
}

// areOctets reports whether no number has more digits than one of an address.
func areOctets(parts []string) bool {
	for _, p := range parts {
		if len(p) > 3 {
			return false
		}
	}
	return true
}

func containsAny(s, words string) bool { return lastOf(s, words) >= 0 }

// lastOf returns the index of the last occurrence of any of the words, or -1.
func lastOf(s, words string) int {
	last := -1
	for w := range strings.SplitSeq(words, "|") {
		last = max(last, strings.LastIndex(s, w))
	}
	return last
}
