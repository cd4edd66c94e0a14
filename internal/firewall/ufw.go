package firewall

import (
	"context"
	"fmt"
	"net/netip"
	"regexp"
	"strings"
)

// readUFW reads ufw, if it is installed. Any account can read whether it is on; only root can read its rules.
func readUFW(ctx context.Context, sys system, port int) (Finding, bool) {
	conf, err := sys.read("/etc/ufw/ufw.conf")
	if err != nil {
		return Finding{}, false
	}
	f := Finding{Kind: UFW, State: ufwEnabled(string(conf))}
	if f.State == Off {
		f.Effect = Allows
		return f, true
	}
	f.Commands = []Command{{Line: fmt.Sprintf("sudo ufw allow %d/tcp", port)}}
	if !sys.root {
		f.Why = NeedsAdministrator
		return f, true
	}
	status, err := sys.run(ctx, "ufw", "status", "verbose")
	if err != nil {
		f.Why = NoAnswer
		return f, true
	}
	f.State, f.Effect, f.Why = evaluateUFW(status, port)
	return f, true
}

// ufwEnabled parses the line ENABLED=yes of ufw.conf, which `ufw enable` and `ufw disable` write.
func ufwEnabled(conf string) State {
	for line := range strings.Lines(conf) {
		value, ok := strings.CutPrefix(strings.TrimSpace(line), "ENABLED=")
		switch value = strings.ToLower(strings.Trim(value, `"'`)); {
		case ok && value == "yes":
			return On
		case ok && value == "no":
			return Off
		}
	}
	return StateUnknown
}

// ufwLine matches a rule in the output of `ufw status verbose`: to, action, direction, from.
var ufwLine = regexp.MustCompile(`^(\S.*?)\s+(ALLOW|DENY|REJECT|LIMIT) (IN|OUT|FWD)\s+(\S.*?)\s*(?:#.*)?$`)

// evaluateUFW evaluates the output of `ufw status verbose`. The first matching rule decides, else the default.
func evaluateUFW(status string, port int) (State, Effect, Reason) {
	if strings.Contains(status, "Status: inactive") {
		return Off, Allows, NoReason
	}
	if !strings.Contains(status, "Status: active") {
		return StateUnknown, EffectUnknown, NoAnswer
	}
	var rules [][]string
	var byDefault outcomes
	for line := range strings.Lines(status) {
		line = strings.TrimSpace(line)
		if d, ok := strings.CutPrefix(line, "Default: "); ok {
			if incoming, _, _ := strings.Cut(d, " (incoming)"); incoming == "allow" {
				byDefault = accepted
			} else if incoming == "deny" || incoming == "reject" {
				byDefault = dropped
			}
		}
		if m := ufwLine.FindStringSubmatch(line); m != nil && m[3] == "IN" {
			rules = append(rules, m)
		}
	}
	if byDefault == 0 {
		return On, EffectUnknown, NoAnswer
	}
	o := walk(rules, func(m []string) (match, outcomes) {
		action := dropped
		if m[2] == "ALLOW" || m[2] == "LIMIT" { // a limit only affects frequent connections
			action = accepted
		}
		to, from := ufwTo(m[1], port), yes
		if m[4] != "Anywhere" {
			from = maybe
		}
		return min(to, from), action
	})
	if o&passed != 0 {
		o = o&^passed | byDefault
	}
	effect, why := o.effect()
	return On, effect, why
}

// ufwTo matches the first column of a rule with a port of this computer: "5555/tcp", "5555", "80,443/tcp (Nginx Full)",
// "5000:6000/tcp", "Anywhere on eth0", "192.168.1.2 22/tcp". Rules marked "(v6)" are for IPv6, which friends do not use.
func ufwTo(to string, port int) match {
	if strings.Contains(to, "(v6)") {
		return no
	}
	to, _, _ = strings.Cut(to, " (")
	to, _, restricted := strings.Cut(to, " on ") // of one adapter
	words := strings.Fields(to)
	last := words[len(words)-1]
	if _, err := netip.ParsePrefix(last); err == nil {
		return maybe // of some of this computer's addresses
	}
	ports, protocol, _ := strings.Cut(last, "/")
	if protocol != "" && protocol != "tcp" {
		return no
	}
	matches := no
	if ports == "Anywhere" {
		matches = yes
	}
	for p := range strings.SplitSeq(ports, ",") {
		if r, ok := parsePorts(p, ":"); !ok && ports != "Anywhere" {
			matches = max(matches, maybe) // a name, or an address
		} else if ok && r.has(port) {
			matches = yes
		}
	}
	if restricted || len(words) > 1 {
		matches = min(matches, maybe)
	}
	return matches
}
