package firewall

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// readFirewalld reads firewalld, if it is running. Most computers let any account read its rules; if a query would cause
// a password prompt, it is not made.
func readFirewalld(ctx context.Context, sys system, port int) (Finding, bool) {
	// A query of systemd, unlike one of firewalld, never needs a password.
	active, err := sys.run(ctx, "systemctl", "is-active", "firewalld")
	switch active = strings.TrimSpace(active); {
	case isMissing(err), active != "active" && active != "reloading":
		return Finding{}, false
	}
	f := Finding{Kind: Firewalld, State: On, Commands: firewalldCommands("", port)}
	if !sys.root {
		// Unlike firewalld, this checks the permission to read the rules without a password prompt.
		_, err := sys.run(ctx, "pkcheck", "--action-id", "org.fedoraproject.FirewallD1.config.info", "--process", strconv.Itoa(os.Getpid()))
		if err != nil {
			f.Why = NeedsAdministrator
			return f, true
		}
	}
	zone, effect, why := queryFirewalld(ctx, sys, port)
	f.Effect, f.Why, f.Commands = effect, why, firewalldCommands(zone, port)
	return f, true
}

// firewalldCommands returns commands that open a port in a zone; "" is the default zone.
func firewalldCommands(zone string, port int) []Command {
	if zone != "" {
		zone = " --zone=" + quote(zone)
	}
	line := func(option string) string {
		return fmt.Sprintf("sudo firewall-cmd%s%s --add-port=%d/tcp", option, zone, port)
	}
	return []Command{{line(""), UntilRestart}, {line(" --permanent"), FromRestart}}
}

// queryFirewalld evaluates the active zones. It returns the zone of friends' connections if there is only one.
func queryFirewalld(ctx context.Context, sys system, port int) (string, Effect, Reason) {
	out, err := sys.run(ctx, "firewall-cmd", "--get-active-zones")
	if err != nil {
		return "", EffectUnknown, NoAnswer
	}
	zones := activeZones(out)
	if len(zones) == 0 {
		zones = []string{""} // the default zone
	}
	policies, err := sys.run(ctx, "firewall-cmd", "--get-active-policies")
	simple := err == nil && onlyStandardPolicies(policies)
	var o outcomes
	for _, zone := range zones {
		argv := []string{"firewall-cmd"}
		if zone != "" {
			argv = append(argv, "--zone="+zone)
		}
		out, err := sys.run(ctx, append(argv, "--list-all")...)
		if err != nil {
			return "", EffectUnknown, NoAnswer
		}
		o |= evaluateZone(out, port, func(name string) string {
			service, _ := sys.run(ctx, "firewall-cmd", "--info-service="+name) // "" if it is unknown
			return service
		})
	}
	if !simple {
		o = unknown
	}
	effect, why := o.effect()
	if len(zones) > 1 {
		return "", effect, why
	}
	return zones[0], effect, why
}

// activeZones parses the zones that have an adapter friends may use, not only those of virtual machines. Each is a line,
// followed by indented lines with its adapters and addresses.
func activeZones(out string) []string {
	var list []string
	zone := ""
	for line := range strings.Lines(out) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "\t"):
			zone = words[0]
		case words[0] == "interfaces:" && onlyVirtual(words[1:]):
		case zone != "":
			list = append(list, zone)
			zone = ""
		}
	}
	return list
}

// onlyVirtual reports whether all adapters are virtual.
func onlyVirtual(adapters []string) bool {
	for _, a := range adapters {
		virtual := a == "lo"
		for _, prefix := range []string{"docker", "br-", "virbr", "veth", "podman"} {
			virtual = virtual || strings.HasPrefix(a, prefix)
		}
		if !virtual {
			return false
		}
	}
	return true
}

// onlyStandardPolicies reports whether the only active policy is the one for IPv6 that firewalld includes.
func onlyStandardPolicies(out string) bool {
	for line := range strings.Lines(out) {
		if words := strings.Fields(line); len(words) > 0 && line[0] != ' ' && line[0] != '\t' && words[0] != "allow-host-ipv6" {
			return false
		}
	}
	return true
}

// properties parses the output of firewall-cmd for a zone or a service, one property per line.
func properties(out string) map[string][]string {
	list := map[string][]string{}
	for line := range strings.Lines(out) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			list[name] = strings.Fields(value)
		}
	}
	return list
}

// includesPort reports whether ports, such as "5555/tcp" and "1025-65535/udp", and protocols include a TCP port.
func includesPort(ports, protocols []string, port int) match {
	for _, p := range ports {
		numbers, protocol, _ := strings.Cut(p, "/")
		if r, ok := parsePorts(numbers, "-"); ok && protocol == "tcp" && r.has(port) {
			return yes
		}
	}
	return matchIf(slices.Contains(protocols, "tcp"))
}

// evaluateZone evaluates the output of `firewall-cmd --list-all` for a zone. services returns the output for a service, or
// "".
func evaluateZone(out string, port int, services func(string) string) outcomes {
	zone := properties(out)
	if len(zone["target"]) != 1 {
		return unknown
	}
	open := includesPort(zone["ports"], zone["protocols"], port)
	for _, s := range zone["services"] {
		open = max(open, evaluateService(services(s), port))
	}
	if len(zone["source-ports"]) > 0 || len(zone["forward-ports"]) > 0 {
		open = max(open, maybe)
	}
	if _, rich, _ := strings.Cut(out, "rich rules:"); strings.TrimSpace(rich) != "" {
		return unknown // rich rules precede all others
	}
	target := dropped
	if zone["target"][0] == "ACCEPT" {
		target = accepted
	}
	switch open {
	case yes:
		return accepted
	case maybe:
		return accepted | target
	}
	return target
}

// evaluateService returns whether a service includes the port.
func evaluateService(out string, port int) match {
	service := properties(out)
	open := includesPort(service["ports"], service["protocols"], port)
	if _, ok := service["ports"]; !ok || len(service["includes"]) > 0 {
		open = max(open, maybe)
	}
	return open
}
