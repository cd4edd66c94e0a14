package terminal

import (
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/program"
)

func TestAWrongFlagIsAnsweredInOneLineThatNamesIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args  string
		words []string // that the line contains
	}{
		{"--port abc", []string{`"abc"`, "--port", "1 to 65535"}},
		{"--port 65536", []string{`"65536"`, "--port", "1 to 65535"}},
		{"--port -1", []string{`"-1"`, "--port", "1 to 65535"}},
		{"--port=", []string{"--port", "1 to 65535"}},
		{"--port", []string{"--port", "something must follow"}},
		{"--players -1", []string{`"-1"`, "--players", "0 for no limit"}},
		{"--players two", []string{`"two"`, "--players", "0 for no limit"}},
		{"--players 99999999999999999999", []string{"--players"}},
		{"--buffer 0", []string{`"0"`, "--buffer", "1 to 1048576"}},
		{"--buffer 1048577", []string{"--buffer", "1 to 1048576"}},
		{"--messages-per-second -1", []string{`"-1"`, "--messages-per-second", "0 for no limit"}},
		{"--bytes-per-second 64M", []string{`"64M"`, "--bytes-per-second", "0 for no limit"}},
		{"--connections-per-second few", []string{`"few"`, "--connections-per-second", "0 for no limit"}},
		{"--too-fast kick", []string{`"kick"`, "--too-fast", "slow or drop"}},
		{"--bind localhost", []string{`"localhost"`, "--bind", "0.0.0.0"}},
		{"--bind ::1", []string{`"::1"`, "--bind", "IPv4"}},
		{"--bind 224.0.0.1", []string{`"224.0.0.1"`, "--bind", "an IPv4 address of this computer", "0.0.0.0 for all"}},
		{"--bind 255.255.255.255", []string{"--bind", "an IPv4 address of this computer"}},
		{"--bind 240.1.2.3", []string{"--bind", "an IPv4 address of this computer"}},
		{"--bind 0.0.0.1", []string{"--bind", "an IPv4 address of this computer"}},
		{"--bind 127.255.255.255", []string{"--bind", "an IPv4 address of this computer"}},
		{"--bind 192.168.1.23:5555", []string{"--bind", "192.168.1.23"}},
		{"--game Chess", []string{`"Chess"`, "Echo"}},
		{"--game absent.toml", []string{"absent.toml"}},
		{"--json=perhaps", []string{"--json", "perhaps"}},
		{"--nonsense", []string{"--nonsense", "--help"}},
		{"-p 5555", []string{"-p", "--help"}},
		{"5555", []string{`"5555"`, "--help"}},
		{"--headless start", []string{`"start"`, "--help"}},
	} {
		t.Run(c.args, func(t *testing.T) {
			p := program.Start(t, builtPath, strings.Fields(c.args)...)
			p.WaitForExit(2)
			p.CheckErrorLine(c.words...)
			if p.Stdout.String() != "" {
				t.Errorf("it printed %q", p.Stdout)
			}
		})
	}
}

func TestHelpNamesEveryFlag(t *testing.T) {
	t.Parallel()
	for _, flag := range []string{"--help", "-h"} {
		p := program.Start(t, builtPath, flag)
		p.WaitForExit(0)
		for _, name := range []string{"--start", "--headless", "--port", "--bind", "--game", "--players", "--json", "--quiet", "--list-games", "--version", "--licences", "--help", "portable.txt", "Exit status"} {
			if !p.Stdout.Contains(name) {
				t.Errorf("%s does not name %s", flag, name)
			}
		}
		for _, line := range p.Stdout.Lines() {
			if len(line) > 100 {
				t.Errorf("a line of the help is too long for a terminal: %q", line)
			}
		}
	}
}

