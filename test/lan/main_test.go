// Package lan proves how the built program, without its window, serves other computers: from which networks it admits
// players, how it limits each address, which address it names for friends, and how it reacts when a network appears or a
// player vanishes. Each test creates its own networks (package network), which needs Linux and root.
package lan

import (
	"os"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

func TestMain(m *testing.M) { os.Exit(program.RunTests(m, built.Race)) }
