package program

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// CrashSecret is the text that stands for a player's message in a panic. No report may contain it.
const CrashSecret = "a player's message"

// CrashEnv returns the environment variable that has a variant of the program that crashes on demand do so in a way,
// such as "goroutine", with CrashSecret in its panic.
func CrashEnv(way string) string { return "PORCHLIGHT_CRASH=" + way + ":" + CrashSecret }

// CrashReport returns the path of the one crash report below a folder of settings. The report must name the version
// of FyneApp.toml, the system and Go, must contain all of the words, and must not contain CrashSecret.
func CrashReport(t *testing.T, config string, words ...string) (path string) {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(config, "porchlight", "crashes", "crash-*.txt"))
	if err != nil || len(list) != 1 {
		t.Fatalf("there are the reports %q (%v), want one", list, err)
	}
	b, err := os.ReadFile(list[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range append(words, "Porchlight "+version(t), runtime.GOOS+"/", "go1.", "main.provoke") {
		if !strings.Contains(string(b), want) {
			t.Errorf("the report does not have %q:\n%s", want, b)
		}
	}
	if strings.Contains(string(b), CrashSecret) {
		t.Errorf("the report has the message:\n%s", b)
	}
	return list[0]
}

// version returns the program's version from FyneApp.toml. The test must run in the folder of a package in test.
func version(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	var app struct{ Details struct{ Version string } }
	if err := toml.Unmarshal(text, &app); err != nil || app.Details.Version == "" {
		t.Fatalf("FyneApp.toml has no version (%v)", err)
	}
	return app.Details.Version
}
