package firewall

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// readFirewalld reads firewalld, if it is installed. Most computers let everybody read its rules; where
// asking would have a password asked for, it is not asked.
func readFirewalld(ctx context.Context, sys system, port int) (Finding, bool) {
	// systemd tells without asking firewalld, which may want a password even for that.
	active, err := sys.run(ctx, "systemctl", "is-active", "firewalld")
	switch active = strings.TrimSpace(active); {
	case missing(err), active != "active" && active != "reloading":
		return Finding{}, false
	}
	f := Finding{Kind: Firewalld, State: On, Commands: firewalldCommands("", port)}
	if !sys.root {
		// Says whether the rules may be read, and unlike firewalld never asks for a password to be able to.
		_, err := sys.run(ctx, "pkcheck", "--action-id", "org.fedoraproject.FirewallD1.config.info", "--process", strconv.Itoa(os.Getpid()))
		if err != nil {
			f.Why = NeedsAdministrator
			return f, true
		}
	}
	zone, effect, why := askFirewalld(ctx, sys, port)
	f.Effect, f.Why, f.Commands = effect, why, firewalldCommands(zone, port)
	return f, true
}

// firewalldCommands let a port in on a zone; "" is the default one.
func firewalldCommands(zone string, port int) []Command {
	if zone != "" {
		zone = " --zone=" + quote(zone)
	}
	line := func(when string) string {
		return fmt.Sprintf("sudo firewall-cmd%s%s --add-port=%d/tcp", when, zone, port)
	}
	return []Command{{line(""), UntilRestart}, {line(" --permanent"), FromRestart}}
}

// askFirewalld asks for the zones in use and what they let in. The zone that it gives is the one by
// which friends come, if there is only one.
func askFirewalld(ctx context.Context, sys system, port int) (string, Effect, Reason) {
	out, err := sys.run(ctx, "firewall-cmd", "--get-active-zones")
	if err != nil {
		return "", EffectUnknown, NoAnswer
	}
	zones := activeZones(out)
	if len(zones) == 0 {
		zones = []string{""} // the default one
	}
	policies, err := sys.run(ctx, "firewall-cmd", "--get-active-policies")
	plain := err == nil && onlyKnownPolicies(policies)
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
		o |= judgeZone(out, port, func(name string) string {
			service, _ := sys.run(ctx, "firewall-cmd", "--info-service="+name) // "" is not known
			return service
		})
	}
	if !plain {
		o = anything
	}
	effect, why := o.effect()
	if len(zones) > 1 {
		return "", effect, why
	}
	return zones[0], effect, why
}

// activeZones are the zones with adapters by which friends may come: not those of virtual machines. Each
// is a line, with its adapters and addresses in lines below that begin with a space.
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

// onlyKnownPolicies tells whether no policy is active but the one for IPv6 that comes with firewalld.
func onlyKnownPolicies(out string) bool {
	for line := range strings.Lines(out) {
		if words := strings.Fields(line); len(words) > 0 && line[0] != ' ' && line[0] != '\t' && words[0] != "allow-host-ipv6" {
			return false
		}
	}
	return true
}

// properties reads what firewall-cmd prints of a zone or a service: a line for each property.
func properties(out string) map[string][]string {
	list := map[string][]string{}
	for line := range strings.Lines(out) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			list[name] = strings.Fields(value)
		}
	}
	return list
}

// opens tells whether ports like "5555/tcp" and "1025-65535/udp" and protocols have a port by TCP.
func opens(ports, protocols []string, port int) likely {
	for _, p := range ports {
		numbers, protocol, _ := strings.Cut(p, "/")
		if r, ok := parsePorts(numbers, "-"); ok && protocol == "tcp" && r.has(port) {
			return yes
		}
	}
	return sure(slices.Contains(protocols, "tcp"))
}

// judgeZone judges what `firewall-cmd --list-all` prints of a zone. services gives the same of a
// service, or "".
func judgeZone(out string, port int, services func(string) string) outcomes {
	zone := properties(out)
	if len(zone["target"]) != 1 {
		return anything
	}
	open := opens(zone["ports"], zone["protocols"], port)
	for _, s := range zone["services"] {
		open = max(open, judgeService(services(s), port))
	}
	if len(zone["source-ports"]) > 0 || len(zone["forward-ports"]) > 0 {
		open = max(open, maybe)
	}
	if _, rich, _ := strings.Cut(out, "rich rules:"); strings.TrimSpace(rich) != "" {
		return anything // they come before the others
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

func judgeService(out string, port int) likely {
	service := properties(out)
	open := opens(service["ports"], service["protocols"], port)
	if _, ok := service["ports"]; !ok || len(service["includes"]) > 0 {
		open = max(open, maybe)
	}
	return open
}
