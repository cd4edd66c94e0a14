package ui

import (
	"strings"
	"testing"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/ui/help"
)

// incompleteTime is how long a message may be under way before its end is missed.
const incompleteTime = 3 * time.Second

// gameOf is Echo in a framing.
func gameOf(framing string) *game.Game {
	g := game.Echo()
	g.Name = "In a framing"
	g.In, g.Out = mustFraming(framing), mustFraming(framing)
	return g
}

// framed has the window open with such a game.
func framed(framing string) func(*setup) { return func(p *setup) { p.Game = gameOf(framing) } }

// saysWithoutEnd has a guest say so many bytes more, and waits until the window knows of them. From then
// on its time stands still.
func (p *person) saysWithoutEnd(g *guest, n int) {
	p.T.Helper()
	p.passes(0)
	g.says(strings.Repeat("x", n))
	p.WaitFor("the bytes", func() bool {
		in := p.Host.Players(nil)
		return len(in) > 0 && in[0].PartialBytes == n
	})
	p.passes(time.Second) // the session looks once a second
}

func TestBytesThatAreNoMessageAreToldAfterAWhile(t *testing.T) {
	p := open(t, framed("line"))
	p.hosts()
	g := p.guest()
	p.saysWithoutEnd(g, 35)
	p.passes(incompleteTime - 1)
	p.isTold()
	if p.Shows("no end") {
		t.Errorf("at once it shows %q", p.Texts())
	}
	p.passes(time.Second)
	p.isTold("Player 0 sent 35 bytes, but not the end of a message. In this game each message ends with a line break (\\n).", "What does that mean?")
	p.WaitForText("35 B, no end")
	p.window.Resize(sizes[1])
	p.WaitForText("35 B came, but no end")
	g.says("\n")
	p.WaitForNoText("no end")
	p.isTold()
	p.WaitForText("in 1")
}

func TestThatAMessageHasNoEndIsToldOnceOfEachPlayer(t *testing.T) {
	p := open(t, framed("line"))
	p.hosts()
	g := p.guest()
	p.saysWithoutEnd(g, 1)
	p.passes(incompleteTime)
	p.isTold("Player 0 sent one byte, but not the end of a message. In this game each message ends with a line break (\\n).", "What does that mean?")
	g.says("\n")
	p.WaitForNoText("one byte")
	p.saysWithoutEnd(g, 2)
	p.passes(incompleteTime)
	p.WaitForText("2 B, no end")
	p.isTold()
	_ = g.Close()
	p.WaitForNoText("no end")

	next := p.guest()
	p.saysWithoutEnd(next, 3)
	p.passes(incompleteTime)
	p.WaitForText("Player 0 sent 3 bytes")
	_ = next.Close()
	p.WaitForNoText("Player 0 sent 3 bytes")
}

func TestTheHelpKnowsOfBytesThatAreNoMessage(t *testing.T) {
	p := open(t, framed("u32be"))
	p.hosts()
	p.guest()
	g := p.session.Evidence()
	if g.Silent != 1 || g.Incomplete != 0 {
		t.Errorf("of one that says nothing, %d are silent and %d without an end", g.Silent, g.Incomplete)
	}
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	p.hosts()
	p.saysWithoutEnd(p.guest(), 3)
	p.passes(incompleteTime)
	if e := p.session.Evidence(); e.Silent != 0 || e.Incomplete != 1 {
		t.Errorf("%d are silent and %d without an end", e.Silent, e.Incomplete)
	}
	p.Click("What does that mean?")
	if !p.showsHelp(help.Freezes) {
		t.Error("the button leads elsewhere")
	}
	p.isTold()
}

func TestItIsSaidWhereMessagesEnd(t *testing.T) {
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
