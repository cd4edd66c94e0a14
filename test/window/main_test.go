// Package window proves on Linux that people can do with the real window what the documents promise. The tests operate
// the built program by mouse and keyboard on a virtual display, with friends on other computers of networks that the
// tests create. They ask the program what its windows show, which needs a program built with the tag inspect; package
// pixels proves that the screen shows the same.
package window

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

// failedFolder has the screenshots of the tests that failed in the last run.
var failedFolder = filepath.Join("..", "..", "build", "failed", "window")

func TestMain(m *testing.M) {
	if err := os.RemoveAll(failedFolder); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(program.RunTests(m, built.Inspect))
}
