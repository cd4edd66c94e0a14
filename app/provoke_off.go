//go:build !crashtest

package main

// provoke does nothing. The tests of the whole program build one that crashes on demand.
func provoke(*catcher) {}
