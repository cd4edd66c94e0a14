//go:build !windows

package wire

import "syscall"

var errReset error = syscall.ECONNRESET
