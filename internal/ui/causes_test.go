package ui

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/lan"
)

const (
	causeStart      = "You have not pressed Start hosting."
	causeNoNetwork  = "This computer is not on a network."
	causeVPN        = "The address that Porchlight shows belongs to a VPN."
	causeOther      = "Another program answers on the same port."
	causeNetwork    = "Your friend is on another network than you."
	causeFirewall   = "The firewall of this computer keeps friends out."
	causeGuests     = "The Wi-Fi keeps its guests apart."
	causeAddress    = "Their program has another address in it."
	causeSeveral    = "This computer is on several networks, and your friend is in another of them."
	causeTheirVPN   = "A VPN on your friend's computer is in the way."
	causeTheirs     = "Your friend's computer does not let the program out."
	causeNumbers    = "Their program has another port, or another address, in it."
	causeLocalhost  = "Their program connects to “localhost” or 127.0.0.1."
	causeEarly      = "They tried before you pressed Start hosting."
	causeTaken      = "Another computer now has the address that they type."
	causeSaysNo     = "A firewall says no."
	causeOldServer  = "They start the old server script, with your address in it."
	causeBind       = "Their program says bind where it should say connect."
	causeZero       = "Their program connects to 0.0.0.0, or to port 0."
	causeOverAndOut = "Their program connects over and over, and never closes."
	causeTurnedAway = "Porchlight turned them away."
	causeFull       = "The game is full."
	causeElse       = "They have reached something else than Porchlight."
	causeGreeting   = "Their program waits for the server to speak first."
	causePartner    = "The game goes on only when another player is there."
	causeEnds       = "Their program marks the ends of messages in another way than the game."
	causeWrongGame  = "Another game is chosen than their program was made for."
)

func TestTheLikeliestCauseComesFirst(t *testing.T) {
	vpnShown := func(e *evidence) {
		e.addresses, e.address = append(e.addresses, vpn("10.8.0.2")), netip.MustParseAddrPort("10.8.0.2:5555")
	}
	alone := func(e *evidence) {
		e.addresses, e.address = nil, netip.MustParseAddrPort("127.0.0.1:5555")
	}
	silent := func(e *evidence) { visited(e); e.players, e.silent = 1, 1 }
	lines := func(e *evidence) {
		g := game.Echo()
		g.Greeting, g.In = []string{"hi"}, mustFraming("line")
		e.game = g
	}
	pairs := func(e *evidence) {
		visited(e)
		g := game.Echo()
		g.Rule, g.Room = game.RuleSwap, 2
		e.players, e.game = 1, g
	}
	for name, c := range map[string]struct {
		causes []cause
		first  []string
		before []string // not necessarily first, but in this order
		absent []string
	}{
		"timed out, off": {
			causes: sight(off).ofTimingOut(), first: []string{causeStart, causeNetwork},
		},
		"timed out, nobody came": {
			causes: sight().ofTimingOut(), first: []string{causeNetwork, causeFirewall, causeGuests, causeAddress},
			before: []string{causeAddress, causeTheirVPN, causeTheirs}, absent: []string{causeStart, causeVPN, causeSeveral, causeNoNetwork},
		},
		"timed out, others came": {
			causes: sight(visited).ofTimingOut(), first: []string{causeNetwork, causeAddress, causeTheirVPN, causeTheirs},
			before: []string{causeTheirs, causeGuests, causeFirewall},
		},
		"timed out, a VPN's address is shown": {
			causes: sight(vpnShown).ofTimingOut(), first: []string{causeVPN, causeSeveral},
		},
		"timed out, two networks": {
			causes: sight(func(e *evidence) { e.addresses = append(e.addresses, cable("10.0.0.7")) }).ofTimingOut(), first: []string{causeSeveral, causeNetwork},
		},
		"timed out, no network": {
			causes: sight(alone).ofTimingOut(), first: []string{causeNoNetwork},
		},
		"timed out, the address of a virtual machine": {
			causes: sight(func(e *evidence) { e.addresses[0].Kind = lan.Virtual }).ofTimingOut(), first: []string{"The address that Porchlight shows belongs to a virtual machine."},
		},
		"timed out, an address without a router": {
			causes: sight(func(e *evidence) { e.address = netip.MustParseAddrPort("169.254.3.4:5555") }).ofTimingOut(), first: []string{"This computer has got no address from a router."},
		},
		"refused, off": {
			causes: sight(off).ofRefusing(), first: []string{causeStart, causeNumbers}, absent: []string{causeEarly},
		},
		"refused, nobody came": {
			causes: sight().ofRefusing(), first: []string{causeNumbers, causeLocalhost}, before: []string{causeLocalhost, causeEarly, causeTaken, causeSaysNo}, absent: []string{causeStart, causeOther},
		},
		"refused, others came": {
			causes: sight(visited).ofRefusing(), first: []string{causeNumbers, causeLocalhost, causeEarly},
		},
		"refused, another program there": {
			causes: sight(func(e *evidence) { e.shared = true }).ofRefusing(), first: []string{causeOther, causeNumbers},
		},
		"cannot assign": {
			causes: sight().ofNotAssigning(), first: []string{causeOldServer, causeBind, causeZero}, before: []string{causeBind, causeOverAndOut},
		},
		"cannot assign, after thousands of connections": {
			causes: sight(visited, func(e *evidence) { e.arrived = 20_000 }).ofNotAssigning(), first: []string{causeOverAndOut, causeOldServer},
		},
		"freezes, off": {
			causes: sight(off).ofFreezing(), first: []string{causeStart, causeElse},
		},
		"freezes, nobody came": {
			causes: sight().ofFreezing(), first: []string{causeElse}, absent: []string{causeStart, causeFull, causeTurnedAway, causePartner},
		},
		"freezes, another program there": {
			causes: sight(func(e *evidence) { e.shared = true }).ofFreezing(), first: []string{causeOther, causeElse},
		},
		"freezes, silent where nothing greets": {
			causes: sight(silent).ofFreezing(), first: []string{causeGreeting}, before: []string{causeGreeting, causeWrongGame, causeEnds},
		},
		"freezes, silent where lines are wanted": {
			causes: sight(silent, lines).ofFreezing(), first: []string{causeEnds}, before: []string{causeEnds, causeGreeting},
		},
		"freezes, bytes without the end of a message in a full game": {
			causes: sight(visited, lines, func(e *evidence) { e.players, e.unended = 2, 1 }).ofFreezing(), first: []string{causeEnds, causeFull}, absent: []string{causeElse},
		},
		"freezes, somebody from this computer is in": {
			causes: sight(func(e *evidence) { e.players = 1 }).ofFreezing(), absent: []string{causeElse},
		},
		"freezes, alone in a game for two": {
			causes: sight(pairs).ofFreezing(), first: []string{causePartner},
		},
		"freezes, full": {
			causes: sight(visited, func(e *evidence) { e.players = 2 }).ofFreezing(), first: []string{causeFull},
		},
		"freezes, turned away": {
			causes: sight(visited, func(e *evidence) { e.refused = "the game is full" }).ofFreezing(), first: []string{causeTurnedAway},
		},
		"freezes, nothing known": {
			causes: evidence{}.ofFreezing(), first: []string{causeStart},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var titles []string
			for _, c := range c.causes {
				titles = append(titles, c.title)
			}
			all := strings.Join(titles, "\n")
			if got := titles[:min(len(titles), len(c.first))]; !slices.Equal(got, c.first) {
				t.Errorf("first come\n%s\nwant\n%s\nof\n%s", strings.Join(got, "\n"), strings.Join(c.first, "\n"), all)
			}
			for i, title := range c.before {
				at := slices.Index(titles, title)
				if at < 0 {
					t.Errorf("%q is missing of\n%s", title, all)
				} else if i > 0 && at < slices.Index(titles, c.before[i-1]) {
					t.Errorf("%q comes before %q in\n%s", title, c.before[i-1], all)
				}
			}
			for _, title := range c.absent {
				if slices.Contains(titles, title) {
					t.Errorf("%q cannot be, and stands in\n%s", title, all)
				}
			}
		})
	}
}

