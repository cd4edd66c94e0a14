//go:build !linux

package packages

import "testing"

func TestTheWindowsPackage(t *testing.T) {
	t.Skip("the Windows package is made and tested on Linux only")
}
