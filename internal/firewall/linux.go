package firewall

import (
	"context"
	"fmt"
	"strings"
)

// readLinux reads ufw, firewalld and the kernel's rules.
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
	kernel, ok := readKernel(ctx, sys, port)
	switch {
	case !ok:
	case managed < 0:
		list = append(list, kernel)
	case list[managed].Effect == EffectUnknown && kernel.Effect != EffectUnknown:
		// The kernel's rules are decisive.
		list[managed].Effect, list[managed].Why = kernel.Effect, kernel.Why
	case list[managed].Effect == Allows && kernel.Effect == Blocks:
		list = append(list, kernel) // by rules of another program
	}
	for i := range list {
		if list[i].Effect == Allows {
			list[i].Commands = nil
		}
	}
	return list
}

// readKernel reads the kernel's rules, which requires root.
func readKernel(ctx context.Context, sys system, port int) (Finding, bool) {
	rules, err := sys.run(ctx, "nft", "-j", "list", "ruleset")
	if isMissing(err) {
		return readIPTables(ctx, sys, port)
	}
	if err != nil || !sys.root {
		f := Finding{Kind: NFTables, Why: NoAnswer}
		if !sys.root {
			f.Why = NeedsAdministrator
		}
		return f, true
	}
	f := evaluateNFT(rules, port)
	// Legacy iptables rules are not among them. This file lists their tables.
	if old, _ := sys.read("/proc/net/ip_tables_names"); f.Effect == Allows && strings.Contains(string(old), "filter") {
		f.State, f.Effect, f.Why = StateUnknown, EffectUnknown, Conditional
	}
	return f, true
}

// readIPTables reads the iptables rules of a computer without nft.
func readIPTables(ctx context.Context, sys system, port int) (Finding, bool) {
	rules, err := sys.run(ctx, "iptables", "-S")
	if isMissing(err) {
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
		f.State, f.Effect, f.Why = evaluateIPTables(rules)
	}
	return f, true
}

// evaluateIPTables evaluates the output of `iptables -S`: the policy, as in "-P INPUT DROP", and whether there are rules,
// as in "-A INPUT …".
func evaluateIPTables(out string) (State, Effect, Reason) {
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
