package diagnose

import (
	"slices"
	"testing"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/lan"
)

func TestTheLikeliestCauseComesFirst(t *testing.T) {
	t.Parallel()
	silent := func(e *Evidence) { visited(e); e.Players, e.Silent = 1, 1 }
	lines := func(e *Evidence) {
		g := game.Echo()
		g.Greeting = [][]string{{"hi"}}
		in, err := framing.Parse("line")
		if err != nil {
			t.Fatal(err)
		}
		g.In, e.Game = in, g
	}
	pairs := func(e *Evidence) {
		visited(e)
		g := game.Echo()
		g.Rule, g.Room = game.RuleSwap, 2
		e.Players, e.Game = 1, g
	}
	for name, c := range map[string]struct {
		symptom  Symptom
		evidence *Evidence
		first    []CauseID
		ordered  []CauseID // not necessarily first
		absent   []CauseID
	}{
		"timed out, off": {TimesOut, hosting(off), []CauseID{HostingNotStarted, OtherNetwork}, nil, nil},
		"timed out, nobody connected": {
			TimesOut, hosting(),
			[]CauseID{OtherNetwork, HostFirewall, GuestIsolation, WrongAddr},
			[]CauseID{WrongAddr, FriendVPN, FriendFirewall},
			[]CauseID{HostingNotStarted, ShownAddrIsVPN, SeveralNetworks, NoNetwork},
		},
		"timed out, others connected": {
			TimesOut, hosting(visited),
			[]CauseID{OtherNetwork, WrongAddr, FriendVPN, FriendFirewall},
			[]CauseID{FriendFirewall, GuestIsolation, HostFirewall},
			nil,
		},
		"timed out, a VPN's address is shown": {TimesOut, hosting(shows(lan.VPN, "10.8.0.2/24")), []CauseID{ShownAddrIsVPN, SeveralNetworks}, nil, nil},
		"timed out, two networks": {
			TimesOut, hosting(func(e *Evidence) { e.LocalAddrs = append(e.LocalAddrs, adapter(lan.Ethernet, "10.0.0.7/24")) }),
			[]CauseID{SeveralNetworks, OtherNetwork},
			nil, nil,
		},
		"timed out, no network":             {TimesOut, hosting(noNetwork), []CauseID{NoNetwork}, nil, nil},
		"timed out, a virtual address":      {TimesOut, hosting(shows(lan.Virtual, "192.168.56.1/24")), []CauseID{ShownAddrIsVirtual}, nil, nil},
		"timed out, no router":              {TimesOut, hosting(shows(lan.WiFi, "169.254.3.4/16")), []CauseID{NoRouter}, nil, nil},
		"refused, off":                      {Refused, hosting(off), []CauseID{HostingNotStarted, WrongPortOrAddr}, nil, []CauseID{TriedBeforeStart}},
		"refused, nobody connected":         {Refused, hosting(), []CauseID{WrongPortOrAddr, ConnectsToLocalhost}, []CauseID{ConnectsToLocalhost, TriedBeforeStart, AddrTakenOver, HostFirewallSaysNo}, []CauseID{HostingNotStarted, OtherProgramOnPort}},
		"refused, others connected":         {Refused, hosting(visited), []CauseID{WrongPortOrAddr, ConnectsToLocalhost, TriedBeforeStart}, nil, nil},
		"refused, another program there":    {Refused, hosting(shared), []CauseID{OtherProgramOnPort, WrongPortOrAddr}, nil, nil},
		"cannot assign":                     {CannotAssign, hosting(), []CauseID{StartsOldServer, BindsInsteadOfConnect, ConnectsToZero}, []CauseID{BindsInsteadOfConnect, OutdatedAddr, FriendOffline, ConnectsInLoop}, nil},
		"cannot assign, no network":         {CannotAssign, hosting(noNetwork), []CauseID{ConnectsToZero}, nil, nil},
		"cannot assign, many connections":   {CannotAssign, hosting(visited, func(e *Evidence) { e.Attempts = 20_000 }), []CauseID{ConnectsInLoop, StartsOldServer}, nil, nil},
		"freezes, off":                      {Freezes, hosting(off), []CauseID{HostingNotStarted, ReachedSomethingElse}, nil, nil},
		"freezes, nobody connected":         {Freezes, hosting(), []CauseID{ReachedSomethingElse}, nil, []CauseID{HostingNotStarted, SeatsTaken, WasRejected, WaitsForPartner}},
		"freezes, another program there":    {Freezes, hosting(shared), []CauseID{OtherProgramOnPort, ReachedSomethingElse}, nil, nil},
		"freezes, silent, no greeting":      {Freezes, hosting(silent), []CauseID{WaitsForGreeting}, []CauseID{WaitsForGreeting, OtherGame, OtherFraming}, nil},
		"freezes, silent, framed":           {Freezes, hosting(silent, lines), []CauseID{OtherFraming}, []CauseID{OtherFraming, WaitsForGreeting}, nil},
		"freezes, incomplete in a full one": {Freezes, hosting(visited, lines, full, func(e *Evidence) { e.Incomplete = 1 }), []CauseID{OtherFraming, SeatsTaken}, nil, []CauseID{ReachedSomethingElse}},
		"freezes, one of this computer":     {Freezes, hosting(func(e *Evidence) { e.Players = 1 }), nil, nil, []CauseID{ReachedSomethingElse}},
		"freezes, alone in a game for two":  {Freezes, hosting(pairs), []CauseID{WaitsForPartner}, nil, nil},
		"freezes, full":                     {Freezes, hosting(visited, full), []CauseID{SeatsTaken}, nil, nil},
		"freezes, rejected":                 {Freezes, hosting(visited, rejected), []CauseID{WasRejected}, nil, nil},
		"freezes, nothing known":            {Freezes, &Evidence{}, []CauseID{HostingNotStarted}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []CauseID
			for _, cause := range Causes(c.symptom, c.evidence) {
				got = append(got, cause.ID)
			}
			if first := got[:min(len(got), len(c.first))]; !slices.Equal(first, c.first) {
				t.Errorf("first come %v, want %v, of %v", first, c.first, got)
			}
			for i, id := range c.ordered {
				at := slices.Index(got, id)
				if at < 0 {
					t.Errorf("%v is missing in %v", id, got)
				} else if i > 0 && at < slices.Index(got, c.ordered[i-1]) {
					t.Errorf("%v comes before %v in %v", id, c.ordered[i-1], got)
				}
			}
			for _, id := range c.absent {
				if slices.Contains(got, id) {
					t.Errorf("%v is ruled out and stands in %v", id, got)
				}
			}
		})
	}
}

func TestCausesAreInFallingLikelihoodAndNoneIsThereTwice(t *testing.T) {
	t.Parallel()
	changes := []func(*Evidence){
		off, visited, rejected, shared, full, noNetwork,
		shows(lan.VPN, "10.8.0.2/24"), func(e *Evidence) { e.Silent = 2 }, func(e *Evidence) { e.Incomplete = 1 },
	}
	for set := range 1 << len(changes) {
		var some []func(*Evidence)
		for i, change := range changes {
			if set&(1<<i) != 0 {
				some = append(some, change)
			}
		}
		e := hosting(some...)
		for _, s := range []Symptom{TimesOut, Refused, CannotAssign, Freezes} {
			seen, last := map[CauseID]bool{}, Certain
			for _, c := range Causes(s, e) {
				if seen[c.ID] || c.Likelihood > last || c.Likelihood == RuledOut {
					t.Fatalf("symptom %d of %+v: %+v after likelihood %d, twice: %t", s, e, c, last, seen[c.ID])
				}
				seen[c.ID], last = true, c.Likelihood
			}
		}
	}
}
