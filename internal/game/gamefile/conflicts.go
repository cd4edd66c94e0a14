package gamefile

import (
	"fmt"
	"strings"

	"porchlight/internal/framing"
	"porchlight/internal/game"
)

// conflict returns a key that contradicts the others and the reason; "" if none does.
func conflict(g *game.Game) (key, reason string) {
	forwards := g.Rule == game.RuleRelay || g.Rule == game.RuleBroadcast
	given := forms(g)
	switch {
	case g.Rule == "":
		return "", "there must be a rule: one of " + strings.Join(game.RuleNames(), ", ")
	case g.Rule == game.RuleReply && len(given["reply"]) == 0:
		return "rule", `the rule reply needs its answer, as in reply = "Msg received"`
	}
	for _, c := range []struct {
		text    string
		belongs bool
		with    string
	}{
		{"reply", g.Rule == game.RuleReply, `rule = "reply"`},
		{"state", g.Rule == game.RuleSwap, `rule = "swap"`},
		{"prefix", forwards, `rule = "relay" or "broadcast"`},
		{"suffix", forwards, `rule = "relay" or "broadcast"`},
		{"name_reply", g.NameFirst, "name_first = true"},
	} {
		if forms := given[c.text]; len(forms) > 0 && !c.belongs {
			return forms[0], "goes with " + c.with + " only"
		}
	}
	switch {
	case !forwards && g.NameFrame:
		return "name_frame", `goes with rule = "relay" or "broadcast" only`
	case g.GreetingRaw && len(given["greeting"]) == 0:
		return "greeting_raw", "goes with a greeting only"
	case g.Gap > 0 && g.Rule == game.RuleForward:
		return "gap", notForwarded
	case g.Gap > 0 && g.Out != (framing.Framing{}):
		return "gap", `goes with framing.out = "raw" only: in other framings a client sees where a message ends`
	case g.Gap > 0 && g.NameFrame:
		return "gap", "cannot stand beside name_frame, whose name goes out with its message: use prefix"
	}
	for _, k := range sentKeys() {
		if forms := given[k.name]; len(forms) > 1 {
			return forms[1], fmt.Sprintf("cannot stand beside %s: one of the two is enough", forms[0])
		}
	}
	return serverConflict(g)
}
