package main

import (
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"porchlight/internal/access"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/host"
	"porchlight/internal/printable"
	"porchlight/internal/session"
)

// options are the flags of the command line. A nil number was not given; in the window the person's setting applies then.
type options struct {
	start, headless, json, quiet bool
	listGames, version, licences bool
	anywhere                     bool
	port, players, buffer        *int
	perAddress, perSecond        *int
	messages, bytes              *int
	tooFast                      *bool // disconnect players that exceed their limits
	phoneCheck                   *bool
	bind                         netip.Addr
	game, log                    string
	forward, run                 string // the person's own server: its address, or its file
	allowCommand, restart        bool
}

const usage = `Porchlight hosts small games on your network.

` + faces + `
      --port 5555                  the port to listen on; 0: any free one
      --bind 0.0.0.0               the address to listen on; default: all IPv4 addresses
      --game NAME|FILE             the game to host: a built-in one, one of yours, or a game
                                   file; default Echo; --list-games names them
      --run server.py              your own server: runs this file (Python, Node.js, Java, or a
                                   program) while hosting, and connects every player to it
      --forward 127.0.0.1:5556     your own server, which runs already: connects players to it
      --restart                    start your own server again whenever it crashes
      --allow-command              run the command of the game file that --game names
      --players 2                  the most players at once; 0: no limit; default: the game's
      --buffer 2048                the most bytes read at a time, 1 to 1048576; default: the game's
      --anywhere                   let in whoever knows the address, from other networks too
      --per-address 100            the most connections of one address; 0: no limit
      --connections-per-second 50  the most new connections of one address a second; 0: no limit
      --messages-per-second 50000  the most messages of one player a second; 0: no limit
      --bytes-per-second 64000000  the most bytes of one player a second; 0: no limit
      --too-fast slow|drop         what becomes of a player that sends more: it is read from more
                                   slowly, or sent out; default slow
      --phone-check=false          treat a phone's browser as any player, without a page for it
      --log FILE                   keep what happens in a file too, as --json prints it
      --json                       without a window: one JSON object a line
      --quiet                      without a window: no messages, only joins, leaves and trouble

  porchlight join HOST[:PORT]      joins a game as a player, to try it: sends each line that you
                                   type, prints what comes back; PORT is 5555 where none is given
      --game NAME|FILE             the game that is hosted there, which says how messages go;
                                   default Echo

  porchlight --list-games | --version | --licences | --help

A file named portable.txt beside the program has it keep its settings beside itself too.

Exit status: 0 after Ctrl+C, closing the window or the terminal, or the end of a joined game,
1 when it could not host or join, or not end in time, 2 for wrong flags, a game that there is
not or a game file with a mistake, 3 when it ended by a fault of its own, of which it left a
report.
`

// policy returns an access policy with the flags applied.
func (o options) policy(p access.Policy) access.Policy {
	p.Anywhere = p.Anywhere || o.anywhere
	p.PerAddress = or(o.perAddress, p.PerAddress)
	p.PerSecond = or(o.perSecond, p.PerSecond)
	return p
}

// session returns the flags that override settings; gameGiven is whether there is one for the game.
func (o options) session(gameGiven bool) session.Flags {
	return session.Flags{GameGiven: gameGiven, AllowCommand: o.allowCommand || o.run != "", Port: o.port, Limit: o.players, Owner: owner(), Policy: o.policy, Browsers: o.phoneCheck, RateLimit: o.pace}
}

// opensWindow reports whether the flags ask for the window.
func (o options) opensWindow() bool {
	return withWindow && !o.headless && !o.json && !o.quiet && !o.version && !o.licences && !o.listGames
}

// pace returns a rate limit with the flags applied.
func (o options) pace(p host.RateLimit) host.RateLimit {
	return host.RateLimit{Messages: or(o.messages, p.Messages), Bytes: or(o.bytes, p.Bytes), Drop: or(o.tooFast, p.Drop)}
}

// or returns a flag's value, or a default if it was not given.
func or[T any](given *T, byDefault T) T {
	if given == nil {
		return byDefault
	}
	return *given
}

