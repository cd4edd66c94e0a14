package diagnose

import (
	"net/netip"
	"slices"
	"testing"

	"porchlight/internal/game"
	"porchlight/internal/lan"
)

func TestFindingsSayWhatWasSeenAndNoMore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		evidence *Evidence
		want     []Finding
	}{
		"nobody yet":                     {hosting(), []Finding{{Good, ListeningAt}, {Good, SelfTestPassed}, {Unknown, NobodyArrived}, {Good, OnOneNetwork}}},
		"not tested":                     {hosting(func(e *Evidence) { e.Reachability = Listening }), []Finding{{Good, ListeningAt}, {Unknown, SelfTestPending}, {Unknown, NobodyArrived}, {Good, OnOneNetwork}}},
		"trouble while hosting":          {hosting(shared, func(e *Evidence) { e.Reachability = Trouble }), []Finding{{Good, ListeningAt}, {Attention, SelfTestFailed}, {Attention, PortShared}, {Unknown, NobodyArrived}, {Good, OnOneNetwork}}},
		"one connected":                  {hosting(visited, func(e *Evidence) { e.Attempts = 1 }), []Finding{{Good, ListeningAt}, {Good, SelfTestPassed}, {Good, OneArrived}, {Good, OnOneNetwork}}},
		"three, and the last one turned": {hosting(visited, rejected), []Finding{{Good, ListeningAt}, {Good, SelfTestPassed}, {Good, SeveralArrived}, {Attention, LastRejected}, {Good, OnOneNetwork}}},
		"off":                            {hosting(off), []Finding{{Attention, NotHosting}, {Good, OnOneNetwork}}},
		"starting":                       {hosting(off, func(e *Evidence) { e.Reachability = Starting }), []Finding{{Unknown, StartingOrStopping}, {Good, OnOneNetwork}}},
		"start failed":                   {hosting(off, func(e *Evidence) { e.Reachability = Trouble }), []Finding{{Attention, StartFailed}, {Good, OnOneNetwork}}},
		"no network":                     {hosting(noNetwork), []Finding{{Attention, ListeningLocally}, {Unknown, NobodyArrived}, {Attention, OnNoNetwork}}},
		"a VPN's address":                {hosting(off, shows(lan.VPN, "10.8.0.2/24")), []Finding{{Attention, NotHosting}, {Unknown, OnSeveralNetworks}, {Attention, ShowsVPN}}},
		"a virtual address":              {hosting(off, shows(lan.Virtual, "192.168.56.1/24")), []Finding{{Attention, NotHosting}, {Unknown, OnSeveralNetworks}, {Attention, ShowsVirtual}}},
		"a link-local address":           {hosting(off, shows(lan.WiFi, "169.254.3.4/16")), []Finding{{Attention, NotHosting}, {Unknown, OnSeveralNetworks}, {Attention, ShowsLinkLocal}}},
		"nothing known":                  {&Evidence{}, []Finding{{Attention, NotHosting}, {Attention, OnNoNetwork}}},
	} {
		if got := Findings(c.evidence); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestFindingsOnPlayersCountThem(t *testing.T) {
	t.Parallel()
	greeting := game.Echo()
	greeting.Greeting = [][]string{{"hi"}}
	for name, c := range map[string]struct {
		evidence *Evidence
		want     []Finding
	}{
		"off":        {hosting(off), nil},
		"nobody":     {hosting(), []Finding{{Unknown, NoPlayers}, {Unknown, GameWaits}}},
		"one silent": {hosting(func(e *Evidence) { e.Players, e.Silent = 1, 1 }), []Finding{{Good, OnePlayer}, {Attention, OneSilent}, {Unknown, GameWaits}}},
		"two incomplete": {
			hosting(func(e *Evidence) { e.Players, e.Incomplete, e.Limit = 2, 2, 0 }),
			[]Finding{{Good, SeveralPlayers}, {Attention, SeveralIncomplete}, {Unknown, GameWaits}},
		},
		"full, greeted, silent": {
			hosting(full, func(e *Evidence) { e.Silent, e.Incomplete, e.Game = 2, 1, greeting }),
			[]Finding{{Attention, GameFull}, {Attention, SeveralSilent}, {Attention, OneIncomplete}, {Unknown, GameGreets}},
		},
		"no game": {hosting(func(e *Evidence) { e.Game = nil }), []Finding{{Unknown, NoPlayers}}},
	} {
		if got := PlayerFindings(c.evidence); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestAVPNIsSeenAndTheRouterForwardsToARealAdapter(t *testing.T) {
	t.Parallel()
	if got, want := VPNFindings(hosting()), []Finding{{Good, ListeningAt}, {Unknown, HasNoVPN}}; !slices.Equal(got, want) {
		t.Errorf("without a VPN: %v, want %v", got, want)
	}
	e := hosting(shows(lan.VPN, "100.101.102.103/32"))
	if got, want := VPNFindings(e), []Finding{{Good, ListeningAt}, {Good, HasVPN}}; !slices.Equal(got, want) {
		t.Errorf("with a VPN: %v, want %v", got, want)
	}
	if addr, port := e.RouterTarget(); addr != netip.MustParseAddr("192.168.1.23") || port != 5555 {
		t.Errorf("the router forwards to %v port %d", addr, port)
	}
	if addr, port := (&Evidence{}).RouterTarget(); addr.IsValid() || port != 0 {
		t.Errorf("without a network, the router forwards to %v port %d", addr, port)
	}
}
