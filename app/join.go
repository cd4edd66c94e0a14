package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/terminal"
)

// joinCommand is the first argument for joining a game instead of hosting one.
const joinCommand = "join"

// joinOptions are the arguments after it.
type joinOptions struct{ address, game string }

// parseJoin parses the arguments after joinCommand. Its errors are like those of parse.
func parseJoin(args []string) (joinOptions, error) {
	var o joinOptions
	f := flag.NewFlagSet("porchlight join", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.game, "game", "", "")
	for { // flags may precede and follow the address
		if err := f.Parse(args); err != nil {
			return o, wrongFlag(err)
		}
		switch {
		case f.NArg() > 0 && o.address != "":
			return o, fmt.Errorf("%q is one too many: join takes one address; porchlight --help lists what there is", f.Arg(0))
		case f.NArg() > 0:
			address, err := joinAddress(f.Arg(0))
			if err != nil {
				return o, err
			}
			o.address, args = address, f.Args()[1:]
		case o.address == "":
			return o, errors.New("join needs the address that the host shows, such as porchlight join 192.168.1.23:5555; porchlight --help lists what there is")
		default:
			return o, nil
		}
	}
}

// joinAddress returns an address with the default port if it has none.
func joinAddress(s string) (string, error) {
	invalid := fmt.Errorf("%q is no address to join: that is a name or an IP address, with or without a port from 1 to 65535, such as 192.168.1.23:5555; porchlight --help lists what there is", s)
	if s == "" || strings.ContainsAny(s, "/ ") {
		return "", invalid
	}
	if ip, err := netip.ParseAddr(strings.Trim(s, "[]")); err == nil {
		return net.JoinHostPort(ip.String(), strconv.Itoa(host.DefaultPort)), nil
	}
	if !strings.Contains(s, ":") {
		s = net.JoinHostPort(s, strconv.Itoa(host.DefaultPort))
	}
	name, port, err := net.SplitHostPort(s)
	if n, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil || n == 0 || name == "" {
		return "", invalid
	}
	return net.JoinHostPort(name, port), nil
}

// join joins a game in the terminal as one player. It returns the exit status.
func join(args []string) int {
	ownConsole()
	o, err := parseJoin(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Print(usage)
		return 0
	case err != nil:
		fail(err.Error())
		return wrongFlags
	}
	lib, err := openLibrary()
	if err != nil {
		fail(err.Error())
		return couldNotJoin
	}
	g := game.Echo()
	if o.game != "" {
		if g, err = find(lib, o.game); err != nil {
			fail(err.Error())
			return wrongFlags
		}
	}
	ctx, stop := untilInterrupted()
	defer stop()
	err = terminal.Join(ctx, terminal.JoinOptions{
		Address: o.address,
		Game:    g,
		In:      os.Stdin,
		Out:     os.Stdout,
		Tell:    say,
	})
	if err != nil {
		fail(terminal.ExplainJoin(err))
		return couldNotJoin
	}
	return 0
}
