package diagnose

import (
	"net/netip"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
)

// hosting returns evidence of hosting on one network where nobody has connected, after some changes.
func hosting(changes ...func(*Evidence)) *Evidence {
	e := &Evidence{
		Hosting: true, Since: time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC), Reachability: Tested,
		Addr: netip.MustParseAddrPort("192.168.1.23:5555"), LocalAddrs: []lan.Address{adapter(lan.WiFi, "192.168.1.23/24")},
		Limit: 2, Game: game.Echo(),
	}
	for _, change := range changes {
		change(e)
	}
	return e
}

func adapter(kind lan.Kind, prefix string) lan.Address {
	p := netip.MustParsePrefix(prefix)
	return lan.Address{IP: p.Addr(), Prefix: p, Kind: kind}
}

func off(e *Evidence) { e.Hosting, e.Reachability = false, Off }

// visited is evidence of three connections.
func visited(e *Evidence) {
	e.Attempts, e.LastFrom, e.LastAt, e.Reachability = 3, netip.MustParseAddr("192.168.1.40"), e.Since.Add(time.Minute), Reached
}

func rejected(e *Evidence) { e.LastRejected = journal.GameFull }
func shared(e *Evidence)   { e.SharedPort = true }
func full(e *Evidence)     { e.Players = e.Limit }

func shows(kind lan.Kind, prefix string) func(*Evidence) {
	return func(e *Evidence) {
		a := adapter(kind, prefix)
		e.LocalAddrs, e.Addr = append(e.LocalAddrs, a), netip.AddrPortFrom(a.IP, 5555)
	}
}

func noNetwork(e *Evidence) { e.LocalAddrs, e.Addr = nil, netip.MustParseAddrPort("127.0.0.1:5555") }
