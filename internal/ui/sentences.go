package ui

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"porchlight/internal/host"
	"porchlight/internal/printable"
	"porchlight/internal/ui/ownserver"
)

// startSentence returns a sentence about an error of host.Start.
func startSentence(err error) string {
	var (
		inUse      *host.PortInUseError
		notAllowed *host.PortNotAllowedError
		reserved   *host.PortReservedError
		address    *host.AddressError
	)
	if s := ownserver.StartSentence(err); s != "" {
		return s
	}
	switch {
	case errors.As(err, &inUse):
		return portInUse(inUse)
	case errors.As(err, &notAllowed) && notAllowed.Port < 1024:
		return lang.L("This computer lets only its administrator use port {{.Port}}. Use a port from 1024 up.", map[string]any{"Port": notAllowed.Port})
	case errors.As(err, &notAllowed):
		return reservedPort(notAllowed.Port)
	case errors.As(err, &reserved):
		return reservedPort(reserved.Port)
	case errors.As(err, &address):
		return lang.L("{{.Address}} is not an address of this computer any more. Start Porchlight without --bind.", map[string]any{"Address": address.Addr.String()})
	}
	return lang.L("This computer would not let Porchlight listen for friends. Try another port, or restart the computer.")
}

// reservedPort returns the sentence about a port that the system reserves.
func reservedPort(port int) string {
	return lang.L("This computer keeps port {{.Port}} for itself. Use another port.", map[string]any{"Port": port})
}

// portInUse returns the sentence about a port in use, with the owner if it is known.
func portInUse(e *host.PortInUseError) string {
	data := map[string]any{"Port": e.Port, "Program": printable.Escape(e.Owner.Name)}
	switch {
	case e.Owner.Alike:
		return lang.L("Another Porchlight already uses port {{.Port}}. Close it, or use another port.", data)
	case e.Owner.Name != "":
		return lang.L("The program “{{.Program}}” already uses port {{.Port}}. Close it, or use another port.", data)
	}
	return lang.L("Another program already uses port {{.Port}}. Close it, or use another port.", data)
}
