//go:build unix

package conn

import "syscall"

var (
	errAddrInUse    error = syscall.EADDRINUSE
	errAddrNotAvail error = syscall.EADDRNOTAVAIL
	errAccess       error = syscall.EACCES
	errReset        error = syscall.ECONNRESET

	errTooManyFiles = []error{syscall.EMFILE, syscall.ENFILE} // of this process, or of the system
)

// accessMeansReserved reports whether "access denied" means that the system reserves the port. On Unix it
// means that the account may not listen on a low port.
const accessMeansReserved = false
