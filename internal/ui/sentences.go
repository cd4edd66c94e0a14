package ui

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/host"
	"porchlight/internal/printable"
)

// explain says in one sentence why the host could not start, and which port to offer instead; 0
// offers none.
func explain(err error) (sentence string, instead int) {
	var (
		inUse      *host.PortInUseError
		notAllowed *host.PortNotAllowedError
		reserved   *host.PortReservedError
		address    *host.AddressError
	)
	switch {
	case errors.As(err, &inUse):
		return inUseBy(inUse), inUse.Free
	case errors.As(err, &notAllowed) && notAllowed.Port < 1024:
		return lang.L("This computer lets only its administrator use port {{.Port}}. Use a port from 1024 up.", map[string]any{"Port": notAllowed.Port}), notAllowed.Free
	case errors.As(err, &notAllowed):
		return keptPort(notAllowed.Port), notAllowed.Free
	case errors.As(err, &reserved):
		return keptPort(reserved.Port), reserved.Free
	case errors.As(err, &address):
		return lang.L("{{.Address}} is not an address of this computer any more. Start Porchlight without --bind.", map[string]any{"Address": address.Addr.String()}), 0
	}
	return lang.L("This computer would not let Porchlight listen for friends. Try another port, or restart the computer."), 0
}

func keptPort(port int) string {
	return lang.L("This computer keeps port {{.Port}} for itself. Use another port.", map[string]any{"Port": port})
}

// inUseBy says who holds a port, where the system tells.
func inUseBy(e *host.PortInUseError) string {
	data := map[string]any{"Port": e.Port, "Program": printable.Escape(e.Owner.Name)}
	switch {
	case e.Owner.Alike:
		return lang.L("Another Porchlight already uses port {{.Port}}. Close it, or use another port.", data)
	case e.Owner.Name != "":
		return lang.L("The program “{{.Program}}” already uses port {{.Port}}. Close it, or use another port.", data)
	}
	return lang.L("Another program already uses port {{.Port}}. Close it, or use another port.", data)
}
