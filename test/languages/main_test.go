// Package languages proves that the README's clients, each in another language, are played as they stand there.
package languages

import (
	"os"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

func TestMain(m *testing.M) { os.Exit(program.RunTests(m, built.Headless)) }
