package framing

import "syscall"

var errReset error = syscall.WSAECONNRESET
