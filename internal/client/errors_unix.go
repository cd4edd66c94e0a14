//go:build unix

package client

import "syscall"

func refused() []error { return []error{syscall.ECONNREFUSED} }

func unreachable() []error {
	return []error{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.EHOSTDOWN, syscall.EADDRNOTAVAIL}
}
