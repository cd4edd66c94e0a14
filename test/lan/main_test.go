// Package lan proves what the program does for other computers, without its window: which networks players may come
// from, which address it names, and how it reacts when a network changes. Each test makes networks of its own.
package lan

import (
	"fmt"
	"os"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

// builtPath is the path of the program under test. TestMain sets it once.
var builtPath string

func TestMain(m *testing.M) {
	var err error
	if builtPath, err = built.Race.Build(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(program.RunTests(m))
}
