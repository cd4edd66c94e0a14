package firewall

import (
	"encoding/json"
	"fmt"
	"slices"
)

// nftRuleset is what `nft -j list ruleset` prints, as far as it matters (libnftables-json(5)).
type nftRuleset struct {
	chains map[nftName]*nftChain
	order  []*nftChain // as printed
	sets   map[nftName][]any
	port   int
	known  map[nftName]outcomes // of chains that were walked
}

// nftName names a chain or a set.
type nftName struct{ family, table, name string }

type nftChain struct {
	Family, Table, Name string
	Type, Hook, Policy  string // where packets enter
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
		chains: map[nftName]*nftChain{}, sets: map[nftName][]any{}, port: port, known: map[nftName]outcomes{},
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

// judgeNFT judges a ruleset for a friend's first packet: IPv4, TCP, to the port, from an adapter of this
// computer. It passes all chains that filter what comes in, and each of them can drop it.
func judgeNFT(text string, port int) Finding {
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
			o = accepted | dropped // of one adapter, by which a friend may or may not come
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

// nftCommand lets the port in before all rules of a chain.
func nftCommand(c *nftChain, port int) Command {
	return Command{fmt.Sprintf("sudo nft insert rule %s %s %s tcp dport %d accept", c.Family, quote(c.Table), quote(c.Name), port), UntilRestart}
}

// walk takes the packet through a chain. Chains have no loops: the kernel takes none.
func (n *nftRuleset) walk(c *nftChain) outcomes {
	name := nftName{c.Family, c.Table, c.Name}
	if o, ok := n.known[name]; ok {
		return o
	}
	n.known[name] = anything // for what the kernel would not take
	o := walk(c.rules, func(expr []map[string]any) (likely, outcomes) { return n.judge(c, expr) })
	if o&left != 0 {
		o = o&^left | passed
	}
	n.known[name] = o
	return o
}

// judge judges a rule: how likely the packet gets to its verdict, and what that does.
func (n *nftRuleset) judge(c *nftChain, expr []map[string]any) (likely, outcomes) {
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
				matches = min(matches, maybe) // for the first packets
			case "vmap":
				return matches, n.verdictMap(c, value)
			default:
				does, certain := n.verdict(c, kind, value)
				if !certain {
					matches = min(matches, maybe)
				}
				return matches, does
			}
		}
	}
	return matches, passed
}

// verdict is what a verdict does. What is none that is known may end the rule, or do anything.
func (n *nftRuleset) verdict(c *nftChain, kind string, value any) (does outcomes, certain bool) {
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
		does = n.walk(to)
		if kind == "goto" && does&passed != 0 {
			does = does&^passed | left // it does not come back here
		}
		return does, true
	}
	return anything, false
}

// verdictMap is what a map from values to verdicts does.
func (n *nftRuleset) verdictMap(c *nftChain, value any) outcomes {
	m, _ := value.(map[string]any)
	data, _ := m["data"].(map[string]any)
	pairs, ok := data["set"].([]any)
	if !ok {
		return anything
	}
	return walk(pairs, func(pair any) (likely, outcomes) {
		p, _ := pair.([]any)
		if len(p) != 2 {
			return maybe, anything
		}
		verdict, _ := p[1].(map[string]any)
		for kind, value := range verdict {
			does, _ := n.verdict(c, kind, value)
			return n.matches(c, m["key"], "==", p[0]), does
		}
		return maybe, anything
	})
}
