package firewall

import (
	"context"
	"strconv"
	"strings"
)

// socketFilter is the command that reads and sets the application firewall of macOS. Reading requires no administrator.
// Its output varies between versions: "Firewall is enabled. (State = 1)", where 2 means that everything is blocked; "Block all ENABLED!" or "Firewall has block all state set to
// enabled."; "Incoming connection to PATH is permitted", "The application is not part of the firewall".
const socketFilter = "/usr/libexec/ApplicationFirewall/socketfilterfw"

// readMac reads the application firewall of macOS. (Its packet filter, pf, has no rules by default, and only root can read
// them.)
func readMac(ctx context.Context, run runner, program string) Finding {
	path := bundle(program)
	query := func(args ...string) string {
		out, _ := run(ctx, append([]string{socketFilter}, args...)...) // the output is valid even if the command fails
		return out
	}
	f := Finding{Kind: MacOS, Commands: []Command{
		{Line: "sudo " + socketFilter + " --add " + quote(path)},
		{Line: "sudo " + socketFilter + " --unblockapp " + quote(path)},
	}}
	global := query("--getglobalstate")
	f.State = macState(global)
	switch f.State {
	case Off:
		f.Effect = Allows
		f.Commands = nil
	case On:
		f.Effect, f.Why = macEffect(global, query("--getblockall"), query("--getappblocked", path))
		if f.Effect == Allows || f.Why == BlocksAll {
			f.Commands = nil // the switch is in the settings
		}
	default:
		f.Why = NoAnswer
	}
	return f
}

// macState parses the answer to --getglobalstate.
func macState(global string) State {
	s := strings.ToLower(global)
	switch {
	case strings.Contains(s, "state = 0"), strings.Contains(s, "is disabled"):
		return Off
	case strings.Contains(s, "state = 1"), strings.Contains(s, "state = 2"), strings.Contains(s, "is enabled"):
		return On
	}
	return StateUnknown
}

// macEffect evaluates the answers of a firewall that is on, about blocking everything and about the program.
func macEffect(global, all, app string) (Effect, Reason) {
	all, app = strings.ToLower(all), strings.ToLower(app)
	has := strings.Contains
	open := has(all, "disabled") || has(all, "is off")
	switch {
	case has(strings.ToLower(global), "state = 2"), !open && (has(all, "enabled") || has(all, "is on")):
		return Blocks, BlocksAll
	case has(app, "not part of"):
		return NoRule, NoReason
	case has(app, "not blocked"), has(app, "permitted"):
		if !open {
			return EffectUnknown, NoAnswer
		}
		return Allows, NoReason
	case has(app, "is blocked"):
		return Blocks, NoReason
	}
	return EffectUnknown, NoAnswer
}

// macSettings returns the command that opens the firewall's page in the settings, which moved with macOS 13.
func macSettings(ctx context.Context, run runner) []string {
	out, _ := run(ctx, "sw_vers", "-productVersion") // without an answer, a new version is assumed
	major, _, _ := strings.Cut(strings.TrimSpace(out), ".")
	page := "com.apple.Network-Settings.extension?Firewall"
	if n, err := strconv.Atoi(major); err == nil && n < 13 {
		page = "com.apple.preference.security?Firewall"
	}
	return []string{"open", "x-apple.systempreferences:" + page}
}

// bundle returns the application bundle of a program, as in the firewall's list, or the program.
func bundle(program string) string {
	if app, _, ok := strings.Cut(program, ".app/Contents/"); ok {
		return app + ".app"
	}
	return program
}

// quote returns a word quoted for a shell.
func quote(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-+:@%", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
