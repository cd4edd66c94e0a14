package network

import (
	"testing"

	"porchlight/test/need"
)

// ForTest makes a network for a test and removes it after the test. Without root the test is skipped, or fails
// in continuous integration.
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

// ComputerForTest is Computer for a test, which fails where no computer can be made.
func (n *Network) ComputerForTest(t *testing.T, adapter string, addresses ...string) *Computer {
	t.Helper()
	c, err := n.Computer(adapter, addresses...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
