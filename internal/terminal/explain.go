package terminal

import (
	"errors"
	"fmt"

	"porchlight/internal/host"
	"porchlight/internal/ports"
	"porchlight/internal/printable"
)

// Explain returns one line for a person: why the host could not start, and what to do.
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
		return fmt.Sprintf("port %d is taken by %s. End that program, or choose another port, for example --port %d; --port 0 takes any free one.", inUse.Port, programName(inUse.Owner), inUse.Free)
	case errors.As(err, &notAllowed):
		return fmt.Sprintf("this account may not use port %d. Choose a port from 1024 up, for example --port %d.", notAllowed.Port, notAllowed.Free)
	case errors.As(err, &reserved):
		return fmt.Sprintf("the system keeps port %d for itself. Choose another, for example --port %d.", reserved.Port, reserved.Free)
	case errors.As(err, &outOfRange):
		return fmt.Sprintf("%d is not a port. Choose one from 1 to 65535, or 0 for any free one.", outOfRange.Port)
	case errors.As(err, &address):
		return fmt.Sprintf("%s is not an IPv4 address of this computer. Leave --bind away to listen on all of them.", address.Addr)
	}
	if sentence := ExplainServer(err); sentence != "" {
		return sentence
	}
	return fmt.Sprintf("could not listen: %v. Try another port with --port.", err)
}

// programName describes the program that uses a port.
func programName(p ports.Program) string {
	switch {
	case p.Alike:
		return fmt.Sprintf("another Porchlight (process %d)", p.PID)
	case p.Name != "":
		return fmt.Sprintf("another program, %s (process %d)", printable.Escape(p.Name), p.PID)
	}
	return "another program"
}
