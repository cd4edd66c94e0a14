package terminal

import (
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"porchlight/test/program"
)

// joined is the program as a player, with what somebody types into it.
type joined struct {
	*program.Program
	t     *testing.T
	stdin io.WriteCloser
}

// join starts the program as a player of another one that hosts, and returns once it is connected.
func join(t *testing.T, p *program.Program, args ...string) *joined {
	t.Helper()
	j := startJoin(t, append([]string{address(p)}, args...)...)
	j.WaitFor("the connection", func() bool { return j.Stderr.Contains("porchlight: connected to " + address(p) + ".") })
	return j
}

// address returns where a program hosts, as join takes it.
func address(p *program.Program) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(p.Port)) }

func startJoin(t *testing.T, args ...string) *joined {
	t.Helper()
	cmd := exec.Command(builtPath, append([]string{"join"}, args...)...)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	return &joined{program.Launch(t, cmd), t, stdin}
}

// types types lines.
func (j *joined) types(lines ...string) {
	j.t.Helper()
	for _, l := range lines {
		if _, err := io.WriteString(j.stdin, l+"\n"); err != nil {
			j.t.Fatal(err)
		}
	}
}

// prints waits until the player has printed just these lines.
func (j *joined) prints(lines ...string) {
	j.t.Helper()
	want := strings.Join(lines, "\n") + "\n"
	j.WaitFor("the lines", func() bool { return len(j.Stdout.String()) >= len(want) })
	if got := j.Stdout.String(); got != want {
		j.t.Fatalf("it printed %q, want %q", got, want)
	}
}

func TestJoinSendsWhatIsTypedAndPrintsTheEcho(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath)
	j := join(t, p)
	j.types("50,50")
	j.prints("< 50,50")
	j.types("grüße\x1b[2J")
	j.prints("< 50,50", `< grüße\x1b[2J`)
	received := p.WaitForEvents("received", 2)
	if received[0]["text"] != "50,50" {
		t.Errorf("the host received %v", received[0])
	}
	j.Stop()
	p.WaitForEvents("left", 1)
}

func TestTwoJoinsMakeAGameOfTwo(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--game", "Turn-based relay")
	white := join(t, p, "--game", "Turn-based relay")
	white.prints("< white")
	black := join(t, p, "--game", "turn-based relay")
	black.prints("< black")
	white.types("e2e4")
	black.prints("< black", "< e2e4")
	black.types("e7e5")
	white.prints("< white", "< e7e5")
}

func TestJoinPlaysFramedGames(t *testing.T) {
	t.Parallel()
	for _, game := range []string{"Chat with 64-byte headers", "Chat for Java"} {
		p := program.Host(t, builtPath, "--game", game)
		first, second := join(t, p, "--game", game), join(t, p, "--game", game)
		first.types("one", "", "three") // at once: the framing keeps them apart
		second.prints("< one", "< ", "< three")
		first.prints("< one", "< ", "< three")
	}
}

func TestJoinTakesAGameFile(t *testing.T) {
	t.Parallel()
	path := gameFile(t, "name = \"Mine\"\nrule = \"reply\"\nreply = \"thanks\"\n[framing]\nin = \"end:;\"\nout = \"u16be\"\n")
	p := program.Host(t, builtPath, "--game", path)
	j := join(t, p, "--game", path)
	j.types("hello", "with ; inside")
	j.prints("< thanks")
	j.WaitFor("the complaint", func() bool { return j.Stderr.Contains("porchlight: a line was not sent: it holds what ends a message") })
}

func TestJoinSendsPipedInputAndPrintsTheAnswers(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--game", "Chat with 64-byte headers")
	cmd := exec.Command(builtPath, "join", address(p), "--game", "Chat with 64-byte headers")
	cmd.Stdin = strings.NewReader("one\ntwo\nwithout an end")
	j := program.Launch(t, cmd)
	j.WaitForExit(0)
	if want := "< one\n< two\n< without an end\n"; j.Stdout.String() != want {
		t.Errorf("it printed %q, want %q", j.Stdout, want)
	}
	if left := p.WaitForEvents("left", 1); left[0]["reason"] != "left" {
		t.Errorf("it left as %v", left[0])
	}
}

func TestJoinSaysThatTheHostEndedTheGame(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--players", "1")
	in := join(t, p)
	in.types("in")
	in.prints("< in")
	out := join(t, p)
	out.WaitForExit(0)
	if !out.Stderr.Contains("the host ended the connection before it sent anything. The game may be full") {
		t.Errorf("turned away, it says %q", out.Stderr)
	}
	p.Stop()
	in.WaitForExit(0)
	if !in.Stderr.Contains("porchlight: the host ended the connection.\n") {
		t.Errorf("after the end it says %q", in.Stderr)
	}
}

func TestJoinSaysWhereNobodyListens(t *testing.T) {
	t.Parallel()
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(program.FreePort(t)))
	j := startJoin(t, address)
	j.WaitForExit(1)
	j.CheckErrorLine("nothing listens at "+address, "Start the host")
	if j.Stdout.String() != "" {
		t.Errorf("it printed %q", j.Stdout)
	}
}

func TestJoinOfAnotherFramingSaysSo(t *testing.T) {
	t.Parallel()
	lines := program.Host(t, builtPath, "--game", gameFile(t, "name = \"Mine\"\nrule = \"echo\"\ngreeting = \"welcome\"\n[framing]\nin = \"line\"\n"))
	wrong := startJoin(t, address(lines), "--game", "Chat with 64-byte headers")
	wrong.WaitForExit(1)
	if !wrong.Stderr.Contains("what came is no message of this game") || !wrong.Stderr.Contains("--game") {
		t.Errorf("it says %q", wrong.Stderr)
	}
}

func TestWrongWordsToJoinAreAnsweredInOneLine(t *testing.T) {
	t.Parallel()
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
		j.WaitForExit(2)
		j.CheckErrorLine(c.says...)
	}
}

func TestJoinEndsWithCtrlC(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
		j := join(t, program.Host(t, builtPath))
		j.Signal(signal)
		j.WaitForExit(0)
	}
}
