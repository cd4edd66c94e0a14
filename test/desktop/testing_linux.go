package desktop

import "testing"

// ForTest opens a desktop that is closed at the end of the test. It skips the test if a command is missing, or fails
// it in continuous integration. NeedTools lists the methods that need more commands, which the caller names.
func ForTest(t *testing.T, width, height int, commands ...string) *Desktop {
	t.Helper()
	NeedTools(t, append(commands, required...)...)
	d, err := Open(width, height)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}
