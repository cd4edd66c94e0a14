package firewall

import (
	"context"
	"fmt"
	"strings"
)

// readLinux reads ufw and firewalld, and what is below them where neither is on.
func readLinux(ctx context.Context, sys system, port int) []Finding {
	var list []Finding
	managed := -1
	for _, read := range []func(context.Context, system, int) (Finding, bool){readUFW, readFirewalld} {
		if f, ok := read(ctx, sys, port); ok {
			list = append(list, f)
			if f.State == On {
				managed = len(list) - 1
			}
		}
	}
	below, ok := readKernel(ctx, sys, port)
	switch {
	case !ok:
	case managed < 0:
		list = append(list, below)
	case list[managed].Effect == EffectUnknown && below.Effect != EffectUnknown:
		// What the kernel was told is what counts.
		list[managed].Effect, list[managed].Why = below.Effect, below.Why
	case list[managed].Effect == Allows && below.Effect == Blocks:
		list = append(list, below) // by rules that are not the manager's
	}
	for i := range list {
		if list[i].Effect == Allows {
			list[i].Commands = nil
		}
	}
	return list
}

// readKernel reads the rules that the kernel has, which only root may.
func readKernel(ctx context.Context, sys system, port int) (Finding, bool) {
	rules, err := sys.run(ctx, "nft", "-j", "list", "ruleset")
	if missing(err) {
		return readIPTables(ctx, sys, port)
	}
	if err != nil || !sys.root {
		f := Finding{Kind: NFTables, Why: NoAnswer}
		if !sys.root {
			f.Why = NeedsAdministrator
		}
		return f, true
	}
	f := judgeNFT(rules, port)
	// Rules of the old kind of iptables are not among these. The file names their tables.
	if old, _ := sys.read("/proc/net/ip_tables_names"); f.Effect == Allows && strings.Contains(string(old), "filter") {
		f.State, f.Effect, f.Why = StateUnknown, EffectUnknown, Conditional
	}
	return f, true
}

// readIPTables tells whether a computer without nft has any rules in iptables.
func readIPTables(ctx context.Context, sys system, port int) (Finding, bool) {
	rules, err := sys.run(ctx, "iptables", "-S")
	if missing(err) {
		return Finding{}, false
	}
	f := Finding{Kind: IPTables, Commands: []Command{
		{Line: fmt.Sprintf("sudo iptables -I INPUT -p tcp --dport %d -j ACCEPT", port), Lasting: UntilRestart},
	}}
	switch {
	case !sys.root:
		f.Why = NeedsAdministrator
	case err != nil:
		f.Why = NoAnswer
	default:
		f.State, f.Effect, f.Why = judgeIPTables(rules)
	}
	return f, true
}

// judgeIPTables judges what `iptables -S` prints: "-P INPUT DROP" for the policy, and "-A INPUT …" for
// rules, which are only counted.
func judgeIPTables(out string) (State, Effect, Reason) {
	policy, rules := "", false
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(line)
		if p, ok := strings.CutPrefix(line, "-P INPUT "); ok {
			policy = p
		}
		rules = rules || strings.HasPrefix(line, "-A INPUT ")
	}
	switch {
	case policy == "":
		return StateUnknown, EffectUnknown, NoAnswer
	case rules:
		return On, EffectUnknown, Conditional
	case policy == "ACCEPT":
		return Off, Allows, NoReason
	}
	return On, Blocks, NoReason
}
