//go:build !linux

package window

import "testing"

func TestTheRealWindowAndRealNetworks(t *testing.T) {
	t.Skip("the real window and other computers on the network are tested on Linux only")
}
