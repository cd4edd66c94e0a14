package wire

import "syscall"

var errReset error = syscall.WSAECONNRESET
