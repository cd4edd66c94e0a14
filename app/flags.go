package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"net/netip"
	"strconv"
	"strings"

	"porchlight/internal/host"
	"porchlight/internal/printable"
	"porchlight/internal/session"
)

// options are what the command line says. In the window a number that was not given is the person's
// own setting, so those are nil until they are.
type options struct {
	start, headless, json, quiet bool
	listGames, version, licences bool
	anywhere                     bool
	port, players, buffer        *int
	perAddress, perSecond        *int
	messages, bytes              *int
	tooFast                      *bool // whoever sends too much is sent out
	phoneCheck                   *bool
	bind                         netip.Addr
	game, log                    string
}

const usage = `Porchlight hosts small games on your network.

` + faces + `
      --port 5555                  the port to listen on; 0: any free one
      --bind 0.0.0.0               the address to listen on; default: all IPv4 addresses
      --game NAME|FILE             the game to host: a built-in one, one of yours, or a game
                                   file; default Echo; --list-games names them
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

Exit status: 0 after Ctrl+C, closing the window or the end of a joined game, 1 when it could not
host or join, 2 for wrong flags, 3 when it ended by a fault of its own, of which it left a report.
`

// entry is who may come in, where the command line does not say otherwise.
func (o options) entry(e host.AccessPolicy) host.AccessPolicy {
	e.Anywhere = e.Anywhere || o.anywhere
	e.PerAddress = or(o.perAddress, e.PerAddress)
	e.PerSecond = or(o.perSecond, e.PerSecond)
	e.Browsers = or(o.phoneCheck, e.Browsers)
	return e
}

// session returns what the command line says instead of what is remembered; gameGiven is whether it names
// the game.
func (o options) session(gameGiven bool) session.Flags {
	return session.Flags{GameGiven: gameGiven, Port: o.port, Limit: o.players, Owner: owner(), Policy: o.entry, RateLimit: o.pace}
}

// opensWindow tells whether the window is what was asked for.
func (o options) opensWindow() bool {
	return withWindow && !o.headless && !o.json && !o.quiet && !o.version && !o.licences && !o.listGames
}

// pace is how much a player may send, where the command line does not say otherwise.
func (o options) pace(p host.RateLimit) host.RateLimit {
	return host.RateLimit{Messages: or(o.messages, p.Messages), Bytes: or(o.bytes, p.Bytes), Drop: or(o.tooFast, p.Drop)}
}

// or is what was given, or else something.
func or[T any](given *T, otherwise T) T {
	if given == nil {
		return otherwise
	}
	return *given
}

// parse reads the command line. The error is one sentence that says what is wrong and what would be
// right; flag.ErrHelp asks for the usage.
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
		if o.bind, err = netip.ParseAddr(s); err != nil || !o.bind.Is4() {
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
	return o, nil
}

// wrongFlag says what the flag package found wrong as flags are typed here.
func wrongFlag(err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return err
	}
	said := strings.NewReplacer("flag provided but not defined: -", "there is no flag --", "flag needs an argument: -", "something must follow --", "for flag -", "for --", "for -", "for --", "parse error", "it is true or false").Replace(err.Error())
	return errors.New(printable.Escape(said) + "; porchlight --help lists what there is")
}

// number is a flag's setter for a number within bounds.
func number(to **int, lowest, highest int, otherwise string) func(string) error {
	return func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < lowest || n > highest {
			return errors.New(otherwise)
		}
		*to = &n
		return nil
	}
}
