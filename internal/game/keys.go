package game

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"porchlight/internal/framing"
	"porchlight/internal/suggest"
)

// key is one key of a game file: what a form says of it, and how its value gets into a game. A value
// is what the TOML library makes of it: string, int64, bool or []any.
type key struct {
	name string
	set  func(*Game, any) error
}

// keys are all there are, in the order in which files are written.
func keys() []key {
	return []key{
		{"name", text(func(g *Game) *string { return &g.Name })},
		{"about", text(func(g *Game) *string { return &g.About })},
		{"rule", word(func(g *Game) *string { return &g.Rule }, "rule", RuleNames())},
		{"players", number(func(g *Game) *int { return &g.Players }, 0, MaxPlayers)},
		{"room", number(func(g *Game) *int { return &g.Room }, 0, MaxPlayers)},
		{"reply", text(func(g *Game) *string { return &g.Reply })},
		{"greeting", texts(func(g *Game) *[]string { return &g.Greeting })},
		{"greeting_files", texts(func(g *Game) *[]string { return &g.GreetingFiles })},
		{"state", texts(func(g *Game) *[]string { return &g.State })},
		{"state_files", texts(func(g *Game) *[]string { return &g.StateFiles })},
		{"name_first", truth(func(g *Game) *bool { return &g.NameFirst })},
		{"name_reply", text(func(g *Game) *string { return &g.NameReply })},
		{"prefix", text(func(g *Game) *string { return &g.Prefix })},
		{"name_frame", truth(func(g *Game) *bool { return &g.NameFrame })},
		{"announce_join", text(func(g *Game) *string { return &g.AnnounceJoin })},
		{"announce_leave", text(func(g *Game) *string { return &g.AnnounceLeave })},
		{"buffer", number(func(g *Game) *int { return &g.Buffer }, 1, framing.MaxBuffer)},
		{"largest", number(func(g *Game) *int { return &g.Largest }, 1, MaxLargest)},
		{"framing", nil},
		{"framing.in", framingField(func(g *Game) *framing.Framing { return &g.In })},
		{"framing.out", framingField(func(g *Game) *framing.Framing { return &g.Out })},
	}
}

func text(field func(*Game) *string) func(*Game, any) error {
	return func(g *Game, v any) error {
		s, ok := v.(string)
		if !ok {
			return errors.New(`takes a text in quotes, as in "hello"`)
		}
		*field(g) = s
		return nil
	}
}

func texts(field func(*Game) *[]string) func(*Game, any) error {
	return func(g *Game, v any) error {
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		all := make([]string, len(list))
		for i, item := range list {
			if all[i], ok = item.(string); !ok {
				return errors.New(`takes a text in quotes, or a list of them by seat, as in ["first", "second"]`)
			}
		}
		*field(g) = all
		return nil
	}
}

func truth(field func(*Game) *bool) func(*Game, any) error {
	return func(g *Game, v any) (err error) {
		var ok bool
		if *field(g), ok = v.(bool); !ok {
			err = errors.New("takes true or false, without quotes")
		}
		return err
	}
}

func number(field func(*Game) *int, lowest, highest int64) func(*Game, any) error {
	return func(g *Game, v any) error {
		n, ok := v.(int64)
		if !ok || n < lowest || n > highest {
			return fmt.Errorf("takes a whole number from %d to %d, without quotes", lowest, highest)
		}
		*field(g) = int(n)
		return nil
	}
}

func word(field func(*Game) *string, what string, right []string) func(*Game, any) error {
	return func(g *Game, v any) error {
		s, ok := v.(string)
		if !ok || !slices.Contains(right, s) {
			return unknown(what, fmt.Sprint(v), right)
		}
		*field(g) = s
		return nil
	}
}

func framingField(field func(*Game) *framing.Framing) func(*Game, any) error {
	return func(g *Game, v any) error {
		s, ok := v.(string)
		if !ok {
			return errors.New(`takes the name of a framing in quotes, as in "line"`)
		}
		f, err := framing.Parse(s)
		if err != nil {
			return err
		}
		*field(g) = f
		return nil
	}
}

// unknown is the error for a word that is none of the right ones.
func unknown(what, wrong string, right []string) error {
	hint := ""
	if near := suggest.Nearest(wrong, right); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %q? ", strings.Join(near, `" or "`))
	}
	return fmt.Errorf("unknown %s %q: %sthere are %s", what, wrong, hint, strings.Join(right, ", "))
}

// mismatch names the key that does not go with the others, and says why; "" where all do.
func (g *Game) mismatch() (key, why string) {
	passes := g.Rule == RuleRelay || g.Rule == RuleBroadcast
	switch {
	case g.Rule == "":
		return "", "there must be a rule: one of " + strings.Join(RuleNames(), ", ")
	case g.Rule == RuleReply && g.Reply == "":
		return "rule", `the rule reply needs its answer, as in reply = "Msg received"`
	case g.Rule != RuleReply && g.Reply != "":
		return "reply", `goes with rule = "reply" only`
	case g.Rule != RuleSwap && len(g.State) > 0:
		return "state", `goes with rule = "swap" only`
	case g.Rule != RuleSwap && len(g.StateFiles) > 0:
		return "state_files", `goes with rule = "swap" only`
	case len(g.State) > 0 && len(g.StateFiles) > 0:
		return "state_files", "cannot stand beside state: one of the two is enough"
	case len(g.Greeting) > 0 && len(g.GreetingFiles) > 0:
		return "greeting_files", "cannot stand beside greeting: one of the two is enough"
	case !passes && g.Prefix != "":
		return "prefix", `goes with rule = "relay" or "broadcast" only`
	case !passes && g.NameFrame:
		return "name_frame", `goes with rule = "relay" or "broadcast" only`
	case g.NameReply != "" && !g.NameFirst:
		return "name_reply", "goes with name_first = true only"
	}
	return "", ""
}

// KeyNames are the keys that a game file may have, those of tables as "table.key".
func KeyNames() []string {
	all := keys()
	names := make([]string, 0, len(all))
	for _, k := range all {
		if k.set != nil {
			names = append(names, k.name)
		}
	}
	return names
}

func known(name string) bool {
	for _, k := range keys() {
		if k.name == name {
			return true
		}
	}
	return false
}

// unknownKey says what is wrong with a key that there is none of: mostly it is misspelt, or stands
// below [framing] where it belongs above, or the other way round.
func unknownKey(name string) string {
	if above, found := strings.CutPrefix(name, "framing."); found && known(above) {
		return fmt.Sprintf("%s stands below [framing]: it belongs above that line", above)
	}
	if known("framing." + name) {
		return fmt.Sprintf("%s stands alone: it belongs below a line [framing]", name)
	}
	return unknown("key", name, KeyNames()).Error()
}
