//go:build !windows

package terminal

import (
	"errors"
	"syscall"
)

// isBrokenPipe reports whether an error is that of a pipe whose reader has closed it.
func isBrokenPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
