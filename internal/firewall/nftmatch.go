package firewall

import (
	"reflect"
	"slices"
	"strings"
)

// matches evaluates an expression: left is a part of the packet, right the value to compare with.
func (n *nftRuleset) matches(c *nftChain, left any, op string, right any) match {
	equals, possible := n.part(left)
	if !possible {
		return no // of other packets
	}
	if equals == nil {
		return maybe
	}
	switch op {
	case "==", "in", "":
		return n.contains(c, equals, right)
	case "!=":
		return n.contains(c, equals, right).not()
	}
	if number, ok := right.(float64); ok && isPort(left) {
		switch port := float64(n.port); op {
		case "<":
			return matchIf(port < number)
		case ">":
			return matchIf(port > number)
		case "<=":
			return matchIf(port <= number)
		case ">=":
			return matchIf(port >= number)
		}
	}
	return maybe
}

// part returns a comparison of a part of the packet with a value; nil if that part is unknown. possible is false if the
// packet has no such part.
func (n *nftRuleset) part(left any) (equals func(any) match, possible bool) {
	m, _ := left.(map[string]any)
	word := func(object, key string) string {
		o, _ := m[object].(map[string]any)
		s, _ := o[key].(string)
		return s
	}
	oneOf := func(words ...any) func(any) match {
		return func(v any) match {
			if slices.Contains(words, v) {
				return yes
			}
			for _, w := range words {
				if reflect.TypeOf(v) == reflect.TypeOf(w) {
					return no
				}
			}
			return maybe // in another form
		}
	}
	switch protocol := word("payload", "protocol"); {
	case isPort(left):
		return n.equalsPort, true
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
		return func(v any) match {
			if v == "lo" {
				return no // friends connect from outside
			}
			return maybe
		}, true
	}
	switch word("ct", "key") {
	case "state":
		return oneOf("new"), true
	case "status":
		// A redirected packet is not for the program.
		return func(v any) match {
			if v == "dnat" {
				return no
			}
			return maybe
		}, true
	}
	return nil, true
}

// isPort reports whether a part of a packet is its destination port.
func isPort(left any) bool {
	m, _ := left.(map[string]any)
	p, _ := m["payload"].(map[string]any)
	return p["field"] == "dport" && (p["protocol"] == "tcp" || p["protocol"] == "th")
}

// equalsPort compares the port with a value or a range.
func (n *nftRuleset) equalsPort(v any) match {
	switch v := v.(type) {
	case float64:
		return matchIf(v == float64(n.port))
	case map[string]any:
		if ends, ok := v["range"].([]any); ok && len(ends) == 2 {
			from, ok1 := ends[0].(float64)
			to, ok2 := ends[1].(float64)
			if ok1 && ok2 {
				return matchIf(from <= float64(n.port) && float64(n.port) <= to)
			}
		}
	}
	return maybe
}

// contains reports whether right contains a part: a value, a list, a set, or a named set.
func (n *nftRuleset) contains(c *nftChain, equals func(any) match, right any) match {
	containsAny := func(list []any) match {
		found := no
		for _, v := range list {
			found = max(found, n.contains(c, equals, v))
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
			return containsAny(elements)
		}
	case []any:
		return containsAny(v)
	case map[string]any:
		if list, ok := v["set"].([]any); ok {
			return containsAny(list)
		}
		if e, ok := v["elem"].(map[string]any); ok {
			return n.contains(c, equals, e["val"])
		}
	}
	return equals(right)
}
