package ui

import (
	"strings"
	"testing"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/ui/help"
)

// incompleteAfter is how long a message may be incomplete before a notice says so.
const incompleteAfter = 3 * time.Second

// echoWithFraming returns the game Echo with another framing.
func echoWithFraming(framing string) *game.Game {
	g := game.Echo()
	g.Name = "In a framing"
	g.In, g.Out = mustFraming(framing), mustFraming(framing)
	return g
}

// withFraming selects Echo with another framing.
func withFraming(framing string) func(*setup) {
	return func(s *setup) { s.Game = echoWithFraming(framing) }
}

// sendPartial sends n bytes of a message without its end, and waits until the host has read them. The session's time
// stands still from then on.
func (h *windowHarness) sendPartial(g *client, n int) {
	h.T.Helper()
	h.advance(0)
	g.Send(strings.Repeat("x", n))
	h.WaitFor("the bytes", func() bool {
		in := h.Host.Players(nil)
		return len(in) > 0 && in[0].PartialBytes == n
	})
	h.advance(time.Second) // the session looks once a second
}

func TestAnIncompleteMessageIsReportedAfterAWhile(t *testing.T) {
	h := open(t, withFraming("line"))
	h.startHosting()
	g := h.connect()
	h.sendPartial(g, 35)
	h.advance(incompleteAfter - 1)
	h.checkBanner()
	if h.Shows("no end") {
		t.Errorf("at once it shows %q", h.Texts())
	}
	h.advance(time.Second)
	h.checkBanner("Player 0 sent 35 bytes, but not the end of a message. In this game each message ends with a line break (\\n).", "What does that mean?")
	h.WaitForText("35 B, no end")
	h.window.Resize(sizes[1])
	h.WaitForText("35 B came, but no end")
	g.Send("\n")
	h.WaitForNoText("no end")
	h.checkBanner()
	h.WaitForText("in 1")
}

func TestAnIncompleteMessageIsReportedOncePerPlayer(t *testing.T) {
	h := open(t, withFraming("line"))
	h.startHosting()
	g := h.connect()
	h.sendPartial(g, 1)
	h.advance(incompleteAfter)
	h.checkBanner("Player 0 sent one byte, but not the end of a message. In this game each message ends with a line break (\\n).", "What does that mean?")
	g.Send("\n")
	h.WaitForNoText("one byte")
	h.sendPartial(g, 2)
	h.advance(incompleteAfter)
	h.WaitForText("2 B, no end")
	h.checkBanner()
	_ = g.Close()
	h.WaitForNoText("no end")

	next := h.connect()
	h.sendPartial(next, 3)
	h.advance(incompleteAfter)
	h.WaitForText("Player 0 sent 3 bytes")
	_ = next.Close()
	h.WaitForNoText("Player 0 sent 3 bytes")
}

func TestTheEvidenceCountsIncompleteMessages(t *testing.T) {
	h := open(t, withFraming("u32be"))
	h.startHosting()
	h.connect()
	g := h.session.Evidence()
	if g.Silent != 1 || g.Incomplete != 0 {
		t.Errorf("of one that says nothing, %d are silent and %d without an end", g.Silent, g.Incomplete)
	}
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	h.startHosting()
	h.sendPartial(h.connect(), 3)
	h.advance(incompleteAfter)
	if e := h.session.Evidence(); e.Silent != 0 || e.Incomplete != 1 {
		t.Errorf("%d are silent and %d without an end", e.Silent, e.Incomplete)
	}
	h.Click("What does that mean?")
	if !h.showsHelp(help.Freezes) {
		t.Error("the button leads elsewhere")
	}
	h.checkBanner()
}

func TestMessageEndSentenceSaysWhereAMessageEnds(t *testing.T) {
	for framing, want := range map[string]string{
		"raw":       "",
		"line":      `In this game each message ends with a line break (\n).`,
		"crlf":      `In this game each message ends with a line break (\n).`,
		"nul":       `In this game each message ends with a zero byte (\0).`,
		`end:;\n`:   `In this game each message ends with “;\n”.`,
		"end::":     `In this game each message ends with “:”.`,
		"u16be":     "In this game each message begins with its length in 2 bytes.",
		"u16le":     "In this game each message begins with its length in 2 bytes.",
		"u32be":     "In this game each message begins with its length in 4 bytes.",
		"u32le":     "In this game each message begins with its length in 4 bytes.",
		"header:64": "In this game each message begins with its length, written in 64 characters.",
	} {
		if got := messageEndSentence(mustFraming(framing)); got != want {
			t.Errorf("of %s it says %q, want %q", framing, got, want)
		}
	}
}

// mustFraming parses the name of a framing.
func mustFraming(name string) framing.Framing {
	f, err := framing.Parse(name)
	if err != nil {
		panic(err)
	}
	return f
}
