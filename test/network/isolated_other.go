//go:build !linux

package network

// Isolate calls run in this process, because this system has no network namespaces.
func Isolate(run func() (status int)) (status int) { return run() }
