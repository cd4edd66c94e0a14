package main

import (
	"errors"
	"flag"
	"net"
	"strings"
	"testing"
	"unicode"

	"porchlight/internal/host"
)

// FuzzFlags checks that any arguments are either parsed within their limits, or an error of one printable line. Arguments are
// separated by zero bytes, which they cannot contain.
func FuzzFlags(f *testing.F) {
	for _, args := range []string{
		"", "--start", "--headless\x00--json\x00--quiet", "--port\x000", "--port=65536", "--port\x00\x1b[2J", "--bind\x00::1",
		"--bind=0.0.0.0", "--players=-1", "--buffer\x001048577", "--game", "--log=", "--phone-check=perhaps", "--anywhere=2",
		"extra", "--", "-", "--a\nb", "--=", "-h", "--help=false", "--x=\u202e", "--port=for flag -port: parse error",
		"192.168.1.23", "[::1]:5555\x00--game\x00Echo", "a b", "name:0", "name:65536", "::1%\x1b", "\u202e:1",
	} {
		f.Add(args)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		args := strings.Split(typed, "\x00")
		if game, err := parseJoin(args); err != nil {
			isPlain(t, typed, err)
		} else if name, port, err := net.SplitHostPort(game.address); err != nil || name == "" || port == "" {
			t.Errorf("%q joins %q (%v)", typed, game.address, err)
		}
		o, err := parse(args)
		if err != nil {
			isPlain(t, typed, err)
			return
		}
		within := func(name string, n *int, lowest, highest int) {
			if n != nil && (*n < lowest || *n > highest) {
				t.Errorf("%q sets --%s to %d", typed, name, *n)
			}
		}
		within("port", o.port, 0, 65535)
		within("players", o.players, 0, 1<<31-1)
		within("per-address", o.perAddress, 0, 1<<31-1)
		within("buffer", o.buffer, 1, host.MaxReadBuffer)
		if o.bind.IsValid() && !o.bind.Is4() {
			t.Errorf("%q binds to %s", typed, o.bind)
		}
	})
}

// isPlain checks that an error is one printable line that refers to the usage.
func isPlain(t *testing.T, typed string, err error) {
	t.Helper()
	text := err.Error()
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if !strings.HasSuffix(text, "porchlight --help lists what there is") {
		t.Errorf("%q is answered %q, which does not say where to look", typed, text)
	}
	for _, c := range text {
		if !unicode.IsGraphic(c) {
			t.Errorf("%q is answered %q, which is not one printable line", typed, text)
		}
	}
}
