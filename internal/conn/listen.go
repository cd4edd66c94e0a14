package conn

import (
	"errors"
	"net"
	"os"
	"slices"
	"time"
)

// keepAlive finds dead peers within 30 seconds: after 10 seconds of silence it probes every 5 seconds, and
// the third unanswered probe closes the connection. A silent but healthy peer answers the probes.
var keepAlive = net.KeepAliveConfig{Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 3}

// ListenFailure is the reason for which the system refuses to listen on an address and port.
type ListenFailure uint8

// The failures.
const (
	ListenOther        ListenFailure = iota // anything else
	ListenInUse                             // another listener has the port
	ListenNotAvailable                      // the address is not one of this machine's
	ListenReserved                          // the system reserves the port
	ListenNotAllowed                        // this account may not listen on the port
)

// ListenFailureOf classifies an error of listening on a port.
func ListenFailureOf(err error, port int) ListenFailure {
	switch {
	case errors.Is(err, errAddrInUse):
		return ListenInUse
	case errors.Is(err, errAddrNotAvail):
		return ListenNotAvailable
	case errors.Is(err, errAccess) && accessMeansReserved && port >= 1024:
		return ListenReserved
	case errors.Is(err, errAccess), errors.Is(err, os.ErrPermission):
		return ListenNotAllowed
	}
	return ListenOther
}

// IsTooManyFiles reports whether an error of accepting says that the process or the system has no more
// file descriptors.
func IsTooManyFiles(err error) bool {
	return slices.ContainsFunc(errTooManyFiles, func(e error) bool { return errors.Is(err, e) })
}
