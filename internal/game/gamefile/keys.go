package gamefile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/suggest"
)

// key is a key of a game file.
type key struct {
	name string // of a key in a table, "table.key"
	// set stores a value of the TOML library's types: string, int64, bool or []any. The error is the
	// correction. A table has no set.
	set func(*game.Game, any) error
}

// keys returns all keys in the order of [Encode].
func keys() []key {
	all := []key{
		{"name", text(func(g *game.Game) *string { return &g.Name })},
		{"about", text(func(g *game.Game) *string { return &g.About })},
		{"rule", oneOf(func(g *game.Game) *string { return &g.Rule }, "rule", game.RuleNames())},
		{"players", number(func(g *game.Game) *int { return &g.Players }, 0, game.MaxPlayers)},
		{"room", number(func(g *game.Game) *int { return &g.Room }, 0, game.MaxPlayers)},
	}
	all = append(append(all, sentKeys()...),
		key{"name_first", flag(func(g *game.Game) *bool { return &g.NameFirst })},
		key{"name_frame", flag(func(g *game.Game) *bool { return &g.NameFrame })},
		key{"buffer", number(func(g *game.Game) *int { return &g.Buffer }, 1, framing.MaxBuffer)},
		key{"largest", number(func(g *game.Game) *int { return &g.Largest }, 1, game.MaxLargest)},
		key{"gap", gap},
	)
	return append(append(all, serverKeys()...),
		key{"framing", nil},
		key{"framing.in", framingName(func(g *game.Game) *framing.Framing { return &g.In })},
		key{"framing.out", framingName(func(g *game.Game) *framing.Framing { return &g.Out })},
	)
}

func text(field func(*game.Game) *string) func(*game.Game, any) error {
	return func(g *game.Game, v any) error {
		s, ok := v.(string)
		if !ok {
			return errors.New(`takes a text in quotes, as in "hello"`)
		}
		*field(g) = s
		return nil
	}
}

func texts(field func(*game.Game) *[]string) func(*game.Game, any) error {
	return func(g *game.Game, v any) error {
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

func flag(field func(*game.Game) *bool) func(*game.Game, any) error {
	return func(g *game.Game, v any) (err error) {
		var ok bool
		if *field(g), ok = v.(bool); !ok {
			err = errors.New("takes true or false, without quotes")
		}
		return err
	}
}

func number(field func(*game.Game) *int, low, high int64) func(*game.Game, any) error {
	return func(g *game.Game, v any) error {
		n, ok := v.(int64)
		if !ok || n < low || n > high {
			return fmt.Errorf("takes a whole number from %d to %d, without quotes", low, high)
		}
		*field(g) = int(n)
		return nil
	}
}

func gap(g *game.Game, v any) error {
	s, _ := v.(string)
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 || d > game.MaxGap {
		return errors.New(`takes a time from "0ms" to "1s", in quotes, as in "20ms"`)
	}
	g.Gap = d
	return nil
}

func oneOf(field func(*game.Game) *string, what string, valid []string) func(*game.Game, any) error {
	return func(g *game.Game, v any) error {
		s, ok := v.(string)
		if !ok || !slices.Contains(valid, s) {
			return unknownWord(what, fmt.Sprint(v), valid)
		}
		*field(g) = s
		return nil
	}
}

func framingName(field func(*game.Game) *framing.Framing) func(*game.Game, any) error {
	return func(g *game.Game, v any) error {
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

// unknownWord returns the error for a word that is not among the valid ones. It quotes the beginning of a long
// word.
func unknownWord(what, wrong string, valid []string) error {
	return unknownAmong(what, wrong, valid, valid)
}

// unknownAmong is unknownWord with a shorter list of valid words to tell.
func unknownAmong(what, wrong string, valid, told []string) error {
	const maxQuoted = 80 // bytes
	hint := ""
	if near := suggest.Nearest(wrong, valid); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %q? ", strings.Join(near, `" or "`))
	}
	if len(wrong) > maxQuoted {
		wrong = wrong[:maxQuoted] + "..."
	}
	return fmt.Errorf("unknown %s %q: %sthere are %s", what, wrong, hint, strings.Join(told, ", "))
}

// KeyNames returns the keys that a game file may have, those of tables as "table.key".
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

func isKey(name string) bool {
	for _, k := range keys() {
		if k.name == name {
			return true
		}
	}
	return false
}

// unknownKey returns the correction of a key that does not exist. Most are misspelt, or stand on the
// wrong side of the line [framing].
func unknownKey(name string) string {
	if above, found := strings.CutPrefix(name, "framing."); found && isKey(above) {
		return fmt.Sprintf("%s stands below [framing]: it belongs above that line", above)
	}
	if isKey("framing." + name) {
		return fmt.Sprintf("%s stands alone: it belongs below a line [framing]", name)
	}
	isBytes := func(name string) bool { return strings.HasSuffix(name, "_hex") || strings.HasSuffix(name, "_file") }
	told := slices.DeleteFunc(KeyNames(), isBytes)
	return unknownAmong("key", name, KeyNames(), told).Error()
}
