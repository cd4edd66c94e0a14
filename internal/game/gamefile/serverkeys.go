package gamefile

import (
	"errors"
	"net"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"porchlight/internal/game"
)

// serverKeys returns the keys of the rule forward, in the order of [Encode].
func serverKeys() []key {
	return []key{
		{"server", serverAddress},
		{"command", words(func(g *game.Game) *[]string { return &g.Server.Command }, `takes the program and its arguments, each in quotes, as in ["python3", "server.py"]`)},
		{"folder", text(func(g *game.Game) *string { return &g.Server.Folder })},
		{"environment", environment},
		{"proxy_protocol", flag(func(g *game.Game) *bool { return &g.Server.ProxyProtocol })},
		{"restart", flag(func(g *game.Game) *bool { return &g.Server.Restart })},
	}
}

// words returns the setter of a list of texts, whose error is correction.
func words(field func(*game.Game) *[]string, correction string) func(*game.Game, any) error {
	return func(g *game.Game, v any) error {
		list, ok := v.([]any)
		all := make([]string, len(list))
		for i, item := range list {
			s, isText := item.(string)
			ok = ok && isText && s != "" && !strings.Contains(s, "\x00")
			all[i] = s
		}
		if !ok {
			return errors.New(correction)
		}
		*field(g) = all
		return nil
	}
}

func serverAddress(g *game.Game, v any) error {
	s, ok := v.(string)
	if !ok || !IsServerAddress(s) {
		return errors.New(`takes the address and port of your server, as in "127.0.0.1:5556"`)
	}
	g.Server.Address = s
	return nil
}

// IsServerAddress reports whether s is a host name or IP address with a port from 1 to 65535.
func IsServerAddress(s string) bool {
	name, port, err := net.SplitHostPort(s)
	n, bad := strconv.ParseUint(port, 10, 16)
	return err == nil && bad == nil && n > 0 && name != "" && !strings.ContainsAny(name, " /\x00")
}

func environment(g *game.Game, v any) error {
	const correction = `takes a list of variables, as in ["PORT=5556", "DEBUG=1"]`
	if err := words(func(g *game.Game) *[]string { return &g.Server.Environment }, correction)(g, v); err != nil {
		return err
	}
	if slices.ContainsFunc(g.Server.Environment, func(s string) bool { return strings.Index(s, "=") < 1 }) {
		return errors.New(correction)
	}
	return nil
}

// serverConflict returns a key that contradicts the others and the reason, among those that the rule forward allows
// and requires; "" if none does.
func serverConflict(g *game.Game) (key, reason string) {
	s := &g.Server
	given := map[string]bool{
		"server": s.Address != "", "command": len(s.Command) > 0, "folder": s.Folder != "",
		"environment": len(s.Environment) > 0, "proxy_protocol": s.ProxyProtocol, "restart": s.Restart,
	}
	if g.Rule != game.RuleForward {
		for _, k := range serverKeys() {
			if given[k.name] {
				return k.name, `goes with rule = "forward" only`
			}
		}
		return "", ""
	}
	if !given["server"] && !given["command"] {
		return "rule", `the rule forward needs a server, as in server = "127.0.0.1:5556", or the command that starts one, as in command = ["python3", "server.py"]`
	}
	for _, name := range []string{"folder", "environment", "restart"} {
		if given[name] && !given["command"] {
			return name, "goes with a command only"
		}
	}
	spoken := forms(g)
	for _, name := range []string{"greeting", "roster", "announce_join", "announce_leave"} {
		if len(spoken[name]) > 0 {
			return spoken[name][0], notForwarded
		}
	}
	if g.NameFirst {
		return "name_first", notForwarded
	}
	return "", ""
}

const notForwarded = `does not go with rule = "forward": your own server says what is said`

// locate makes the folder of a game's command absolute, as seen from the folder of the game file.
func locate(g *game.Game, folder string) {
	if len(g.Server.Command) == 0 || filepath.IsAbs(g.Server.Folder) {
		return
	}
	if absolute, err := filepath.Abs(filepath.Join(folder, g.Server.Folder)); err == nil {
		g.Server.Folder = absolute
	}
}
