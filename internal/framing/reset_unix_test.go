//go:build !windows

package framing

import "syscall"

var errReset error = syscall.ECONNRESET
