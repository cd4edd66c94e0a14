package terminal

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/ports"
)

func TestEveryFailureToHostIsExplainedInOneLineWithARemedy(t *testing.T) {
	for _, c := range []struct {
		err   error
		words []string
	}{
		{&host.PortInUseError{Port: 5555, Free: 5556}, []string{"port 5555", "another program", "--port 5556"}},
		{&host.PortInUseError{Port: 5555, Owner: ports.Program{Name: "java", PID: 77}, Free: 5557}, []string{"port 5555", "java", "77", "--port 5557"}},
		{&host.PortInUseError{Port: 5555, Owner: ports.Program{Name: "porchlight", PID: 77, Alike: true}, Free: 5557}, []string{"another Porchlight", "77"}},
		{&host.PortNotAllowedError{Port: 80, Free: 5555}, []string{"port 80", "1024", "--port 5555"}},
		{&host.PortReservedError{Port: 5555, Free: 5601}, []string{"port 5555", "--port 5601"}},
		{&host.PortRangeError{Port: 70000}, []string{"70000", "1 to 65535"}},
		{&host.AddressError{Addr: netip.MustParseAddr("198.51.100.7")}, []string{"198.51.100.7", "--bind"}},
		{&host.ListenError{Addr: netip.MustParseAddrPort("0.0.0.0:5555"), Err: errors.New("no buffer space available")}, []string{"no buffer space available", "--port"}},
		{errors.New("anything"), []string{"anything", "--port"}},
	} {
		for _, err := range []error{c.err, fmt.Errorf("wrapped: %w", c.err)} {
			line := Explain(err)
			if strings.Contains(line, "\n") || !strings.HasSuffix(line, ".") {
				t.Errorf("%T is explained as %q, want one line of sentences", c.err, line)
			}
			for _, want := range c.words {
				if !strings.Contains(line, want) {
					t.Errorf("%T is explained as %q, want it to contain %q", c.err, line, want)
				}
			}
		}
	}
}
