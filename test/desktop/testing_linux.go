package desktop

import (
	"testing"

	"porchlight/test/need"
)

// ForTest opens a desktop that is closed at the end of the test. It skips the test if a command is missing, or fails
// it in continuous integration.
func ForTest(t *testing.T, width, height int) *Desktop {
	t.Helper()
	need.Tools(t, tools...)
	d, err := Open(width, height)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}
