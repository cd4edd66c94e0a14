package desktop

import (
	"testing"

	"porchlight/test/need"
)

// ForTest is Open for a test, which closes the desktop at its end.
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
