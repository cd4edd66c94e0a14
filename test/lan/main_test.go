// Package lan proves what the program does for other computers, without its window: which networks players may come
// from, which address it names, and how it reacts when a network changes. Each test makes networks of its own.
package lan

import (
	"os"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

func TestMain(m *testing.M) { os.Exit(program.RunTests(m, built.Race)) }
