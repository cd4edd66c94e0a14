package firewall

import (
	"slices"
	"strconv"
	"strings"
)

// windowsFacts is the state of Windows Firewall in the registry, and the connected networks.
type windowsFacts struct {
	rules    []string // local
	policy   []string // of the group policy
	settings map[Profile]profileSettings
	active   []Profile // of the connected networks; nil: unknown
	readable bool      // whether the local rules could be read
}

// profileSettings are the values of one profile; nil if not set.
type profileSettings struct {
	enable     *uint64 // EnableFirewall
	shield     *uint64 // DoNotAllowExceptions
	inbound    *uint64 // DefaultInboundAction: 0 allows, 1 blocks
	localRules *uint64 // AllowLocalPolicyMerge: 0 disables local rules
}

// is reports whether a value is set to a number.
func is(value *uint64, number uint64) bool { return value != nil && *value == number }

// windowsRule is an inbound rule, a value of FirewallRules in the registry:
// "v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort=5555|App=C:\p.exe|Name=P|".
// The grammar is in [MS-GPFAS], 2.2.2.19.
type windowsRule struct {
	block       bool
	protocol    int // anyProtocol if it has none
	profiles    []Profile
	hasPorts    bool
	ports       []portRange
	app         string
	others      bool // for services or packaged apps, unlike this program
	conditional bool // on details that are not known in advance
}

type portRange struct{ from, to int }

// Protocol numbers. anyProtocol is not one.
const (
	anyProtocol = 256
	tcp         = 6
	udp         = 17
)

// parseWindowsRule parses a rule. ok is false if it is invalid, inactive or not inbound; Windows ignores invalid rules as
// well.
func parseWindowsRule(s string) (r windowsRule, ok bool) {
	version, rest, _ := strings.Cut(s, "|")
	if !strings.HasPrefix(version, "v") {
		return r, false
	}
	r.protocol = anyProtocol
	var action, active, in bool
	for field := range strings.SplitSeq(rest, "|") {
		key, value, _ := strings.Cut(field, "=")
		switch key {
		case "Action":
			r.block = value == "Block"
			r.conditional = r.conditional || value == "ByPass" // for authenticated connections
			action = r.block || value == "Allow" || value == "ByPass"
		case "Active":
			active = strings.EqualFold(value, "TRUE")
		case "Dir":
			in = value == "In"
		case "Protocol":
			n, err := strconv.Atoi(value)
			if err != nil {
				return r, false
			}
			r.protocol = n
		case "Profile":
			r.profiles = append(r.profiles, Profile(value))
		case "LPort", "LPort2_10":
			r.hasPorts = true
			if p, ok := parsePorts(value, "-"); ok { // words such as RPC stand for ports of Windows
				r.ports = append(r.ports, p)
			}
		case "App":
			r.app = value
		case "Svc", "AppPkgId", "PFN":
			r.others = true
		case "RA4", "RA42":
			r.conditional = r.conditional || value != "LocalSubnet"
		case "", "Name", "Desc", "EmbedCtxt", "Edge", "Defer", "RA6", "RA62":
		default:
			r.conditional = true
		}
	}
	return r, action && active && in
}

// parsePorts parses "5555" or a range such as "5000-6000" with the given separator.
func parsePorts(s, separator string) (portRange, bool) {
	from, to, isRange := strings.Cut(strings.TrimSpace(s), separator)
	if !isRange {
		to = from
	}
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	return portRange{first, last}, err1 == nil && err2 == nil
}

func (p portRange) has(port int) bool { return p.from <= port && port <= p.to }

// matches reports whether a rule applies to connections to a program and port by a protocol, on networks of a profile.
func (r *windowsRule) matches(program string, protocol, port int, profile Profile) match {
	if r.others || r.app != "" && !samePath(r.app, program) || r.protocol != anyProtocol && r.protocol != protocol {
		return no
	}
	inProfile, inPorts := len(r.profiles) == 0, !r.hasPorts
	for _, p := range r.profiles {
		inProfile = inProfile || p == profile
	}
	for _, p := range r.ports {
		inPorts = inPorts || p.has(port)
	}
	switch {
	case !inProfile || !inPorts:
		return no
	case r.conditional:
		return maybe
	}
	return yes
}

