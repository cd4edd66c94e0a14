// Package lan proves what the program does for other computers, without its window: who is let in from which
// network, which address it names, and what it notices when a network changes. Each test makes networks of its own.
package lan

import (
	"fmt"
	"os"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

// builtPath is where the program under test is. TestMain sets it once.
var builtPath string

func TestMain(m *testing.M) {
	var err error
	if builtPath, err = built.Race.Build(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(program.RunTests(m))
}
