package conn

import "golang.org/x/sys/windows"

var (
	errAddrInUse    error = windows.WSAEADDRINUSE
	errAddrNotAvail error = windows.WSAEADDRNOTAVAIL
	errAccess       error = windows.WSAEACCES
	errReset        error = windows.WSAECONNRESET

	errTooManyFiles = []error{windows.WSAEMFILE} // this process may open no more sockets
)

// accessMeansReserved reports whether "access denied" means that the system reserves the port. Windows has
// no privileged ports, and returns WSAEACCES (10013) for reserved ranges, mostly Hyper-V's.
const accessMeansReserved = true
