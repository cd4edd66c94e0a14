//go:build !linux

package test

import "testing"

func TestTheRealWindowAndRealNetworks(t *testing.T) {
	t.Skip("the real window and other computers on the network are tested on Linux only")
}
