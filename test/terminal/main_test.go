// Package terminal proves how the built program behaves without its window: its flags, its output as sentences and as
// JSON, its log, its files, its crash reports and its exit statuses, the command join, and what clients in Go and Python
// receive over real sockets. It also proves that the examples in docs/games.md work and that docs/troubleshooting.md has
// the errors that Python prints. The flag -variant selects the variant of the program (package built).
package terminal

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

// variantName is the flag that names the variant of the program to test.
var variantName = flag.String("variant", "race", "the `variant` of the program to test, as package built names it")

// variant is the program under test and builtPath its path. TestMain sets both once.
var (
	variant   built.Variant
	builtPath string
)

func TestMain(m *testing.M) {
	flag.Parse()
	var err error
	if variant, err = built.Named(*variantName); err == nil {
		builtPath, err = variant.Build()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(program.RunTests(m, variant))
}