// parse parses the command line. The error is a sentence for the person, or flag.ErrHelp if the usage is requested.
func parse(args []string) (options, error) {
	var o options
	f := flag.NewFlagSet("porchlight", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.BoolVar(&o.start, "start", false, "")
	f.BoolVar(&o.headless, "headless", false, "")
	f.BoolVar(&o.json, "json", false, "")
	f.BoolVar(&o.quiet, "quiet", false, "")
	f.BoolVar(&o.listGames, "list-games", false, "")
	f.BoolVar(&o.anywhere, "anywhere", false, "")
	f.BoolVar(&o.version, "version", false, "")
	f.BoolVar(&o.licences, "licences", false, "")
	f.StringVar(&o.game, "game", "", "")
	f.BoolVar(&o.allowCommand, "allow-command", false, "")
	f.BoolVar(&o.restart, "restart", false, "")
	f.Func("run", "", func(s string) error {
		if o.run = s; s == "" {
			return errors.New("it is the file of your server, such as server.py")
		}
		return nil
	})
	f.Func("forward", "", func(s string) error {
		if o.forward = s; !gamefile.IsServerAddress(s) {
			return errors.New("it is the address and port of your server, such as 127.0.0.1:5556")
		}
		return nil
	})
	f.Func("log", "", func(s string) error {
		if o.log = s; s == "" {
			return errors.New("it is the file to write, such as porchlight.jsonl")
		}
		return nil
	})
	f.Func("port", "", number(&o.port, 0, 65535, "a port is a number from 1 to 65535, or 0 for any free one"))
	f.Func("players", "", number(&o.players, 0, math.MaxInt32, "the player limit is a number from 1 up, or 0 for no limit"))
	f.Func("buffer", "", number(&o.buffer, 1, host.MaxReadBuffer, "the buffer is a number of bytes from 1 to 1048576"))
	f.Func("per-address", "", number(&o.perAddress, 0, math.MaxInt32, "it is a number of connections from 1 up, or 0 for no limit"))
	f.Func("connections-per-second", "", number(&o.perSecond, 0, math.MaxInt32, "it is a number of connections from 1 up, or 0 for no limit"))
	f.Func("messages-per-second", "", number(&o.messages, 0, math.MaxInt32, "it is a number of messages from 1 up, or 0 for no limit"))
	f.Func("bytes-per-second", "", number(&o.bytes, 0, math.MaxInt32, "it is a number of bytes from 1 up, or 0 for no limit"))
	f.Func("too-fast", "", func(s string) error {
		drop := s == "drop"
		if !drop && s != "slow" {
			return errors.New("it is slow or drop")
		}
		o.tooFast = &drop
		return nil
	})
	f.BoolFunc("phone-check", "", func(s string) error {
		yes, err := strconv.ParseBool(s)
		if err != nil {
			return errors.New("it is true or false")
		}
		o.phoneCheck = &yes
		return nil
	})
	f.Func("bind", "", func(s string) (err error) {
		if o.bind, err = netip.ParseAddr(s); err != nil || !o.bind.Is4() || !mayListen(o.bind) {
			return errors.New("the address is an IPv4 address of this computer such as 192.168.1.23, or 0.0.0.0 for all")
		}
		return nil
	})
	if err := f.Parse(args); err != nil {
		return o, wrongFlag(err)
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("%q is not a flag; porchlight --help lists what there is", f.Arg(0))
	}
	if games := slices.DeleteFunc([]string{o.game, o.run, o.forward}, func(s string) bool { return s == "" }); len(games) > 1 {
		return o, errors.New("--game, --run and --forward each say what is hosted: give one of them; porchlight --help lists what there is")
	}
	return o, nil
}

// mayListen reports whether an IPv4 address can be that of a listener. Systems accept also multicast and broadcast
// addresses, at which no connection ever arrives.
func mayListen(a netip.Addr) bool {
	b := a.As4()
	if a.IsMulticast() || b[0] >= 240 || b[0] == 0 && !a.IsUnspecified() {
		return false
	}
	networks, err := net.InterfaceAddrs()
	if err != nil {
		return true // the system decides
	}
	return !slices.ContainsFunc(networks, func(n net.Addr) bool { return isFirstOrLast(a, n.String()) })
}

// isFirstOrLast reports whether an address is the first one of a network, which means the network itself, or the last one,
// which is its broadcast address. The network is given by an address in it, as in "192.168.1.23/24".
func isFirstOrLast(a netip.Addr, network string) bool {
	p, err := netip.ParsePrefix(network)
	if err != nil || !p.Addr().Is4() || p.Bits() >= 31 || a == p.Addr() || !p.Contains(a) {
		return false
	}
	b := a.As4()
	host := binary.BigEndian.Uint32(b[:]) << p.Bits()
	return host == 0 || host == ^uint32(0)<<p.Bits()
}

// wrongFlag converts an error of package flag to the notation and words of the usage.
func wrongFlag(err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	text := strings.NewReplacer("flag provided but not defined: -", "there is no flag --", "flag needs an argument: -", "something must follow --", "for flag -", "for --", "for -", "for --", "parse error", "it is true or false").Replace(err.Error())
	return errors.New(printable.Escape(text) + "; porchlight --help lists what there is")
}

// number returns the setter of a flag for a number from low to high. message is its error.
func number(to **int, low, high int, message string) func(string) error {
	return func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < low || n > high {
			return errors.New(message)
		}
		*to = &n
		return nil
	}
}
