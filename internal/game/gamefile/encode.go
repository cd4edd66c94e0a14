package gamefile

import (
	"bytes"

	"github.com/pelletier/go-toml/v2"

	"porchlight/internal/game"
)

// Encode returns the game file of g, with the keys that differ from their defaults. [Load] of it gives
// the same game.
func Encode(g *game.Game) []byte {
	var e encoder
	e.line("name", g.Name)
	e.text("about", g.About)
	e.text("rule", g.Rule)
	e.line("players", g.Players)
	e.number("room", g.Room, 0)
	for _, k := range textKeys() {
		e.text(k.name, *k.text(g))
		e.text(k.name+"_hex", k.bytes(g).Hex)
		e.text(k.name+"_file", k.bytes(g).File)
	}
	e.texts("greeting", g.Greeting)
	e.texts("greeting_hex", g.GreetingHex)
	e.texts("greeting_files", g.GreetingFiles)
	e.flag("greeting_raw", g.GreetingRaw)
	e.texts("state", bySeat(g.State))
	e.texts("state_hex", bySeat(g.StateHex))
	e.texts("state_files", bySeat(g.StateFiles))
	e.flag("name_first", g.NameFirst)
	e.flag("name_frame", g.NameFrame)
	e.number("buffer", g.Buffer, game.DefaultBuffer)
	e.number("largest", g.Largest, game.DefaultLargest)
	if g.Gap != 0 {
		e.line("gap", g.Gap.String())
	}
	e.server(&g.Server)
	e.out.WriteString("\n[framing]\n")
	e.line("in", g.In.String())
	if g.Out != g.In {
		e.line("out", g.Out.String())
	}
	return e.out.Bytes()
}

// server writes the keys of the rule forward.
func (e *encoder) server(s *game.Server) {
	e.text("server", s.Address)
	e.list("command", s.Command)
	e.text("folder", s.Folder)
	e.list("environment", s.Environment)
	e.flag("proxy_protocol", s.ProxyProtocol)
	e.flag("restart", s.Restart)
}

// encoder writes keys with their values, a line each.
type encoder struct{ out bytes.Buffer }

func (e *encoder) line(key string, value any) {
	line, err := toml.Marshal(map[string]any{key: value})
	if err != nil {
		panic(err) // strings, numbers and bools always have a TOML form
	}
	e.out.Write(line)
}

func (e *encoder) text(key, s string) {
	if s != "" {
		e.line(key, s)
	}
}

// texts writes the messages of each seat: a text for one message, and a list for any other number.
func (e *encoder) texts(key string, seats [][]string) {
	list := make([]any, len(seats))
	for i, messages := range seats {
		if list[i] = messages; len(messages) == 1 {
			list[i] = messages[0]
		}
	}
	switch {
	case len(seats) == 1 && len(seats[0]) == 1:
		e.line(key, seats[0][0])
	case len(seats) > 0:
		e.line(key, list)
	}
}

// bySeat returns the messages of each seat in a list with one for each.
func bySeat(list []string) [][]string {
	seats := make([][]string, len(list))
	for i := range list {
		seats[i] = list[i : i+1]
	}
	return seats
}

func (e *encoder) list(key string, list []string) {
	if len(list) > 0 {
		e.line(key, list)
	}
}

func (e *encoder) number(key string, n, byDefault int) {
	if n != byDefault {
		e.line(key, n)
	}
}

func (e *encoder) flag(key string, set bool) {
	if set {
		e.line(key, true)
	}
}
