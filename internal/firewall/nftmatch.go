package firewall

import (
	"reflect"
	"slices"
	"strings"
)

// matches tells whether the packet matches: left is a part of it, right what that is compared with.
func (n *nftRuleset) matches(c *nftChain, left any, op string, right any) likely {
	is, possible := n.part(left)
	if !possible {
		return no // a part of packets that are not this one, whatever is said about it
	}
	if is == nil {
		return maybe
	}
	switch op {
	case "==", "in", "":
		return n.among(c, is, right)
	case "!=":
		return n.among(c, is, right).not()
	}
	if number, ok := right.(float64); ok && isPort(left) {
		switch port := float64(n.port); op {
		case "<":
			return sure(port < number)
		case ">":
			return sure(port > number)
		case "<=":
			return sure(port <= number)
		case ">=":
			return sure(port >= number)
		}
	}
	return maybe
}

// part gives a test of whether a part of the packet is a value; nil where that part is not known.
// possible is false where the packet has no such part.
func (n *nftRuleset) part(left any) (is func(any) likely, possible bool) {
	m, _ := left.(map[string]any)
	word := func(of, key string) string {
		o, _ := m[of].(map[string]any)
		s, _ := o[key].(string)
		return s
	}
	oneOf := func(words ...any) func(any) likely {
		return func(v any) likely {
			if slices.Contains(words, v) {
				return yes
			}
			for _, w := range words {
				if reflect.TypeOf(v) == reflect.TypeOf(w) {
					return no
				}
			}
			return maybe // said in another way
		}
	}
	switch protocol := word("payload", "protocol"); {
	case isPort(left):
		return n.isThePort, true
	case protocol == "ip" && word("payload", "field") == "protocol":
		return oneOf("tcp", float64(tcp)), true
	case slices.Contains([]string{"udp", "udplite", "icmp", "icmpv6", "igmp", "sctp", "dccp", "esp", "ah", "ip6"}, protocol):
		return nil, false
	}
	switch word("meta", "key") {
	case "l4proto":
		return oneOf("tcp", float64(tcp)), true
	case "nfproto":
		return oneOf("ipv4"), true
	case "protocol":
		return oneOf("ip"), true
	case "iif", "iifname":
		return func(v any) likely {
			if v == "lo" {
				return no // friends come from outside
			}
			return maybe
		}, true
	}
	switch word("ct", "key") {
	case "state":
		return oneOf("new"), true
	case "status":
		// A packet that was for another port or computer is none for the program.
		return func(v any) likely {
			if v == "dnat" {
				return no
			}
			return maybe
		}, true
	}
	return nil, true
}

// isPort tells whether a part of packets is the port they are for.
func isPort(left any) bool {
	m, _ := left.(map[string]any)
	p, _ := m["payload"].(map[string]any)
	return p["field"] == "dport" && (p["protocol"] == "tcp" || p["protocol"] == "th")
}

func (n *nftRuleset) isThePort(v any) likely {
	switch v := v.(type) {
	case float64:
		return sure(v == float64(n.port))
	case map[string]any:
		if ends, ok := v["range"].([]any); ok && len(ends) == 2 {
			from, ok1 := ends[0].(float64)
			to, ok2 := ends[1].(float64)
			if ok1 && ok2 {
				return sure(from <= float64(n.port) && float64(n.port) <= to)
			}
		}
	}
	return maybe
}

// among tells whether a part is among values: one, a list, a set, or a set with a name.
func (n *nftRuleset) among(c *nftChain, is func(any) likely, right any) likely {
	any1 := func(list []any) likely {
		found := no
		for _, v := range list {
			found = max(found, n.among(c, is, v))
		}
		return found
	}
	switch v := right.(type) {
	case string:
		if name, ok := strings.CutPrefix(v, "@"); ok {
			elements, ok := n.sets[nftName{c.Family, c.Table, name}]
			if !ok {
				return maybe
			}
			return any1(elements)
		}
	case []any:
		return any1(v)
	case map[string]any:
		if list, ok := v["set"].([]any); ok {
			return any1(list)
		}
		if e, ok := v["elem"].(map[string]any); ok {
			return n.among(c, is, e["val"])
		}
	}
	return is(right)
}
