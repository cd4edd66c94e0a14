// Package terminal proves what the program does without its window: its flags, what it prints as sentences and as
// JSON, its log, its exit statuses, and what clients in Go and Python receive over real sockets.
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
