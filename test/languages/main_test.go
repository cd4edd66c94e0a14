// Package languages proves that the clients in the README, each in another language, play as they are printed there.
package languages

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
	if builtPath, err = built.Headless.Build(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(program.RunTests(m))
}