func TestVersionIsTheOneThatIsPackaged(t *testing.T) {
	t.Parallel()
	toml, err := os.ReadFile(filepath.Join("..", "..", "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^Version = "(.+)"$`).FindSubmatch(toml)
	if found == nil {
		t.Fatal("FyneApp.toml has no version")
	}
	p := program.Start(t, builtPath, "--version")
	p.WaitForExit(0)
	line := regexp.MustCompile(`^Porchlight ` + regexp.QuoteMeta(string(found[1])) + `( \(commit [0-9a-f]{7}(, changed)?\))?\n$`)
	if !line.MatchString(p.Stdout.String()) {
		t.Errorf("it printed %q, want Porchlight %s, and the commit where it is known", p.Stdout, found[1])
	}
}

func TestEveryListedGameCanBeHosted(t *testing.T) {
	t.Parallel()
	p := program.Start(t, builtPath, "--list-games")
	p.WaitForExit(0)
	lines := p.Stdout.Lines()
	if len(lines) == 0 {
		t.Fatal("no games")
	}
	for _, line := range lines {
		name, description, found := strings.Cut(line, "  ")
		if !found || strings.TrimSpace(description) == "" {
			t.Errorf("%q does not describe the game", line)
		}
		program.Host(t, builtPath, "--game", name).Stop()
	}
}

// gameFile writes a game file and returns its path.
func gameFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mine.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAGameFileIsHosted(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--game", gameFile(t, `
name     = "Mine"
rule     = "reply"
reply    = "thanks"
players  = 1
greeting = "hello"

[framing]
in = "line"
`))
	c := p.Connect()
	c.Receive("hello\n")
	if _, err := c.Write([]byte("one\ntwo\n")); err != nil {
		t.Fatal(err)
	}
	c.Receive("thanks\nthanks\n")
	p.Connect().WaitForEnd() // one player, as the file says
}

func TestAnErrorInAGameFileIsReportedWithItsLineAndASuggestion(t *testing.T) {
	t.Parallel()
	path := gameFile(t, "name = \"Mine\"\nrule = \"ecko\"\n")
	p := program.Start(t, builtPath, "--headless", "--port", "0", "--game", path)
	p.WaitForExit(2)
	p.CheckErrorLine("mine.toml, line 2", `"ecko"`, `"echo"`)
}

func TestPlayersZeroIsNoLimit(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--players", "0")
	for range 20 {
		p.Connect().Echo("in")
	}
	if n := len(p.EventsNamed("refused")); n > 0 {
		t.Errorf("%d players were refused", n)
	}
}

func TestPlayersOneRefusesTheSecond(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--players", "1")
	first := p.Connect()
	first.Echo("in")
	p.Connect().WaitForEnd()
	first.Echo("still in")
	if e := p.WaitForEvents("refused", 1); e[0]["reason"] != "full" {
		t.Errorf("the second was refused as %v", e[0])
	}
}

func TestAPlayerThatSendsTooMuchIsSlowedOrEndedAsTheFlagsSay(t *testing.T) {
	t.Parallel()
	flood := []byte(strings.Repeat("x", 20_000))
	p := program.Host(t, builtPath, "--messages-per-second", "3")
	c := p.Connect()
	if _, err := c.Write(flood); err != nil {
		t.Fatal(err)
	}
	if e := p.WaitForEvents("slowed", 1)[0]; e["reason"] != "too fast" || e["count"] != 3.0 {
		t.Errorf("it was slowed as %v", e)
	}
	p = program.Host(t, builtPath, "--bytes-per-second", "1000", "--too-fast", "drop")
	c = p.Connect()
	if _, err := c.Write(flood); err != nil {
		t.Fatal(err)
	}
	if e := p.WaitForEvents("left", 1)[0]; e["reason"] != "too much" {
		t.Errorf("it left as %v", e)
	}
}

func TestBindListensOnThatAddressAlone(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath) // on 127.0.0.1
	p.Connect().Echo("in")
	if conn, err := net.Dial("tcp4", net.JoinHostPort("127.0.0.2", strconv.Itoa(p.Port))); err == nil {
		_ = conn.Close()
		t.Error("127.0.0.2 accepts connections, too")
	}
}

func TestAnAddressOfAnotherMachineIsReportedInOneLine(t *testing.T) {
	t.Parallel()
	p := program.Start(t, builtPath, "--headless", "--port", "0", "--bind", "198.51.100.7") // reserved for documentation
	p.WaitForExit(1)
	p.CheckErrorLine("198.51.100.7", "--bind")
}

func TestAPortTakenByAnotherProcessIsReportedInOneLine(t *testing.T) {
	t.Parallel()
	first := program.Host(t, builtPath)
	port := strconv.Itoa(first.Port)
	for _, form := range [][]string{{"--headless"}, {"--json"}} {
		second := program.Start(t, builtPath, append(form, "--bind", "127.0.0.1", "--port", port)...)
		second.WaitForExit(1)
		second.CheckErrorLine("port "+port, "another Porchlight", "--port")
		if second.Stdout.String() != "" {
			t.Errorf("it printed %q, though it does not host", second.Stdout)
		}
	}
	first.Connect().Echo("still there")
}
