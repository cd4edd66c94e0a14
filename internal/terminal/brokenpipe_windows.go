package terminal

import (
	"errors"

	"golang.org/x/sys/windows"
)

// isBrokenPipe reports whether an error is that of a pipe whose reader has closed it.
func isBrokenPipe(err error) bool {
	return errors.Is(err, windows.ERROR_BROKEN_PIPE) || errors.Is(err, windows.ERROR_NO_DATA)
}
