package export

import (
	"bytes"
	"testing"
)

func TestABadGameIsOneEventWithItsPlace(t *testing.T) {
	for want, b := range map[string]BadGame{
		`{"event":"trouble","time":"2026-03-01T12:00:00.12Z","reason":"bad game","file":"a.toml","line":3,"key":"framing.in","detail":"unknown \"x\"\u202e"}`: {"a.toml", 3, "framing.in", "unknown \"x\"\u202e"},
		`{"event":"trouble","time":"2026-03-01T12:00:00.12Z","reason":"bad game","detail":"no such game"}`:                                                    {Detail: "no such game"},
	} {
		var out bytes.Buffer
		if err := WriteBadGame(&out, noon, b); err != nil || out.String() != want+"\n" {
			t.Errorf("%s (%v), want %s", out.String(), err, want)
		}
	}
}
