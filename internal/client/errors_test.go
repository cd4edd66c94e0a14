package client

import (
	"errors"
	"net"
	"os"
	"testing"
)

func TestSystemErrorsAreClassified(t *testing.T) {
	for _, c := range []struct {
		errors []error
		want   error
	}{{refusedErrors(), ErrRefused}, {unreachableErrors(), ErrUnreachable}} {
		for _, systemError := range c.errors {
			err := &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", systemError)}
			if got := dialCause(t.Context(), err); !errors.Is(got, c.want) {
				t.Errorf("%v means %v, want %v", systemError, got, c.want)
			}
		}
	}
}

// A name server that does not answer says nothing about the name.
func TestAFailedLookupIsNotAnUnknownName(t *testing.T) {
	for _, c := range []struct {
		lookup net.DNSError
		want   error
	}{
		{net.DNSError{Err: "no such host", IsNotFound: true}, ErrNoSuchHost},
		{net.DNSError{Err: "i/o timeout", IsTimeout: true}, ErrLookup},
		{net.DNSError{Err: "i/o timeout", IsTimeout: true, IsTemporary: true}, ErrLookup},
		{net.DNSError{Err: "server misbehaving", IsTemporary: true}, ErrLookup},
		{net.DNSError{Err: "cannot unmarshal DNS message"}, ErrLookup},
	} {
		err := dialCause(t.Context(), &net.OpError{Op: "dial", Net: "tcp", Err: &c.lookup})
		for _, cause := range []error{ErrNoSuchHost, ErrLookup, ErrTimeout} {
			if errors.Is(err, cause) != (cause == c.want) {
				t.Errorf("%v is %v, want %v", &c.lookup, err, c.want)
			}
		}
	}
}
