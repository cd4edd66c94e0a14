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

// joinClient is the program connected as a player to another one, with a pipe to its standard input.
type joinClient struct {
	*program.Program
	t     *testing.T
	stdin io.WriteCloser
}

// join starts the program as a player of another one that hosts, and returns once it is connected.
func join(t *testing.T, p *program.Program, args ...string) *joinClient {
	t.Helper()
	j := startJoin(t, append([]string{address(p)}, args...)...)
	j.WaitFor("the connection", func() bool { return j.Stderr.Contains("porchlight: connected to " + address(p) + ".") })
	return j
}

// address returns the address on which a program hosts.
func address(p *program.Program) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(p.Port)) }

func startJoin(t *testing.T, args ...string) *joinClient {
	t.Helper()
	cmd := exec.Command(builtPath, append([]string{"join"}, args...)...)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	return &joinClient{program.Launch(t, cmd), t, stdin}
}

// typeLines writes lines to standard input.
func (j *joinClient) typeLines(lines ...string) {
	j.t.Helper()
	for _, l := range lines {
		if _, err := io.WriteString(j.stdin, l+"\n"); err != nil {
			j.t.Fatal(err)
		}
	}
}

// waitForOutput waits until the player has printed exactly these lines.
func (j *joinClient) waitForOutput(lines ...string) {
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
	j.typeLines("50,50")
	j.waitForOutput("< 50,50")
	j.typeLines("grüße\x1b[2J")
	j.waitForOutput("< 50,50", `< grüße\x1b[2J`)
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
	white.waitForOutput("< white")
	black := join(t, p, "--game", "turn-based relay")
	black.waitForOutput("< black")
	white.typeLines("e2e4")
	black.waitForOutput("< black", "< e2e4")
	black.typeLines("e7e5")
	white.waitForOutput("< white", "< e7e5")
}

func TestJoinPlaysFramedGames(t *testing.T) {
	t.Parallel()
	for _, game := range []string{"Chat with 64-byte headers", "Chat for Java"} {
		p := program.Host(t, builtPath, "--game", game)
		first, second := join(t, p, "--game", game), join(t, p, "--game", game)
		first.typeLines("one", "", "three") // sent at once; the framing separates them
		second.waitForOutput("< one", "< ", "< three")
		first.waitForOutput("< one", "< ", "< three")
	}
}

func TestJoinAcceptsAGameFile(t *testing.T) {
	t.Parallel()
	path := gameFile(t, "name = \"Mine\"\nrule = \"reply\"\nreply = \"thanks\"\n[framing]\nin = \"end:;\"\nout = \"u16be\"\n")
	p := program.Host(t, builtPath, "--game", path)
	j := join(t, p, "--game", path)
	j.typeLines("hello", "with ; inside")
	j.waitForOutput("< thanks")
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
	in.typeLines("in")
	in.waitForOutput("< in")
	out := join(t, p)
	out.WaitForExit(0)
	if !out.Stderr.Contains("the host ended the connection before it sent anything. The game may be full") {
		t.Errorf("refused, it wrote %q", out.Stderr)
	}
	p.Stop()
	in.WaitForExit(0)
	if !in.Stderr.Contains("porchlight: the host ended the connection.\n") {
		t.Errorf("after the end it wrote %q", in.Stderr)
	}
}

func TestJoinSaysThatNobodyListens(t *testing.T) {
	t.Parallel()
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(program.FreePort(t)))
	j := startJoin(t, address)
	j.WaitForExit(1)
	j.CheckErrorLine("nothing listens at "+address, "Start the host")
	if j.Stdout.String() != "" {
		t.Errorf("it printed %q", j.Stdout)
	}
}

func TestJoinWithAnotherFramingSaysSo(t *testing.T) {
	t.Parallel()
	lines := program.Host(t, builtPath, "--game", gameFile(t, "name = \"Mine\"\nrule = \"echo\"\ngreeting = \"welcome\"\n[framing]\nin = \"line\"\n"))
	wrong := startJoin(t, address(lines), "--game", "Chat with 64-byte headers")
	wrong.WaitForExit(1)
	if !wrong.Stderr.Contains("what came is no message of this game") || !wrong.Stderr.Contains("--game") {
		t.Errorf("it wrote %q", wrong.Stderr)
	}
}

func TestWrongArgumentsOfJoinAreReportedInOneLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args  []string
		words []string
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
		j.CheckErrorLine(c.words...)
	}
}

func TestJoinEndsWithCtrlC(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		j := join(t, program.Host(t, builtPath))
		j.Signal(signal)
		j.WaitForExit(0)
	}
}