func mustFraming(name string) framing.Framing {
	f, err := framing.Parse(name)
	if err != nil {
		panic(err)
	}
	return f
}

func TestEveryCauseSaysWhatToDoAndNoneIsThereTwice(t *testing.T) {
	known := []string{pageSameNetwork, pageFirewall, pageTwoNetworks, pageElsewhere}
	for _, e := range []evidence{{}, sight(), sight(off), sight(crowded)} {
		for _, list := range [][]cause{e.ofTimingOut(), e.ofRefusing(), e.ofNotAssigning(), e.ofFreezing()} {
			seen := map[string]bool{}
			for _, c := range list {
				if seen[c.title] {
					t.Errorf("%q stands there twice", c.title)
				}
				seen[c.title] = true
				if c.text == "" || strings.Contains(c.title+c.text, "<no value>") || strings.Contains(c.text, "{{") {
					t.Errorf("%q says %q", c.title, c.text)
				}
				for _, w := range c.ways {
					if w.text == "" || strings.Contains(w.text, "<no value>") || strings.Contains(w.text, "{{") {
						t.Errorf("%q says on %s %q", c.title, w.system, w.text)
					}
				}
				for _, page := range c.pages {
					if !slices.Contains(known, page) {
						t.Errorf("%q leads to %q", c.title, page)
					}
				}
			}
		}
	}
}

func TestTheTextsNameTheAddressThatFriendsNeed(t *testing.T) {
	for title, want := range map[string]string{
		causeNumbers:    "It must be 192.168.1.23 and 5555",
		causeLocalhost:  "Put 192.168.1.23 there instead.",
		causeEarly:      "Porchlight is listening since 12:00.",
		causeBind:       `s.connect(("192.168.1.23", 5555))`,
		causeTurnedAway: "The last one, from 192.168.1.40, was told goodbye at once: the game is full.",
		causeFull:       "2 players may play",
	} {
		e := sight(crowded)
		e.shared = false
		all := slices.Concat(e.ofRefusing(), e.ofNotAssigning(), e.ofFreezing())
		i := slices.IndexFunc(all, func(c cause) bool { return c.title == title })
		if i < 0 || !strings.Contains(all[i].text, want) {
			t.Errorf("%q does not say %q", title, want)
		}
	}
	if text := (evidence{hosting: true}).localhost(likely).text; !strings.Contains(text, "Put the address that Porchlight shows there instead.") {
		t.Errorf("without an address it says %q", text)
	}
	ways := sight().firewallHere(possible).ways
	if !strings.Contains(ways[2].text, "sudo ufw allow 5555/tcp") || !strings.Contains(ways[2].text, "--add-port=5555/tcp") {
		t.Errorf("the firewall is opened by %q", ways[2].text)
	}
}
