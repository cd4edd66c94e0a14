package gamefile

import (
	"errors"
	"strings"

	"porchlight/internal/game"
)

// textKey is the key of a text that the game sends. The text has two more keys, for its forms as bytes: NAME_hex and
// NAME_file.
type textKey struct {
	name  string
	text  func(*game.Game) *string
	bytes func(*game.Game) *game.Bytes
}

// textKeys returns the keys of all texts that are no lists, in the order of [Encode].
func textKeys() []textKey {
	return []textKey{
		{"reply", func(g *game.Game) *string { return &g.Reply }, func(g *game.Game) *game.Bytes { return &g.ReplyBytes }},
		{"name_reply", func(g *game.Game) *string { return &g.NameReply }, func(g *game.Game) *game.Bytes { return &g.NameReplyBytes }},
		{"prefix", func(g *game.Game) *string { return &g.Prefix }, func(g *game.Game) *game.Bytes { return &g.PrefixBytes }},
		{"suffix", func(g *game.Game) *string { return &g.Suffix }, func(g *game.Game) *game.Bytes { return &g.SuffixBytes }},
		{"roster", func(g *game.Game) *string { return &g.Roster }, func(g *game.Game) *game.Bytes { return &g.RosterBytes }},
		{"announce_join", func(g *game.Game) *string { return &g.AnnounceJoin }, func(g *game.Game) *game.Bytes { return &g.JoinBytes }},
		{"announce_leave", func(g *game.Game) *string { return &g.AnnounceLeave }, func(g *game.Game) *game.Bytes { return &g.LeaveBytes }},
	}
}

// sentKeys returns the keys of the texts, lists and files that the game sends, in the order of [Encode].
func sentKeys() []key {
	var all []key
	for _, k := range textKeys() {
		all = append(all,
			key{k.name, text(k.text)},
			key{k.name + "_hex", hexText(func(g *game.Game) *string { return &k.bytes(g).Hex })},
			key{k.name + "_file", text(func(g *game.Game) *string { return &k.bytes(g).File })},
		)
	}
	return append(all,
		key{"greeting", messages(func(g *game.Game) *[][]string { return &g.Greeting })},
		key{"greeting_hex", hexMessages(func(g *game.Game) *[][]string { return &g.GreetingHex })},
		key{"greeting_files", messages(func(g *game.Game) *[][]string { return &g.GreetingFiles })},
		key{"greeting_raw", flag(func(g *game.Game) *bool { return &g.GreetingRaw })},
		key{"state", texts(func(g *game.Game) *[]string { return &g.State })},
		key{"state_hex", hexTexts(func(g *game.Game) *[]string { return &g.StateHex })},
		key{"state_files", texts(func(g *game.Game) *[]string { return &g.StateFiles })},
	)
}

// forms returns the keys of each text, by the key of its text, that g has a value for.
func forms(g *game.Game) map[string][]string {
	given := map[string][]string{}
	add := func(name, key string, isGiven bool) {
		if isGiven {
			given[name] = append(given[name], key)
		}
	}
	for _, k := range textKeys() {
		add(k.name, k.name, *k.text(g) != "")
		add(k.name, k.name+"_hex", k.bytes(g).Hex != "")
		add(k.name, k.name+"_file", k.bytes(g).File != "")
	}
	add("greeting", "greeting", len(g.Greeting) > 0)
	add("greeting", "greeting_hex", len(g.GreetingHex) > 0)
	add("greeting", "greeting_files", len(g.GreetingFiles) > 0)
	add("state", "state", len(g.State) > 0)
	add("state", "state_hex", len(g.StateHex) > 0)
	add("state", "state_files", len(g.StateFiles) > 0)
	return given
}

// BytesKey returns the key with which g has the text of a key as bytes, such as "reply_hex" for "reply", or "".
func BytesKey(g *game.Game, key string) string {
	for _, form := range forms(g)[key] {
		if form != key {
			return form
		}
	}
	return ""
}

// messages returns the setter of a list by seat of one message or a list of them.
func messages(field func(*game.Game) *[][]string) func(*game.Game, any) error {
	return func(g *game.Game, v any) error {
		seats, ok := v.([]any)
		if !ok {
			seats = []any{v}
		}
		all := make([][]string, len(seats))
		for i, seat := range seats {
			list, ok := seat.([]any)
			if !ok {
				list = []any{seat}
			}
			all[i] = make([]string, len(list))
			for n, item := range list {
				if all[i][n], ok = item.(string); !ok {
					return errors.New(`takes a text in quotes, or a list of them by seat, as in ["first", "second"]; in place of a text may stand a list of messages, as in [["a", "b"], ["c"]]`)
				}
			}
		}
		*field(g) = all
		return nil
	}
}

func hexText(field func(*game.Game) *string) func(*game.Game, any) error {
	return func(g *game.Game, v any) error {
		if s, ok := v.(string); !ok || !isHex(s) {
			return game.ErrHex
		}
		return text(field)(g, v)
	}
}

func hexTexts(field func(*game.Game) *[]string) func(*game.Game, any) error {
	return func(g *game.Game, v any) error {
		if err := texts(field)(g, v); err != nil || !isHex(*field(g)...) {
			return errHexList
		}
		return nil
	}
}

func hexMessages(field func(*game.Game) *[][]string) func(*game.Game, any) error {
	return func(g *game.Game, v any) error {
		if err := messages(field)(g, v); err != nil {
			return errHexList
		}
		for _, seat := range *field(g) {
			if !isHex(seat...) {
				return errHexList
			}
		}
		return nil
	}
}

var errHexList = errors.New(game.ErrHex.Error() + `, or a list of them by seat, as in ["00 01", "00 02"]`)

// isHex reports whether all texts are bytes in hexadecimal.
func isHex(texts ...string) bool {
	for _, s := range texts {
		if _, err := game.FromHex(s); err != nil || s != "" && strings.TrimSpace(s) == "" {
			return false
		}
	}
	return true
}
