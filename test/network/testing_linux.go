package network

import (
	"errors"
	"testing"

	"porchlight/test/need"
)

// ForTest creates a network that is closed at the end of the test. If no network can be created, it skips the test, or
// fails it in continuous integration.
func ForTest(t *testing.T) *Network {
	t.Helper()
	n, err := New()
	if errors.Is(err, ErrUnavailable) {
		need.Skip(t, err)
	}
	if err != nil {
		t.Fatal(err)
	}
	n.t = t
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	return n
}

// ComputerForTest calls Computer and fails the test on an error.
func (n *Network) ComputerForTest(t *testing.T, adapter string, addresses ...string) *Computer {
	t.Helper()
	c, err := n.Computer(adapter, addresses...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
