package program

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// CrashSecret is what the variants that crash on demand panic with.
const CrashSecret = "a player's message"

// CrashReport returns the path of the one crash report below a folder of settings. The report must contain all of
// the words and must not contain CrashSecret.
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
	for _, want := range append(words, "Porchlight 0.1.0", "linux/", "go1.", "main.provoke") {
		if !strings.Contains(string(b), want) {
			t.Errorf("the report does not have %q:\n%s", want, b)
		}
	}
	if strings.Contains(string(b), CrashSecret) {
		t.Errorf("the report has the message:\n%s", b)
	}
	return list[0]
}
