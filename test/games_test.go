package test

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"porchlight/assets"
	"porchlight/internal/game"
)

func TestEveryBuiltInGameIsPlayedByABeginnersPythonClient(t *testing.T) {
	library, err := game.NewLibrary(assets.Games(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range library.Items() {
		t.Run(item.Name, func(t *testing.T) {
			p := host(t, "--game", item.Name)
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			defer cancel()
			out, err := exec.CommandContext(ctx, python(t), filepath.Join("clients", "builtin.py"), item.Name, strconv.Itoa(p.port)).CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

func TestSixPlayersInRoomsOfTwoHearNobodyElse(t *testing.T) {
	p := host(t, "--game", gameFile(t, "rule = \"relay\"\nplayers = 6\nroom = 2\ngreeting = \"{seat} of {room}\"\n"))
	guests := make([]*guest, 6)
	for i := range guests {
		guests[i] = p.guest()
		guests[i].hears(fmt.Sprintf("%d of %d", i%2, i/2))
	}
	for round := range 3 {
		for i, g := range guests {
			said := fmt.Sprintf("from %d in round %d", i, round)
			g.sends(said, false)
			guests[i^1].hears(said) // whatever had come from elsewhere would stand before it
		}
	}
	// A seat that is left is taken by the next who comes: the room plays on.
	_ = guests[2].Close()
	p.await("the leave", func() bool { return p.count("left") == 1 })
	newcomer := p.guest()
	newcomer.hears("0 of 1")
	newcomer.sends("hello", false)
	guests[3].hears("hello")
}

func TestAMessageThatBreaksTheFramingEndsItsPlayerAlone(t *testing.T) {
	for _, c := range []struct{ framing, bad, reason, why string }{
		{"header:8", "-5      hello", "bad message", "2d 35"},
		{"header:8", "hello   world", "bad message", "68"},
		{"u32be", "\xff\xff\xff\xff", "bad message", "ff ff ff ff"},
		{"u16be", "\x00\x05hel", "cut off", "68 65 6c"}, // and then the end of the stream
	} {
		p := host(t, "--game", gameFile(t, fmt.Sprintf("rule = \"echo\"\nplayers = 3\n[framing]\nin = %q\n", c.framing)))
		bad := p.guest()
		p.await("its seat", func() bool { return p.count("joined") == 1 })
		bad.sends(c.bad, false)
		if err := bad.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		p.await("its end", func() bool { return p.count("left") == 1 })
		for _, e := range p.events() {
			if detail, _ := e["detail"].(string); e["event"] == "left" && (e["reason"] != c.reason || !strings.Contains(detail, c.why)) {
				t.Errorf("%s: %q ended as %v, want the reason %s and %s", c.framing, c.bad, e, c.reason, c.why)
			}
		}
	}
}

func TestABrokenGameFileIsToldInOneLineWithItsLine(t *testing.T) {
	p := start(t, "--headless", "--game", gameFile(t, "name = \"X\"\nrule = \"swop\"\n"))
	p.await("the end", p.hasEnded)
	if got := p.err.String(); p.cmd.ProcessState.ExitCode() != 2 || strings.Count(got, "\n") != 1 ||
		!strings.Contains(got, "line 2") || !strings.Contains(got, `did you mean "swap"?`) {
		t.Errorf("status %d and %q", p.cmd.ProcessState.ExitCode(), got)
	}
}
