package host

import (
	"context"
	"errors"
	"time"

	"porchlight/internal/ports"
)

// ownerTimeout bounds the search for a port's owner. It takes milliseconds, but seconds on a busy machine with
// many connections.
const ownerTimeout = 5 * time.Second

// FindPortOwner sets the Owner of a *PortInUseError, if err is one and the system reports the owner. It may
// take up to 5 seconds, so the caller must hold no lock and must not be the goroutine of a window.
func FindPortOwner(err error) {
	inUse, ok := errors.AsType[*PortInUseError](err)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), ownerTimeout)
	defer cancel()
	inUse.Owner, _ = ports.Owner(ctx, inUse.Port)
}
