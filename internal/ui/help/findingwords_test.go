package help

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"porchlight/internal/diagnose"
	"porchlight/internal/game"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
)

// markedSentences returns findings as their marks and texts.
func markedSentences(list []finding) []string {
	marks := map[diagnose.Mark]string{diagnose.Good: "+ ", diagnose.Attention: "! ", diagnose.Unknown: "? "}
	var all []string
	for _, f := range list {
		all = append(all, marks[f.mark]+f.text)
	}
	return all
}

func TestFindingsAreSentencesAboutTheHost(t *testing.T) {
	oneNetwork := "+ This computer is on one network: Wi-Fi (wlan0) 192.168.1.23."
	for name, c := range map[string]struct {
		evidence *diagnose.Evidence
		want     []string
	}{
		"nobody yet": {evidence(), []string{
			"+ Porchlight is listening on 192.168.1.23:5555 since 12:00.",
			"+ It has checked that this computer answers there.",
			"? Nobody from another computer has reached it yet.", oneNetwork,
		}},
		"not checked": {evidence(func(e *diagnose.Evidence) { e.Reachability = diagnose.Listening }), []string{
			"+ Porchlight is listening on 192.168.1.23:5555 since 12:00.",
			"? It has not checked yet whether this computer answers there.",
			"? Nobody from another computer has reached it yet.", oneNetwork,
		}},
		"trouble while hosting": {evidence(func(e *diagnose.Evidence) { e.Reachability, e.SharedPort = diagnose.Trouble, true }), []string{
			"+ Porchlight is listening on 192.168.1.23:5555 since 12:00.",
			"! Something is wrong at that address. Porchlight's window says what.",
			"! Another program on this computer answers on port 5555 too. Friends may reach that one instead.",
			"? Nobody from another computer has reached it yet.", oneNetwork,
		}},
		"one came": {evidence(reached, func(e *diagnose.Evidence) { e.Attempts = 1 }), []string{
			"+ Porchlight is listening on 192.168.1.23:5555 since 12:00.",
			"+ It has checked that this computer answers there.",
			"+ Another computer has reached it once, from 192.168.1.40 at 12:01.", oneNetwork,
		}},
		"three came and one was turned away": {evidence(reached, func(e *diagnose.Evidence) { e.LastRejected = journal.GameFull }), []string{
			"+ Porchlight is listening on 192.168.1.23:5555 since 12:00.",
			"+ It has checked that this computer answers there.",
			"+ Other computers have reached it 3 times, the last one from 192.168.1.40 at 12:01.",
			"! Porchlight turned the last one away: the game is full.", oneNetwork,
		}},
		"off":      {evidence(off), []string{"! Porchlight is not hosting, so nobody can connect.", oneNetwork}},
		"starting": {evidence(off, func(e *diagnose.Evidence) { e.Reachability = diagnose.Starting }), []string{"? Porchlight is just starting or stopping.", oneNetwork}},
		"failed":   {evidence(off, func(e *diagnose.Evidence) { e.Reachability = diagnose.Trouble }), []string{"! Porchlight could not start hosting. Its window says why.", oneNetwork}},
		"no network": {evidence(func(e *diagnose.Evidence) {
			e.LocalAddrs, e.Addr = nil, netip.MustParseAddrPort("127.0.0.1:5555")
		}), []string{
			"! Porchlight is listening on port 5555 since 12:00, for programs on this computer only.",
			"? Nobody from another computer has reached it yet.",
			"! This computer is not on a network.",
		}},
		"two networks, and a VPN's address": {evidence(off, func(e *diagnose.Evidence) {
			e.LocalAddrs, e.Addr = append(e.LocalAddrs, vpn("10.8.0.2")), netip.MustParseAddrPort("10.8.0.2:5555")
		}), []string{
			"! Porchlight is not hosting, so nobody can connect.",
			"? This computer is on 2 networks: Wi-Fi (wlan0) 192.168.1.23, VPN (tun0) 10.8.0.2.",
			"! 10.8.0.2 belongs to a VPN. Only friends in the same VPN can reach it.",
		}},
		"a made-up address": {evidence(off, func(e *diagnose.Evidence) {
			e.LocalAddrs, e.Addr = []lan.Address{wifi("169.254.3.4")}, netip.MustParseAddrPort("169.254.3.4:5555")
		}), []string{
			"! Porchlight is not hosting, so nobody can connect.",
			"+ This computer is on one network: Wi-Fi (wlan0) 169.254.3.4.",
			"! 169.254.3.4 is an address that this computer made up, because no router gave it one.",
		}},
		"nothing known": {&diagnose.Evidence{}, []string{"! Porchlight is not hosting, so nobody can connect.", "! This computer is not on a network."}},
	} {
		if got := markedSentences(findingSentences(diagnose.Findings(c.evidence), c.evidence)); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant:\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestFindingsAreSentencesAboutPlayersAndGame(t *testing.T) {
	greeting := game.Echo()
	greeting.Name, greeting.Greeting = "Hello", [][]string{{"hi"}}
	for name, c := range map[string]struct {
		evidence *diagnose.Evidence
		want     []string
	}{
		"off":    {evidence(off), nil},
		"nobody": {evidence(), []string{"? No player is in the game.", "? The game is Echo. It says nothing before players do."}},
		"one that is silent": {evidence(func(e *diagnose.Evidence) { e.Players, e.Silent = 1, 1 }), []string{
			"+ One player is in the game.", "! One player has connected and not said anything yet.", "? The game is Echo. It says nothing before players do.",
		}},
		"one whose message has no end": {evidence(func(e *diagnose.Evidence) { e.Players, e.Incomplete = 1, 1 }), []string{
			"+ One player is in the game.", "! One player has sent bytes, but not the end of a message.", "? The game is Echo. It says nothing before players do.",
		}},
		"two whose messages have no end": {evidence(func(e *diagnose.Evidence) { e.Players, e.Incomplete, e.Limit = 2, 2, 0 }), []string{
			"+ 2 players are in the game.", "! 2 players have sent bytes, but not the end of a message.", "? The game is Echo. It says nothing before players do.",
		}},
		"full, greeted and silent": {evidence(func(e *diagnose.Evidence) { e.Players, e.Silent, e.Game = 2, 2, greeting }), []string{
			"! The game is full: 2 of 2 players are in.", "! 2 players have connected and not said anything yet.", "? The game is Hello. It greets players first.",
		}},
		"many without a limit": {evidence(func(e *diagnose.Evidence) { e.Players, e.Limit = 7, 0 }), []string{
			"+ 7 players are in the game.", "? The game is Echo. It says nothing before players do.",
		}},
	} {
		if got := markedSentences(findingSentences(diagnose.PlayerFindings(c.evidence), c.evidence)); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant:\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}
