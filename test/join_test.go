package test

import (
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// joined is the program as a player, with what somebody types into it.
type joined struct {
	*program
	typing io.WriteCloser
}

// join starts the program as a player of another one that hosts, and returns once it is connected.
func (p *program) join(args ...string) *joined {
	p.t.Helper()
	j := startJoin(p.t, append([]string{p.where()}, args...)...)
	j.await("the connection", func() bool { return j.err.has("porchlight: connected to " + p.where() + ".") })
	return j
}

func (p *program) where() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(p.port)) }

func startJoin(t *testing.T, args ...string) *joined {
	t.Helper()
	cmd := exec.Command(built, append([]string{"join"}, args...)...)
	typing, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	return &joined{launch(t, cmd), typing}
}

// types types lines.
func (j *joined) types(lines ...string) {
	j.t.Helper()
	for _, l := range lines {
		if _, err := io.WriteString(j.typing, l+"\n"); err != nil {
			j.t.Fatal(err)
		}
	}
}

// prints waits until the player has printed just these lines.
func (j *joined) prints(lines ...string) {
	j.t.Helper()
	want := strings.Join(lines, "\n") + "\n"
	j.await("the lines", func() bool { return len(j.out.String()) >= len(want) })
	if got := j.out.String(); got != want {
		j.t.Fatalf("it printed %q, want %q", got, want)
	}
}

func TestJoinSendsWhatIsTypedAndPrintsTheEcho(t *testing.T) {
	p := host(t)
	j := p.join()
	j.types("50,50")
	j.prints("< 50,50")
	j.types("grüße\x1b[2J")
	j.prints("< 50,50", `< grüße\x1b[2J`)
	received := p.awaitEvents("received", 2)
	if received[0]["text"] != "50,50" {
		t.Errorf("the host received %v", received[0])
	}
	j.stop()
	p.awaitEvents("left", 1)
}

func TestTwoJoinsMakeAGameOfTwo(t *testing.T) {
	p := host(t, "--game", "Turn-based relay")
	white := p.join("--game", "Turn-based relay")
	white.prints("< white")
	black := p.join("--game", "turn-based relay")
	black.prints("< black")
	white.types("e2e4")
	black.prints("< black", "< e2e4")
	black.types("e7e5")
	white.prints("< white", "< e7e5")
}

func TestJoinPlaysFramedGames(t *testing.T) {
	for _, game := range []string{"Chat with 64-byte headers", "Chat for Java"} {
		p := host(t, "--game", game)
		first, second := p.join("--game", game), p.join("--game", game)
		first.types("one", "", "three") // at once: the framing keeps them apart
		second.prints("< one", "< ", "< three")
		first.prints("< one", "< ", "< three")
	}
}

func TestJoinTakesAGameFile(t *testing.T) {
	path := gameFile(t, "name = \"Mine\"\nrule = \"reply\"\nreply = \"thanks\"\n[framing]\nin = \"end:;\"\nout = \"u16be\"\n")
	p := host(t, "--game", path)
	j := p.join("--game", path)
	j.types("hello", "with ; inside")
	j.prints("< thanks")
	j.await("the complaint", func() bool { return j.err.has("porchlight: a line was not sent: it holds what ends a message") })
}

func TestJoinSendsPipedInputAndPrintsTheAnswers(t *testing.T) {
	p := host(t, "--game", "Chat with 64-byte headers")
	cmd := exec.Command(built, "join", p.where(), "--game", "Chat with 64-byte headers")
	cmd.Stdin = strings.NewReader("one\ntwo\nwithout an end")
	j := launch(t, cmd)
	j.endsWith(0)
	if want := "< one\n< two\n< without an end\n"; j.out.String() != want {
		t.Errorf("it printed %q, want %q", j.out, want)
	}
	if left := p.awaitEvents("left", 1); left[0]["reason"] != "left" {
		t.Errorf("it left as %v", left[0])
	}
}

func TestJoinSaysThatTheHostEndedTheGame(t *testing.T) {
	p := host(t, "--players", "1")
	in := p.join()
	in.types("in")
	in.prints("< in")
	out := p.join()
	out.endsWith(0)
	if !out.err.has("the host ended the connection before it sent anything. The game may be full") {
		t.Errorf("turned away, it says %q", out.err)
	}
	p.stop()
	in.endsWith(0)
	if !in.err.has("porchlight: the host ended the connection.\n") {
		t.Errorf("after the end it says %q", in.err)
	}
}

func TestJoinSaysWhereNobodyListens(t *testing.T) {
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(freePort(t)))
	j := startJoin(t, address)
	j.endsWith(1)
	j.saysInOneLine("nothing listens at "+address, "Start the host")
	if j.out.String() != "" {
		t.Errorf("it printed %q", j.out)
	}
}

func TestJoinOfAnotherFramingSaysSo(t *testing.T) {
	lines := host(t, "--game", gameFile(t, "name = \"Mine\"\nrule = \"echo\"\ngreeting = \"welcome\"\n[framing]\nin = \"line\"\n"))
	wrong := startJoin(t, lines.where(), "--game", "Chat with 64-byte headers")
	wrong.endsWith(1)
	if !wrong.err.has("what came is no message of this game") || !wrong.err.has("--game") {
		t.Errorf("it says %q", wrong.err)
	}
}

func TestWrongWordsToJoinAreAnsweredInOneLine(t *testing.T) {
	for _, c := range []struct {
		args []string
		says []string
	}{
		{nil, []string{"join needs the address", "--help"}},
		{[]string{"127.0.0.1:abc"}, []string{`"127.0.0.1:abc"`, "1 to 65535"}},
		{[]string{"127.0.0.1", "5555"}, []string{`"5555"`, "one address"}},
		{[]string{"127.0.0.1", "--port", "5555"}, []string{"--port", "--help"}},
		{[]string{"127.0.0.1", "--game", "Chess"}, []string{`"Chess"`, "Echo"}},
		{[]string{"127.0.0.1", "--game", "absent.toml"}, []string{"absent.toml"}},
	} {
		j := startJoin(t, c.args...)
		j.endsWith(2)
		j.saysInOneLine(c.says...)
	}
}

func TestJoinEndsWithCtrlC(t *testing.T) {
	for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
		j := host(t).join()
		j.interrupt(signal)
		j.endsWith(0)
	}
}
