// Package languages proves that the clients in the README, each in another language, play as they are printed there.
package languages

import (
	"os"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

func TestMain(m *testing.M) { os.Exit(program.RunTests(m, built.Headless)) }
