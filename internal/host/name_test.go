package host_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"porchlight/internal/game"
	"porchlight/internal/host"
)

func TestALongNameIsCutBetweenCharacters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ sent, want string }{
		{"Ada", "Ada"},
		{strings.Repeat("x", game.MaxName), strings.Repeat("x", game.MaxName)},
		{strings.Repeat("x", game.MaxName+1), strings.Repeat("x", game.MaxName)},
		{strings.Repeat("x", game.MaxName-1) + "é", strings.Repeat("x", game.MaxName-1)},
		{strings.Repeat("x", game.MaxName-2) + "é", strings.Repeat("x", game.MaxName-2) + "é"},
		{strings.Repeat("x", game.MaxName-2) + "🏮", strings.Repeat("x", game.MaxName-2)},
		{strings.Repeat("🏮", game.MaxName), strings.Repeat("🏮", game.MaxName/4)},
		{"x" + strings.Repeat("🏮", game.MaxName), "x" + strings.Repeat("🏮", (game.MaxName-1)/4)},
		{strings.Repeat("\x80", game.MaxName+1), strings.Repeat("\x80", game.MaxName)}, // is no text anyway
	} {
		g := game.Echo()
		g.Rule, g.Players, g.NameFirst, g.NameReply, g.Prefix = game.RuleRelay, 0, true, "ok", "{name}: "
		h := open(t, host.Config{Game: g})
		friend, named := h.Connect(), h.Connect()
		friend.Send("Bob")
		friend.Receive("ok")
		named.Send(c.sent)
		named.Receive("ok")
		named.Send("hi")
		friend.Receive(c.want + ": hi")
		p, _ := h.Player(named.Addr())
		if p.Name != c.want || len(p.Name) > game.MaxName || utf8.ValidString(c.sent) && !utf8.ValidString(p.Name) {
			t.Errorf("of %q the name is %q", c.sent, p.Name)
		}
	}
}
