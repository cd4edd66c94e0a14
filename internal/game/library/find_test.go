package library

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"porchlight/internal/game"
)

func TestFindAcceptsNamesAndFiles(t *testing.T) {
	l := newLibrary(t)
	writeFile(t, l.Folder(), "own-apple.toml", "name = 'APPLE'\nrule = 'swap'")
	writeFile(t, l.Folder(), "chess.toml", "name = 'Große Schachpartie'\nrule = 'relay'")
	l.Reload()
	file := writeFile(t, t.TempDir(), "from a friend.toml", "name = 'Friend'\nrule = 'reply'\nreply = 'x'")
	t.Chdir(filepath.Dir(file))
	for given, want := range map[string]string{
		"Echo": "Echo", "echo": "Echo", "ECHO": "Echo",
		"Apple": "APPLE", "apple": "APPLE", // the person's own precedes
		"große schachpartie": "Große Schachpartie", "GROSSE SCHACHPARTIE": "",
		file: "Friend", "from a friend.toml": "Friend", "./from a friend.toml": "Friend",
	} {
		g, err := l.Find(given)
		switch {
		case want == "" && err == nil:
			t.Errorf("%q is %q", given, g.Name)
		case want != "" && (err != nil || g.Name != want):
			t.Errorf("%q is %+v (%v), want %q", given, g, err, want)
		}
	}
}

func TestAnUnknownGameIsAnErrorWithTheNearestNames(t *testing.T) {
	l := newLibrary(t)
	broken := writeFile(t, l.Folder(), "broken.toml", "rule = 'x'")
	l.Reload()
	if err := os.Mkdir(filepath.Join(t.TempDir(), "games"), 0o755); err != nil {
		t.Fatal(err)
	}
	for given, words := range map[string]string{
		"Eco":          `there is no game "Eco": did you mean "Echo"? there are Echo, Apple, broken.toml`,
		"Snake":        `there is no game "Snake": there are Echo, Apple`,
		"appel":        `did you mean "Apple"?`,
		"a\nb":         `there is no game "a\nb": there are`,
		"\u202eohcE":   `there is no game "\u202eohcE"`,
		"none.toml":    `the game file "none.toml" cannot be read: `,
		"below/none":   `the game file "below/none" cannot be read: `,
		"broken.toml":  `broken.toml, line 1: rule: unknown rule "x"`,
		"Broken":       `broken.toml, line 1: rule: unknown rule "x"`,
		broken:         `broken.toml, line 1: rule: unknown rule "x"`,
		`C:\none.toml`: `cannot be read: `,
		"":             "",
		"..":           "",
		".":            "",
		"/":            "",
	} {
		g, err := l.Find(given)
		if err == nil || g != nil || !strings.Contains(err.Error(), words) || strings.Count(err.Error(), "none") > 1 || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, want one line with %q", given, err, words)
		}
		if strings.HasPrefix(words, "broken.toml,") {
			wantErrorAt(t, err, "rule", 1, words)
			if !strings.HasPrefix(err.Error(), words) {
				t.Errorf("%q: %v, want %q at once", given, err, words)
			}
		}
	}
}

func TestAnInvalidFileDoesNotHideABuiltInGame(t *testing.T) {
	l := newLibrary(t)
	writeFile(t, l.Folder(), "echo.toml", "rule = 'x'")
	l.Reload()
	if g, err := l.Find("Echo"); err != nil || g.Rule != game.RuleEcho {
		t.Errorf("Echo is %+v (%v)", g, err)
	}
}

func TestAnUnknownGameIsAnErrorWithAHundredNamesAtMost(t *testing.T) {
	l := newLibrary(t)
	writeGames(t, l.Folder(), maxListed)
	l.Reload()
	_, err := l.Find("game 100.")
	if err == nil || !strings.Contains(err.Error(), `did you mean "game 100"`) || !strings.HasSuffix(err.Error(), ", and 2 more") || strings.Count(err.Error(), ", ") != maxListed {
		t.Errorf("the error is %v", err)
	}
}
