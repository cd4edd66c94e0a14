//go:build !linux

package need

import "errors"

// CheckRoot returns an error, because only Linux has network namespaces.
func CheckRoot() error { return errors.New("this system has no network namespaces") }
