package network

import (
	"errors"
	"os"
	"testing"
)

// ForTest makes a network for a test and takes it away after it. Without root it skips the test, saying
// which, except where CI promises root.
func ForTest(t *testing.T) *Network {
	t.Helper()
	n, err := New()
	if errors.Is(err, ErrNotRoot) && os.Getenv("CI") != "true" {
		t.Skip(t.Name(), "was not done:", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	return n
}
