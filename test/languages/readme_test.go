package languages

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"porchlight/test/built"
	"porchlight/test/need"
	"porchlight/test/program"
)

// readmeClient says how a client in the README becomes a program: the code around its lines, and the commands that
// build and run it in a folder of its own.
type readmeClient struct {
	language string // of its code block in the README
	file     string
	around   string // "LINES" is replaced by the lines; "" is the lines alone
	commands [][]string
}

var readmeClients = []readmeClient{
	{language: "python", file: "friend.py", commands: [][]string{{"python3", "friend.py"}}},
	{language: "go", file: "friend.go", around: "package main\n\nimport (\n\"fmt\"\n\"io\"\n\"log\"\n\"net\"\n\"os\"\n)\n\nfunc main() {\nLINES}\n", commands: [][]string{{"go", "run", "friend.go"}}},
	{language: "java", file: "Friend.java", around: "class Friend {\npublic static void main(String[] args) throws Exception {\nLINES}\n}\n", commands: [][]string{{"java", "Friend.java"}}},
	{language: "csharp", file: "friend.cs", around: "using System;\nusing System.Net.Sockets;\nusing System.Text;\n\nclass Friend {\nstatic void Main() {\nLINES}\n}\n", commands: [][]string{{"mcs", "friend.cs"}, {"mono", "friend.exe"}}},
	{language: "javascript", file: "friend.js", commands: [][]string{{"node", "friend.js"}}},
	// The lines are for Godot 4, and Debian has Godot 3. What they use differs only in a name, which is replaced,
	// and in poll, which is only called while the connection is being established.
	{language: "gdscript", file: "friend.gd", around: "extends SceneTree\n\nfunc _init():\nLINES\n\tquit()\n", commands: [][]string{{"godot3-server", "--no-window", "-s", "friend.gd"}}},
}

func TestTheClientsOfTheReadmeAreFiveLinesAndPlay(t *testing.T) {
	for _, c := range readmeClients {
		t.Run(c.language, func(t *testing.T) {
			lines := c.lines(t)
			if len(lines) != 5 {
				t.Errorf("%d lines, want 5", len(lines))
			}
			for _, command := range c.commands {
				need.Tools(t, command[0]+":"+debianPackages[command[0]])
			}
			p := program.Host(t, built.Headless.Path(t))
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.program(lines, p.Port)), 0o600); err != nil {
				t.Fatal(err)
			}
			var output string
			for _, command := range c.commands {
				output = runCommand(t, dir, command)
			}
			if !strings.HasSuffix(strings.TrimSpace(output), "50,50") {
				t.Errorf("it printed %q, want its message", output)
			}
			if e := p.WaitForEvents("left", 1); e[0]["reason"] != "left" {
				t.Errorf("it left as %v", e[0])
			}
		})
	}
}

// debianPackages maps commands to the Debian packages that contain them.
var debianPackages = map[string]string{
	"python3": "python3", "go": "golang", "java": "default-jdk-headless", "mcs": "mono-mcs", "mono": "mono-runtime", "node": "nodejs",
	"godot3-server": "godot3-server",
}

// lines returns a client's lines in the README.
func (c readmeClient) lines(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, begins := strings.Cut(strings.ReplaceAll(string(text), "\r\n", "\n"), "```"+c.language+"\n")
	block, _, ends := strings.Cut(rest, "```\n")
	if !begins || !ends {
		t.Fatalf("the README has no client in %s", c.language)
	}
	return strings.Split(strings.TrimSuffix(block, "\n"), "\n")
}

// program returns the source of the whole client, for this computer and a port.
func (c readmeClient) program(lines []string, port int) string {
	var b strings.Builder
	for _, line := range lines {
		if c.language == "gdscript" {
			b.WriteByte('\t')
		}
		b.WriteString(line + "\n")
	}
	here := strings.NewReplacer("192.168.1.23", "127.0.0.1", "5555", strconv.Itoa(port), "to_utf8_buffer", "to_utf8")
	if c.around == "" {
		return here.Replace(b.String())
	}
	return strings.Replace(c.around, "LINES", here.Replace(b.String()), 1)
}

// runCommand runs a command in a folder and returns its standard output.
func runCommand(t *testing.T, dir string, command []string) string {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "XDG_DATA_HOME="+dir) // Godot keeps logs there
	cmd.WaitDelay = 5 * time.Second
	killer := time.AfterFunc(program.Timeout, func() { _ = cmd.Process.Kill() })
	defer killer.Stop()
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v\n%s%s", command, err, &stdout, &stderr)
	}
	return stdout.String()
}
