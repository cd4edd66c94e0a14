// Package languages proves that the README's clients, each in another language, are played as they stand there.
package languages

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
	if builtPath, err = built.Headless.Build(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(program.RunTests(m))
}
