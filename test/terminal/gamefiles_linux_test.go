package terminal

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"porchlight/test/built"
	"porchlight/test/process"
	"porchlight/test/program"
)

// ownGames returns a home folder and the folder of the person's games in it.
func ownGames(t *testing.T) (home, games string) {
	t.Helper()
	home = t.TempDir()
	games = filepath.Join(process.ConfigFolder(home), "porchlight", "games")
	if err := os.MkdirAll(games, 0o700); err != nil {
		t.Fatal(err)
	}
	return home, games
}

// write writes a file in a folder.
func write(t *testing.T, folder, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// listGames runs --list-games without the race detector, whose memory differs, and returns what it prints, a line for
// each game, and the most memory that it had.
func listGames(t *testing.T, home string) (lines []string, memory int) {
	t.Helper()
	cmd := exec.Command(built.Headless.Path(t), "--list-games")
	cmd.Env = process.HomeEnv(home)
	p := program.Launch(t, cmd)
	peak := p.MonitorMemory()
	p.WaitForExit(0)
	return strings.Split(strings.TrimSpace(p.Stdout.String()), "\n"), peak()
}

// containing returns the number of lines that contain all of the words.
func containing(lines []string, words ...string) (n int) {
	for _, line := range lines {
		all := true
		for _, w := range words {
			all = all && strings.Contains(line, w)
		}
		if all {
			n++
		}
	}
	return n
}

// A game file of 12 KB took 3 GiB.
func TestAFileThatAGameNamesOftenIsReadOnce(t *testing.T) {
	t.Parallel()
	home, games := ownGames(t)
	write(t, games, "f", strings.Repeat("x", 1<<20))
	write(t, games, "often.toml", "rule = 'swap'\ngreeting_files = ['"+strings.Repeat("f','", 3000)+"f']\nstate_files = ['f', './f', '../games/f']")
	write(t, games, "inside.toml", "rule = 'swap'\ngreeting_files = ['"+strings.Repeat("f','", 3000)+"f']\nstate_files = ['f', './f']")
	lines, memory := listGames(t, home)
	if containing(lines, "inside ", filepath.Join(games, "inside.toml")) != 1 || containing(lines, "often.toml", "cannot be read") != 1 {
		t.Errorf("the games are\n%s", strings.Join(lines, "\n"))
	}
	if memory > 200<<20 {
		t.Errorf("it takes %d MiB", memory>>20)
	}
}

func TestAFolderOfGamesThatNameManyFilesIsReadInPart(t *testing.T) {
	t.Parallel()
	home, games := ownGames(t)
	var names []string
	for i := range 16 {
		name := fmt.Sprintf("f%d", i)
		write(t, games, name, strings.Repeat("x", 1<<20))
		names = append(names, name)
	}
	const many = 60
	for i := range many {
		write(t, games, fmt.Sprintf("g%02d.toml", i), "rule = 'echo'\ngreeting_files = ['"+strings.Join(names, "', '")+"']")
	}
	lines, memory := listGames(t, home)
	if n := containing(lines, ".toml: is not read: "); n < many-5 || n == many { // fewer are read if there is no time
		t.Errorf("of %d games, %d are told as not read, want all but 5", many, n)
	}
	if memory > 400<<20 {
		t.Errorf("it takes %d MiB", memory>>20)
	}
}

// Twenty files of 63 KB of short keys delayed every start by 4.5 s. A thousand of them would exceed the program's
// time limit of the test.
func TestAFolderOfBadGamesDelaysNoStart(t *testing.T) {
	t.Parallel()
	home, games := ownGames(t)
	var keys strings.Builder
	for i := 0; keys.Len() < 63_000; i++ {
		fmt.Fprintf(&keys, "k%d=1\n", i)
	}
	const many = 1000
	for i := range many {
		write(t, games, fmt.Sprintf("%03d.toml", i), keys.String())
	}
	lines, _ := listGames(t, home)
	unknown, unread := containing(lines, `unknown key "k0"`), containing(lines, "is not read")
	if unknown == 0 || unread == 0 || unknown+unread != many {
		t.Errorf("of %d files, %d are told as no games and %d as not read", many, unknown, unread)
	}
	cmd := exec.Command(builtPath, "--headless", "--json", "--bind", "127.0.0.1", "--port", "0")
	cmd.Env = process.HomeEnv(home)
	p := program.Launch(t, cmd)
	p.WaitForPort()
	p.Connect().Echo("in")
	p.Stop()
}

// Reading a pipe or some of the kernel's files would wait for ever.
func TestAGameThatIsNoPlainFileIsRefused(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	pipe := filepath.Join(folder, "pipe.toml")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, folder, "greets.toml", "rule = 'echo'\ngreeting_files = 'pipe.toml'")
	for path, words := range map[string]string{
		pipe:                                 "plain file of at most 64 KiB",
		folder:                               "plain file of at most 64 KiB",
		"/dev/zero":                          "plain file of at most 64 KiB",
		"/proc/self/pagemap":                 "plain file of at most 64 KiB",
		"/proc/kmsg":                         "", // cannot be read, or is larger
		filepath.Join(folder, "greets.toml"): `line 2: greeting_files: "pipe.toml" cannot be read`,
	} {
		p := program.Start(t, built.Headless.Path(t), "--headless", "--bind", "127.0.0.1", "--port", "0", "--game", path)
		peak := p.MonitorMemory()
		p.WaitForExit(2)
		p.CheckErrorLine(filepath.Base(path), words)
		if memory := peak(); memory > 100<<20 {
			t.Errorf("%s: it takes %d MiB", path, memory>>20)
		}
	}
}

func TestAPipeAmongTheGamesDelaysNoStart(t *testing.T) {
	t.Parallel()
	home, games := ownGames(t)
	if err := syscall.Mkfifo(filepath.Join(games, "pipe.toml"), 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, games, "mine.toml", "rule = 'echo'\nabout = 'Another.'")
	if lines, _ := listGames(t, home); containing(lines, "mine ", "Another.") != 1 {
		t.Errorf("the games are\n%s", strings.Join(lines, "\n"))
	}
}
