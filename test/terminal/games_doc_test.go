package terminal

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/assets"
	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/game/library"
	"porchlight/test/program"
)

// example is one worked example of docs/games.md: a game file and a transcript.
type example struct {
	line  int    // at which the game file begins
	under string // the heading that it stands under
	toml  string
	steps []string
}

// examples parses the examples of docs/games.md.
func examples(t *testing.T) []example {
	t.Helper()
	f, err := os.Open("../../docs/games.md")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var list []example
	block, under := "", ""
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		switch line := lines.Text(); {
		case line == "```toml":
			block = "toml"
			list = append(list, example{line: n, under: under})
		case line == "```transcript":
			block = "transcript"
		case line == "```":
			block = ""
		case block == "" && strings.HasPrefix(line, "#"):
			under = strings.TrimLeft(line, "# ")
		case block == "toml":
			list[len(list)-1].toml += line + "\n"
		case block == "transcript":
			list[len(list)-1].steps = append(list[len(list)-1].steps, line)
		}
	}
	return list
}

func TestTheExamplesOfTheDocumentPlayAsDescribed(t *testing.T) {
	t.Parallel()
	list := examples(t)
	if len(list) < 17 {
		t.Fatalf("%d examples, want one for each rule and framing at least", len(list))
	}
	for _, e := range list {
		file := filepath.Join(t.TempDir(), "example.toml")
		if err := os.WriteFile(file, []byte(e.toml), 0o600); err != nil {
			t.Fatal(err)
		}
		g, err := gamefile.Load(file)
		if err != nil {
			t.Fatalf("docs/games.md, line %d: %v", e.line, err)
		}
		t.Run(fmt.Sprintf("line %d", e.line), func(t *testing.T) { e.play(t, file, false) })
		if g.In != (framing.Framing{}) {
			t.Run(fmt.Sprintf("line %d in pieces", e.line), func(t *testing.T) { e.play(t, file, true) })
		}
	}
}

var step = regexp.MustCompile(`^([A-Z]) (joins|leaves|is turned away|sends (".*")|receives (".*"))$`)

// play plays an example against the built program. If inPieces is set, messages are sent in pieces of random size.
func (e example) play(t *testing.T, file string, inPieces bool) {
	if len(e.steps) == 0 {
		t.Fatal("the example has no transcript")
	}
	p := program.Host(t, builtPath, "--game", file)
	in := map[string]*program.Client{}
	for _, s := range e.steps {
		m := step.FindStringSubmatch(s)
		if m == nil {
			t.Fatalf("%q is not a step", s)
		}
		switch c := in[m[1]]; {
		case m[2] == "joins":
			in[m[1]] = p.Connect()
			p.WaitFor("the seat of "+m[1], func() bool { return len(p.EventsNamed("joined")) == joinCount(p, in) })
		case m[2] == "leaves":
			before := len(p.EventsNamed("left"))
			_ = c.Close()
			delete(in, m[1])
			p.WaitFor("the leave of "+m[1], func() bool { return len(p.EventsNamed("left")) > before })
		case m[2] == "is turned away":
			p.Connect().WaitForEnd()
		case m[3] != "":
			c.Send(unquote(t, m[3]), inPieces)
		default:
			c.Receive(unquote(t, m[4]))
		}
	}
	// Unexpected messages would have arrived by now.
	for name, c := range in {
		_ = c.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
		if rest, _ := io.ReadAll(c); len(rest) > 0 {
			t.Errorf("%s also received %q", name, rest)
		}
	}
}

// joinCount returns the number of players that have joined so far, including those that have left.
func joinCount(p *program.Program, in map[string]*program.Client) int {
	return len(in) + len(p.EventsNamed("left"))
}

func unquote(t *testing.T, s string) string {
	t.Helper()
	u, err := strconv.Unquote(s)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return u
}

func TestTheDocumentNamesEveryRuleFramingKeyAndGame(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/games.md")
	if err != nil {
		t.Fatal(err)
	}
	games, err := library.New(assets.Games(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var wanted []string
	for _, rule := range game.RuleNames() {
		wanted = append(wanted, "### "+rule+"\n")
	}
	for _, framing := range framing.Names() {
		wanted = append(wanted, "### "+framing+"\n")
	}
	for _, key := range gamefile.KeyNames() {
		wanted = append(wanted, "| `"+key+"` |")
	}
	for _, item := range games.Items() {
		wanted = append(wanted, "| "+item.Name+" |")
	}
	for _, w := range wanted {
		if !strings.Contains(string(text), w) {
			t.Errorf("docs/games.md does not contain %q", w)
		}
	}
}
