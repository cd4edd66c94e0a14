package terminal

import (
	"errors"
	"fmt"

	"porchlight/internal/host"
)

// Explain says in one line why the host could not start and what to do.
func Explain(err error) string {
	var (
		inUse      *host.PortInUseError
		notAllowed *host.PortNotAllowedError
		reserved   *host.PortReservedError
		outOfRange *host.PortRangeError
		address    *host.AddressError
	)
	switch {
	case errors.As(err, &inUse):
		return fmt.Sprintf("port %d is taken by another program. End that program, or choose another port, for example --port %d; --port 0 takes any free one.", inUse.Port, another(inUse.Port))
	case errors.As(err, &notAllowed):
		return fmt.Sprintf("this account may not use port %d. Choose a port from 1024 up, for example --port %d.", notAllowed.Port, host.DefaultPort)
	case errors.As(err, &reserved):
		return fmt.Sprintf("the system keeps port %d for itself. Choose another, for example --port %d.", reserved.Port, another(reserved.Port))
	case errors.As(err, &outOfRange):
		return fmt.Sprintf("%d is not a port. Choose one from 1 to 65535, or 0 for any free one.", outOfRange.Port)
	case errors.As(err, &address):
		return fmt.Sprintf("%s is not an IPv4 address of this computer. Leave --bind away to listen on all of them.", address.Addr)
	}
	return fmt.Sprintf("could not listen: %v. Try another port with --port.", err)
}

// another is a port to try instead.
func another(port int) int {
	if port == 65535 {
		return host.DefaultPort
	}
	return port + 1
}
