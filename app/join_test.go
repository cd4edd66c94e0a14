package main

import (
	"errors"
	"flag"
	"strings"
	"testing"
)

func TestJoinAcceptsAddressesWithAndWithoutPorts(t *testing.T) {
	for _, c := range []struct{ args, address, game string }{
		{"192.168.1.23:5555", "192.168.1.23:5555", ""},
		{"192.168.1.23", "192.168.1.23:5555", ""},
		{"192.168.1.23:6000 --game Echo", "192.168.1.23:6000", "Echo"},
		{"--game Echo laptop", "laptop:5555", "Echo"},
		{"laptop.local:1", "laptop.local:1", ""},
		{"::1", "[::1]:5555", ""},
		{"[::1]", "[::1]:5555", ""},
		{"[::1]:65535", "[::1]:65535", ""},
	} {
		got, err := parseJoin(strings.Fields(c.args))
		if want := (joinOptions{c.address, c.game}); err != nil || got != want {
			t.Errorf("%q means %+v (%v), want %+v", c.args, got, err, want)
		}
	}
}

func TestInvalidJoinArgumentsAreOneSentence(t *testing.T) {
	for _, c := range []struct{ args, says string }{
		{"", "join needs the address"},
		{"--game Echo", "join needs the address"},
		{"192.168.1.23:0", `"192.168.1.23:0" is no address to join`},
		{"192.168.1.23:65536", "is no address to join"},
		{"192.168.1.23:http", "is no address to join"},
		{":5555", "is no address to join"},
		{"1:2:3", "is no address to join"},
		{"http://192.168.1.23:5555", "is no address to join"},
		{"192.168.1.23 5555", `"5555" is one too many`},
		{"192.168.1.23 --port 5555", "there is no flag --port"},
		{"192.168.1.23 --game", "something must follow --game"},
	} {
		_, err := parseJoin(strings.Fields(c.args))
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.HasSuffix(err.Error(), "; porchlight --help lists what there is") {
			t.Errorf("%q is answered with\n%v, want it to say\n%s", c.args, err, c.says)
		}
	}
	if _, err := parseJoin([]string{"192.168.1.23", "--help"}); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("--help is answered with %v", err)
	}
}

func TestTheUsageNamesJoin(t *testing.T) {
	if !strings.Contains(usage, "porchlight "+joinCommand+" HOST[:PORT]") {
		t.Error("the usage does not name join")
	}
}
