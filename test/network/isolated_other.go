//go:build !linux

package network

// Isolate calls run where the process is: there are no namespaces for networks.
func Isolate(run func() (status int)) (status int) { return run() }
