package terminal

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"porchlight/assets"
	"porchlight/internal/game/library"
	"porchlight/test/program"
)

func TestEveryBuiltInGameIsPlayedByABeginnersPythonClient(t *testing.T) {
	t.Parallel()
	games, err := library.New(assets.Games(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range games.Items() {
		t.Run(item.Name, func(t *testing.T) {
			p := program.Host(t, builtPath, "--game", item.Name)
			ctx, cancel := context.WithTimeout(context.Background(), program.Timeout)
			defer cancel()
			out, err := exec.CommandContext(ctx, program.Python(t), program.PythonFile("builtin.py"), item.Name, strconv.Itoa(p.Port)).CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

func TestPlayersInRoomsReceiveNothingFromOtherRooms(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--game", gameFile(t, "rule = \"relay\"\nplayers = 6\nroom = 2\ngreeting = \"{seat} of {room}\"\n"))
	clients := make([]*program.Client, 6)
	for i := range clients {
		clients[i] = p.Connect()
		clients[i].Receive(fmt.Sprintf("%d of %d", i%2, i/2))
	}
	for round := range 3 {
		for i, c := range clients {
			msg := fmt.Sprintf("from %d in round %d", i, round)
			c.Send(msg, false)
			clients[i^1].Receive(msg) // a message from another room would come first
		}
	}
	// The next player takes the free seat, and the room plays on.
	_ = clients[2].Close()
	p.WaitFor("the leave", func() bool { return len(p.EventsNamed("left")) == 1 })
	newcomer := p.Connect()
	newcomer.Receive("0 of 1")
	newcomer.Send("hello", false)
	clients[3].Receive("hello")
}

func TestAMessageThatBreaksTheFramingEndsItsPlayerAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ framing, bad, reason, why string }{
		{"header:8", "-5      hello", "bad message", "2d 35"},
		{"header:8", "hello   world", "bad message", "68"},
		{"u32be", "\xff\xff\xff\xff", "bad message", "ff ff ff ff"},
		{"u16be", "\x00\x05hel", "cut off", "68 65 6c"}, // followed by the end of the stream
	} {
		p := program.Host(t, builtPath, "--game", gameFile(t, fmt.Sprintf("rule = \"echo\"\nplayers = 3\n[framing]\nin = %q\n", c.framing)))
		bad := p.Connect()
		p.WaitFor("its seat", func() bool { return len(p.EventsNamed("joined")) == 1 })
		bad.Send(c.bad, false)
		if err := bad.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		p.WaitFor("its end", func() bool { return len(p.EventsNamed("left")) == 1 })
		for _, e := range p.Events() {
			if detail, _ := e["detail"].(string); e["event"] == "left" && (e["reason"] != c.reason || !strings.Contains(detail, c.why)) {
				t.Errorf("%s: %q ended as %v, want the reason %s and %s", c.framing, c.bad, e, c.reason, c.why)
			}
		}
	}
}

func TestABrokenGameFileIsReportedInOneLineWithItsLine(t *testing.T) {
	t.Parallel()
	p := program.Start(t, builtPath, "--headless", "--game", gameFile(t, "name = \"X\"\nrule = \"swop\"\n"))
	p.WaitFor("the end", p.HasEnded)
	if got := p.Stderr.String(); p.Cmd.ProcessState.ExitCode() != 2 || strings.Count(got, "\n") != 1 ||
		!strings.Contains(got, "line 2") || !strings.Contains(got, `did you mean "swap"?`) {
		t.Errorf("status %d and %q", p.Cmd.ProcessState.ExitCode(), got)
	}
}

func TestABadGameIsAnEventBesideItsSentence(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		game string
		want program.Event
	}{
		"a mistake":      {gameFile(t, "rule = 'echo'\n[framing]\nin = \"end:\\0\"\n"), program.Event{"file": "mine.toml", "line": 3.0}},
		"a wrong value":  {gameFile(t, "rule = 'echo'\nplayers = -1\n"), program.Event{"file": "mine.toml", "line": 2.0, "key": "players"}},
		"an unknown one": {"No such game", program.Event{}},
	} {
		p := program.Start(t, builtPath, "--headless", "--json", "--game", c.game)
		p.WaitFor("the end", p.HasEnded)
		events := p.Events()
		if status := p.Cmd.ProcessState.ExitCode(); status != 2 || len(events) != 1 {
			t.Fatalf("%s: status %d and %v", name, status, events)
		}
		e := events[0]
		detail, _ := e["detail"].(string)
		if e["event"] != "trouble" || e["reason"] != "bad game" || detail == "" || !strings.Contains(p.Stderr.String(), detail) {
			t.Errorf("%s: %v, and on standard error %q", name, e, p.Stderr.String())
		}
		for _, key := range []string{"file", "line", "key"} {
			if e[key] != c.want[key] {
				t.Errorf("%s: %s is %v, want %v", name, key, e[key], c.want[key])
			}
		}
	}
}
