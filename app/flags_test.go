package main

import (
	"errors"
	"flag"
	"net/netip"
	"reflect"
	"strings"
	"testing"
)

func TestFlagsAreParsed(t *testing.T) {
	n := func(i int) *int { return &i }
	yes, no := true, false
	for _, c := range []struct {
		args string
		want options
	}{
		{"", options{}},
		{"--start", options{start: true}},
		{"-start", options{start: true}},
		{"--headless", options{headless: true}},
		{"--json --quiet", options{json: true, quiet: true}},
		{"--port 0", options{port: n(0)}},
		{"--port=65535", options{port: n(65535)}},
		{"--players 0", options{players: n(0)}},
		{"--players 1", options{players: n(1)}},
		{"--buffer 1", options{buffer: n(1)}},
		{"--buffer 1048576", options{buffer: n(1048576)}},
		{"--bind 0.0.0.0", options{bind: netip.IPv4Unspecified()}},
		{"--bind 192.168.1.23", options{bind: netip.MustParseAddr("192.168.1.23")}},
		{"--game Echo", options{game: "Echo"}},
		{"--log game.jsonl", options{log: "game.jsonl"}},
		{"--anywhere", options{anywhere: true}},
		{"--per-address 0", options{perAddress: n(0)}},
		{"--connections-per-second 0", options{perSecond: n(0)}},
		{"--messages-per-second 100 --bytes-per-second 2147483647", options{messages: n(100), bytes: n(2147483647)}},
		{"--too-fast slow", options{tooFast: &no}},
		{"--too-fast drop", options{tooFast: &yes}},
		{"--phone-check=false", options{phoneCheck: &no}},
		{"--phone-check", options{phoneCheck: &yes}},
		{"--list-games", options{listGames: true}},
		{"--version", options{version: true}},
		{"--licences", options{licences: true}},
		{"--port 1 --port 2", options{port: n(2)}},
	} {
		got, err := parse(strings.Fields(c.args))
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q means %+v (%v), want %+v", c.args, got, err, c.want)
		}
	}
}

func TestAWrongFlagIsOneSentenceWithItsName(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"--port abc", `invalid value "abc" for --port: a port is a number from 1 to 65535, or 0 for any free one; porchlight --help lists what there is`},
		{"--port 65536", `invalid value "65536" for --port: a port is a number from 1 to 65535, or 0 for any free one; porchlight --help lists what there is`},
		{"--port -1", `invalid value "-1" for --port: a port is a number from 1 to 65535, or 0 for any free one; porchlight --help lists what there is`},
		{"--port 5e3", `invalid value "5e3" for --port: a port is a number from 1 to 65535, or 0 for any free one; porchlight --help lists what there is`},
		{"--port", "something must follow --port; porchlight --help lists what there is"},
		{"--players -1", `invalid value "-1" for --players: the player limit is a number from 1 up, or 0 for no limit; porchlight --help lists what there is`},
		{"--players 2147483648", `invalid value "2147483648" for --players: the player limit is a number from 1 up, or 0 for no limit; porchlight --help lists what there is`},
		{"--buffer 0", `invalid value "0" for --buffer: the buffer is a number of bytes from 1 to 1048576; porchlight --help lists what there is`},
		{"--per-address -1", `invalid value "-1" for --per-address: it is a number of connections from 1 up, or 0 for no limit; porchlight --help lists what there is`},
		{"--connections-per-second -1", `invalid value "-1" for --connections-per-second: it is a number of connections from 1 up, or 0 for no limit; porchlight --help lists what there is`},
		{"--messages-per-second many", `invalid value "many" for --messages-per-second: it is a number of messages from 1 up, or 0 for no limit; porchlight --help lists what there is`},
		{"--bytes-per-second 64M", `invalid value "64M" for --bytes-per-second: it is a number of bytes from 1 up, or 0 for no limit; porchlight --help lists what there is`},
		{"--too-fast kick", `invalid value "kick" for --too-fast: it is slow or drop; porchlight --help lists what there is`},
		{"--phone-check=perhaps", `invalid boolean value "perhaps" for --phone-check: it is true or false; porchlight --help lists what there is`},
		{"--bind ::1", `invalid value "::1" for --bind: the address is an IPv4 address of this computer such as 192.168.1.23, or 0.0.0.0 for all; porchlight --help lists what there is`},
		{"--bind here", `invalid value "here" for --bind: the address is an IPv4 address of this computer such as 192.168.1.23, or 0.0.0.0 for all; porchlight --help lists what there is`},
		{"--log=", `invalid value "" for --log: it is the file to write, such as porchlight.jsonl; porchlight --help lists what there is`},
		{"--json=perhaps", `invalid boolean value "perhaps" for --json: it is true or false; porchlight --help lists what there is`},
		{"--nonsense", "there is no flag --nonsense; porchlight --help lists what there is"},
		{"5555", `"5555" is not a flag; porchlight --help lists what there is`},
		{"--headless now", `"now" is not a flag; porchlight --help lists what there is`},
	} {
		_, err := parse(strings.Fields(c.args))
		if err == nil || err.Error() != c.want {
			t.Errorf("%q is answered with\n%v, want\n%s", c.args, err, c.want)
		}
	}
}

func TestHelpHasSeveralForms(t *testing.T) {
	for _, arg := range []string{"-h", "--h", "-help", "--help"} {
		if _, err := parse([]string{"--headless", arg}); !errors.Is(err, flag.ErrHelp) {
			t.Errorf("%s is answered with %v", arg, err)
		}
	}
}

func TestTheUsageNamesEveryFlag(t *testing.T) {
	for _, name := range []string{"start", "headless", "json", "quiet", "list-games", "version", "licences", "game", "port", "players", "buffer", "bind", "anywhere", "per-address", "connections-per-second", "messages-per-second", "bytes-per-second", "too-fast", "phone-check", "log", "help"} {
		if !strings.Contains(usage, "--"+name) {
			t.Errorf("the usage does not name --%s", name)
		}
	}
}
