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
