package firewall

import (
	"encoding/json"
	"fmt"
	"slices"
)

// nftRuleset is the relevant part of the output of `nft -j list ruleset` (libnftables-json(5)).
type nftRuleset struct {
	chains map[nftName]*nftChain
	order  []*nftChain // as in the output
	sets   map[nftName][]any
	port   int
	cache  map[nftName]outcomes // of evaluated chains
}

// nftName names a chain or a set.
type nftName struct{ family, table, name string }

type nftChain struct {
	Family, Table, Name string
	Type, Hook, Policy  string // of a base chain
	rules               [][]map[string]any
}

func parseNFT(text string, port int) (*nftRuleset, error) {
	var doc struct {
		Nftables []struct {
			Chain *nftChain
			Rule  *struct {
				Family, Table, Chain string
				Expr                 []map[string]any
			}
			Set *struct {
				Family, Table, Name string
				Elem                []any
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		return nil, err
	}
	n := &nftRuleset{
		chains: map[nftName]*nftChain{}, sets: map[nftName][]any{}, port: port, cache: map[nftName]outcomes{},
	}
	for _, o := range doc.Nftables {
		switch {
		case o.Chain != nil:
			n.chains[nftName{o.Chain.Family, o.Chain.Table, o.Chain.Name}] = o.Chain
			n.order = append(n.order, o.Chain)
		case o.Set != nil:
			n.sets[nftName{o.Set.Family, o.Set.Table, o.Set.Name}] = o.Set.Elem
		}
	}
	for _, o := range doc.Nftables {
		if r := o.Rule; r != nil {
			if c := n.chains[nftName{r.Family, r.Table, r.Chain}]; c != nil {
				c.rules = append(c.rules, r.Expr)
			}
		}
	}
	return n, nil
}

// evaluateNFT evaluates a ruleset for the first packet of a friend's connection: IPv4, TCP, to the port, on an adapter of
// this computer. The packet passes all chains that filter input, and each can drop it.
func evaluateNFT(text string, port int) Finding {
	f := Finding{Kind: NFTables}
	n, err := parseNFT(text, port)
	if err != nil {
		f.Why = NoAnswer
		return f
	}
	f.State, f.Effect = Off, Allows
	for _, c := range n.order {
		entry := c.Hook == "input" || c.Hook == "prerouting" || c.Hook == "ingress"
		if !entry || c.Type != "filter" || !slices.Contains([]string{"ip", "inet", "netdev"}, c.Family) {
			continue
		}
		if len(c.rules) > 0 || c.Policy == "drop" {
			f.State = On
		}
		o := n.walk(c)
		if o&passed != 0 {
			o &^= passed
			if c.Policy == "drop" {
				o |= dropped
			} else {
				o |= accepted
			}
		}
		if c.Hook == "ingress" && o != accepted {
			o = accepted | dropped // of one adapter, which a friend may use or not
		}
		if o == accepted {
			continue
		}
		if f.Commands = append(f.Commands, nftCommand(c, port)); o == dropped {
			f.Effect, f.Why = Blocks, NoReason
		} else if f.Effect != Blocks {
			f.Effect, f.Why = EffectUnknown, Conditional
		}
	}
	return f
}

// nftCommand returns a command that admits the port before all rules of a chain.
func nftCommand(c *nftChain, port int) Command {
	return Command{fmt.Sprintf("sudo nft insert rule %s %s %s tcp dport %d accept", c.Family, quote(c.Table), quote(c.Name), port), UntilRestart}
}

// walk evaluates a chain. The kernel rejects chains with loops.
func (n *nftRuleset) walk(c *nftChain) outcomes {
	name := nftName{c.Family, c.Table, c.Name}
	if o, ok := n.cache[name]; ok {
		return o
	}
	n.cache[name] = unknown // ends a loop
	o := walk(c.rules, func(expr []map[string]any) (match, outcomes) { return n.evaluate(c, expr) })
	if o&left != 0 {
		o = o&^left | passed
	}
	n.cache[name] = o
	return o
}

// evaluate returns whether the packet reaches a rule's verdict, and the outcomes of that.
func (n *nftRuleset) evaluate(c *nftChain, expr []map[string]any) (match, outcomes) {
	matches := yes
	for _, statement := range expr {
		for kind, value := range statement {
			switch kind {
			case "match":
				m, _ := value.(map[string]any)
				op, _ := m["op"].(string)
				matches = min(matches, n.matches(c, m["left"], op, m["right"]))
			case "counter", "log", "mangle", "notrack", "comment":
			case "limit", "quota":
				matches = min(matches, maybe) // does not affect the first packets
			case "vmap":
				return matches, n.verdictMap(c, value)
			default:
				result, certain := n.verdict(c, kind, value)
				if !certain {
					matches = min(matches, maybe)
				}
				return matches, result
			}
		}
	}
	return matches, passed
}

// verdict returns the outcomes of a verdict. certain is false if it is unknown.
func (n *nftRuleset) verdict(c *nftChain, kind string, value any) (result outcomes, certain bool) {
	switch kind {
	case "accept":
		return accepted, true
	case "drop", "reject":
		return dropped, true
	case "continue":
		return passed, true
	case "return":
		return left, true
	case "jump", "goto":
		v, _ := value.(map[string]any)
		target, _ := v["target"].(string)
		to := n.chains[nftName{c.Family, c.Table, target}]
		if to == nil {
			break
		}
		result = n.walk(to)
		if kind == "goto" && result&passed != 0 {
			result = result&^passed | left // goto does not return here
		}
		return result, true
	}
	return unknown, false
}

// verdictMap returns the outcomes of a map from values to verdicts.
func (n *nftRuleset) verdictMap(c *nftChain, value any) outcomes {
	m, _ := value.(map[string]any)
	data, _ := m["data"].(map[string]any)
	pairs, ok := data["set"].([]any)
	if !ok {
		return unknown
	}
	return walk(pairs, func(pair any) (match, outcomes) {
		p, _ := pair.([]any)
		if len(p) != 2 {
			return maybe, unknown
		}
		verdict, _ := p[1].(map[string]any)
		for kind, value := range verdict {
			result, _ := n.verdict(c, kind, value)
			return n.matches(c, m["key"], "==", p[0]), result
		}
		return maybe, unknown
	})
}
