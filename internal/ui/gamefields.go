package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/framing"
	"porchlight/internal/game"
)

func numberField(key, label, help string, at func(*game.Game) *int) field {
	return field{
		key: key, label: label, help: help, instead: lang.L("Type a whole number here, such as 2."),
		read: func(g *game.Game) string { return strconv.Itoa(*at(g)) },
		write: func(g *game.Game, s string) bool {
			n, err := strconv.Atoi(strings.TrimSpace(s))
			if err == nil {
				*at(g) = n
			}
			return err == nil
		},
	}
}

func framingField(key, label, help string, in bool) field {
	at := func(g *game.Game) *framing.Framing {
		if in {
			return &g.In
		}
		return &g.Out
	}
	names := framing.Names()
	for i := range names {
		names[i] = strings.NewReplacer("TEXT", ";", ":N", ":64").Replace(names[i])
	}
	return field{
		key: key, label: label, help: help, choices: names, open: true,
		instead: lang.L("Choose one of the list, or type one in the same form."),
		read:    func(g *game.Game) string { return at(g).String() },
		write: func(g *game.Game, s string) bool {
			f, err := framing.Parse(strings.TrimSpace(s))
			if err == nil {
				*at(g) = f
			}
			return err == nil
		},
	}
}
