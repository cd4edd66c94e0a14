//go:build !windows

package plainfile

import "syscall"

// NonBlocking is the flag with which opening a pipe does not wait for another program.
const NonBlocking = syscall.O_NONBLOCK
