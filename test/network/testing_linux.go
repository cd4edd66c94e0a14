package network

import (
	"testing"

	"porchlight/test/need"
)

// ForTest creates a network that is closed at the end of the test. Without root it skips the test, or fails it in
// continuous integration.
func ForTest(t *testing.T) *Network {
	t.Helper()
	need.Root(t)
	need.Tools(t, "ip:iproute2")
	n, err := New()
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

// ComputerForTest calls Computer and fails the test on an error.
func (n *Network) ComputerForTest(t *testing.T, adapter string, addresses ...string) *Computer {
	t.Helper()
	c, err := n.Computer(adapter, addresses...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
