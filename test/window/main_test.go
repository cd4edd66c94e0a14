// Package window proves what a person sees and does in the real window: on a virtual display, by mouse and keyboard,
// with friends on other computers of networks that the tests make. It asks the program what its windows show. Package
// pixels proves that the pixels show the same.
package window

import (
	"os"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

func TestMain(m *testing.M) { os.Exit(program.RunTests(m, built.Inspect)) }
