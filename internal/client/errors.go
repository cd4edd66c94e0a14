package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"

	"porchlight/internal/framing"
)

// The causes of a [DialError].
var (
	ErrRefused     = errors.New("connection refused")
	ErrTimeout     = errors.New("no answer in time")
	ErrNoSuchHost  = errors.New("no such host name")
	ErrLookup      = errors.New("host name not resolved") // the name servers failed or did not answer
	ErrUnreachable = errors.New("network or host unreachable")
)

// The errors of a connection, besides io.EOF.
var (
	ErrConnectionLost = errors.New("connection lost")          // reset, or keep-alive failed
	ErrWriteTimeout   = errors.New("message not sent in time") // the host does not read
)

// DialError is the error of [Dial].
type DialError struct {
	Address string // the argument of Dial
	// Err is ErrRefused, ErrTimeout, ErrNoSuchHost, ErrLookup, ErrUnreachable, context.Canceled or the
	// system's error.
	Err error
}

// Error implements error.
func (e *DialError) Error() string { return fmt.Sprintf("connect to %s: %v", e.Address, e.Err) }

// Unwrap returns Err.
func (e *DialError) Unwrap() error { return e.Err }

// dialCause returns the Err of a DialError for an error of net.Dialer.
func dialCause(ctx context.Context, err error) error {
	var (
		lookup  *net.DNSError
		network net.Error
	)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case errors.As(err, &lookup) && lookup.IsNotFound && !lookup.IsTimeout && !lookup.IsTemporary:
		return ErrNoSuchHost
	case errors.As(err, &lookup):
		return fmt.Errorf("%w: %w", ErrLookup, err)
	case isAny(err, refusedErrors()):
		return ErrRefused
	case isAny(err, unreachableErrors()):
		return ErrUnreachable
	case errors.As(err, &network) && network.Timeout():
		return ErrTimeout
	}
	return err
}

func isAny(err error, targets []error) bool {
	return slices.ContainsFunc(targets, func(target error) bool { return errors.Is(err, target) })
}

// connError wraps errors that break a connection in ErrConnectionLost and returns all others unchanged.
func connError(err error) error {
	var frame *framing.FrameError
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.As(err, &frame), errors.Is(err, net.ErrClosed),
		errors.Is(err, os.ErrDeadlineExceeded):
		return err
	}
	return fmt.Errorf("%w: %w", ErrConnectionLost, err)
}
