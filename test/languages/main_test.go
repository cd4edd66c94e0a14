// Package languages proves that the clients in the README, each in another language, have five lines and play against
// the built program. Code around the lines completes them to a program; in the lines only the address is replaced and,
// for Godot 3, a name of Godot 4.
package languages

import (
	"os"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

func TestMain(m *testing.M) { os.Exit(program.RunTests(m, built.Headless)) }
