//go:build !windows

package plainfile

import "syscall"

// nonBlocking is the flag that makes opening a pipe wait for no other program.
const nonBlocking = syscall.O_NONBLOCK
