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
	e.text("reply", g.Reply)
	e.texts("greeting", g.Greeting)
	e.texts("greeting_files", g.GreetingFiles)
	e.texts("state", g.State)
	e.texts("state_files", g.StateFiles)
	e.flag("name_first", g.NameFirst)
	e.text("name_reply", g.NameReply)
	e.text("prefix", g.Prefix)
	e.flag("name_frame", g.NameFrame)
	e.text("announce_join", g.AnnounceJoin)
	e.text("announce_leave", g.AnnounceLeave)
	e.number("buffer", g.Buffer, game.DefaultBuffer)
	e.number("largest", g.Largest, game.DefaultLargest)
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

func (e *encoder) texts(key string, list []string) {
	switch len(list) {
	case 0:
	case 1:
		e.line(key, list[0])
	default:
		e.line(key, list)
	}
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
