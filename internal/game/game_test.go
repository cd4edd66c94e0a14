package game

import (
	"testing"

	"porchlight/internal/framing"
)

func TestAGameSpeaksHTTPIfItsMessagesEndAsHTTPLinesDo(t *testing.T) {
	for name, want := range map[string]bool{
		"crlf": true, `end:\n`: true, `end:\r\n`: true, `end:\x0a`: true, `end:\n\n`: true,
		"raw": false, "line": false, "nul": false, "u16be": false, "header:10": false, "end:n": false,
		`end:\\n`: false, // a backslash and an n
	} {
		in, err := framing.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		if g := (&Game{In: in}); g.SpeaksHTTP() != want {
			t.Errorf("%s: %t, want %t", name, !want, want)
		}
	}
	if g := (&Game{Reply: "HTTP/1.1 200 OK"}); !g.SpeaksHTTP() {
		t.Error("an answer for browsers is not recognised")
	}
}