// samePath compares paths as Windows does, after the expansion of variables.
func samePath(a, b string) bool {
	clean := func(s string) string { return strings.ReplaceAll(strings.Trim(s, `"`), "/", `\`) }
	return strings.EqualFold(clean(a), clean(b))
}

// evaluateWindows returns a finding for each profile in use, or for all if that is unknown.
func evaluateWindows(facts windowsFacts, program string, port int) []Finding {
	local, policy := parseWindowsRules(facts.rules), parseWindowsRules(facts.policy)
	profiles, unsure := facts.active, false
	if len(profiles) == 0 {
		profiles, unsure = []Profile{Private, Public, Domain}, true
	}
	var list []Finding
	for _, p := range profiles {
		f := Finding{Kind: Windows, Profile: p, Unsure: unsure}
		s := facts.settings[p]
		rules := policy
		if !is(s.localRules, 0) {
			rules = append(slices.Clip(rules), local...)
		}
		switch {
		case is(s.enable, 0):
			f.State, f.Effect = Off, Allows
		case s.enable == nil || !facts.readable:
			f.Why = NoAnswer
		default:
			f.State = On
			f.Effect, f.Why = evaluateProfile(s, rules, program, port, p)
		}
		list = append(list, f)
	}
	return list
}

func parseWindowsRules(texts []string) []windowsRule {
	var list []windowsRule
	for _, s := range texts {
		if r, ok := parseWindowsRule(s); ok {
			list = append(list, r)
		}
	}
	return list
}

// evaluateProfile evaluates a profile that is on. A blocking rule precedes an allowing one; without rules, the profile's
// default applies.
func evaluateProfile(s profileSettings, rules []windowsRule, program string, port int, profile Profile) (Effect, Reason) {
	if is(s.shield, 1) {
		return Blocks, BlocksAll
	}
	var allow, block match
	var dismissedTCP, dismissedUDP bool
	for i := range rules {
		r := &rules[i]
		l := r.matches(program, tcp, port, profile)
		if !r.block {
			allow = max(allow, l)
			continue
		}
		block = max(block, l)
		if r.app != "" && !r.hasPorts {
			dismissedTCP = dismissedTCP || l == yes && r.protocol == tcp
			dismissedUDP = dismissedUDP || r.protocol == udp && r.matches(program, udp, port, profile) == yes
		}
	}
	switch {
	case dismissedTCP && dismissedUDP:
		return Blocks, Dismissed
	case block == yes:
		return Blocks, NoReason
	case block == maybe:
		return EffectUnknown, Conditional
	case allow == yes, is(s.inbound, 0):
		return Allows, NoReason
	case allow == maybe:
		return EffectUnknown, Conditional
	}
	return NoRule, NoReason
}

// windowsSettings returns the command that opens the page of allowed programs, or, if everything is blocked, the page
// with that switch. (See Microsoft's "Canonical Names of Control Panel Items".)
func windowsSettings(findings []Finding) []string {
	argv := []string{"control.exe", "/name", "Microsoft.WindowsFirewall"}
	if slices.ContainsFunc(findings, func(f Finding) bool { return f.Why == BlocksAll }) {
		return argv
	}
	return append(argv, "/page", "pageConfigureApps")
}

// networkCategories parses the output of PowerShell for the connected networks, one per line.
func networkCategories(out string) []Profile {
	var list []Profile
	seen := map[Profile]bool{}
	for line := range strings.Lines(out) {
		p := Profile(strings.TrimSpace(line))
		if p == "DomainAuthenticated" {
			p = Domain
		}
		if (p == Domain || p == Private || p == Public) && !seen[p] {
			seen[p] = true
			list = append(list, p)
		}
	}
	return list
}
