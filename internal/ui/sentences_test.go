package ui

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"syscall"
	"testing"
	"unicode"

	"porchlight/internal/host"
	"porchlight/internal/ports"
)

func TestEveryErrorOfTheHostIsAWholeSentence(t *testing.T) {
	addr := netip.MustParseAddr("10.9.8.7")
	refused := fmt.Errorf("listen tcp4 10.9.8.7:5555: bind: %w", syscall.EADDRNOTAVAIL)
	for _, c := range []struct {
		err      error
		has      string // a part of the sentence
		noNumber bool
	}{
		{err: &host.PortInUseError{Port: 5555, Free: 5556}, has: "Another program already uses port 5555"},
		{err: &host.PortInUseError{Port: 5555, Owner: ports.Program{Name: "python3", PID: 7}, Free: 5557}, has: "“python3” already uses port 5555"},
		{err: &host.PortInUseError{Port: 5555, Owner: ports.Program{Name: "porchlight", Alike: true}}, has: "Another Porchlight already uses port 5555"},
		{err: &host.PortNotAllowedError{Port: 80, Free: 5555}, has: "use port 80"},
		{err: &host.PortReservedError{Port: 50100, Free: 50201}, has: "keeps port 50100"},
		{err: &host.AddressError{Addr: addr}, has: "10.9.8.7 is not an address of this computer"},
		{err: &host.PortRangeError{Port: 70000}},
		{err: &host.ReadBufferError{Bytes: -1}},
		{err: &host.ListenError{Addr: netip.AddrPortFrom(addr, 5555), Err: refused}},
		{err: host.ErrStarted},
		{err: errors.New("unheard of")},
		{err: fmt.Errorf("around: %w", &host.PortInUseError{Port: 5555, Free: 5556}), has: "already uses port 5555"},
	} {
		got := startSentence(c.err)
		first := []rune(got)[0]
		if !unicode.IsUpper(first) && !unicode.IsDigit(first) || !strings.HasSuffix(got, ".") || len(strings.Fields(got)) < 8 {
			t.Errorf("%T: %q is no sentence", c.err, got)
		}
		if !strings.Contains(got, c.has) {
			t.Errorf("%T: no %q in %q", c.err, c.has, got)
		}
		for _, e := range []error{c.err, refused, errors.Unwrap(c.err)} {
			if e != nil && strings.Contains(strings.ToLower(got), e.Error()) {
				t.Errorf("%T: the error's text is in %q", c.err, got)
			}
		}
		for _, word := range []string{"error", "bind:", "tcp", "errno", "syscall", "%!", "{{", "<no value>"} {
			if strings.Contains(got, word) {
				t.Errorf("%T: %q is in %q", c.err, word, got)
			}
		}
	}
}
