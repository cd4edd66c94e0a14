//go:build !crashtest

package main

// provoke does nothing: only programs built with the tag crashtest crash on demand.
func provoke(*catcher) {}
