package client

import (
	"errors"
	"net"
	"os"
	"testing"
)

func TestEveryWordOfTheSystemHasItsMeaning(t *testing.T) {
	for _, c := range []struct {
		some []error
		want error
	}{{refused(), ErrRefused}, {unreachable(), ErrUnreachable}} {
		for _, word := range c.some {
			err := &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", word)}
			if got := typed(t.Context(), err); !errors.Is(got, c.want) {
				t.Errorf("%v means %v, want %v", word, got, c.want)
			}
		}
	}
}
