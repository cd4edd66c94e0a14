package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"

	"porchlight/internal/framing"
)

// Why there is no connection, in a DialError.
var (
	ErrRefused     = errors.New("nothing listens there")
	ErrNoAnswer    = errors.New("no answer in time")
	ErrNoSuchHost  = errors.New("no such host name")
	ErrUnreachable = errors.New("network or host unreachable")
)

// How a connection ends, besides io.EOF.
var (
	ErrLost     = errors.New("connection lost")           // reset, or nothing there any more
	ErrNotTaken = errors.New("message not taken in time") // the host reads nothing
)

// DialError is returned by Dial.
type DialError struct {
	Address string // as it was asked for
	// Err is ErrRefused, ErrNoAnswer, ErrNoSuchHost or ErrUnreachable, the context's where that was
	// cancelled, or else the system's.
	Err error
}

func (e *DialError) Error() string { return fmt.Sprintf("connect to %s: %v", e.Address, e.Err) }
func (e *DialError) Unwrap() error { return e.Err }

// typed turns the error of connecting into what DialError says.
func typed(ctx context.Context, err error) error {
	var (
		unknown *net.DNSError
		timed   net.Error
	)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case errors.As(err, &unknown):
		return ErrNoSuchHost
	case isAny(err, refused()):
		return ErrRefused
	case isAny(err, unreachable()):
		return ErrUnreachable
	case errors.As(err, &timed) && timed.Timeout():
		return ErrNoAnswer
	}
	return err
}

func isAny(err error, some []error) bool {
	for _, one := range some {
		if errors.Is(err, one) {
			return true
		}
	}
	return false
}

// lost makes ErrLost of what breaks a connection, and leaves every other error as it is.
func lost(err error) error {
	var frame *framing.FrameError
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.As(err, &frame), errors.Is(err, net.ErrClosed),
		errors.Is(err, os.ErrDeadlineExceeded):
		return err
	}
	return fmt.Errorf("%w: %w", ErrLost, err)
}
