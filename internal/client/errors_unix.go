//go:build unix

package client

import "syscall"

func refusedErrors() []error { return []error{syscall.ECONNREFUSED} }

func unreachableErrors() []error {
	return []error{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.EHOSTDOWN, syscall.EADDRNOTAVAIL}
}
