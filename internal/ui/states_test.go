package ui

import (
	"net/netip"
	"strings"

	"porchlight/internal/journal"
)

// states are what the window can look like, and how a person gets there from a window that shows port
// 5555 and is to host one player.
var states = map[string]func(*person){
	"first run": func(*person) {},
	"a choice of networks": func(p *person) {
		p.network.become(cable("192.168.100.123"), wifi("192.168.100.124"))
		p.sees("192.168.100.123:")
	},
	"the longest address": func(p *person) {
		p.network.become(cable("192.168.100.123"), wifi("192.168.100.124"))
		p.types(p.header.port, "65535")
		p.sees("192.168.100.123:65535")
	},
	"no network": func(p *person) {
		p.network.become()
		p.sees("This computer is not on a network.")
	},
	"a wrong port": func(p *person) { p.types(p.header.port, "70000") },
	"a low port":   func(p *person) { p.types(p.header.port, "80") },
	"wrong players": func(p *person) {
		p.types(p.header.players, "many")
	},
	"trouble": func(p *person) {
		p.banner.trouble(aboutStart, "Another program already uses port 65535. Close it, or use another port.", &remedy{"Use 5555", func() {}})
		p.sayState()
	},
	"the longest trouble": func(p *person) {
		sentence, _ := explain(nil)
		p.banner.trouble(aboutStart, sentence, nil)
		p.sayState()
	},
	"nobody here": func(p *person) { p.hostsOne() },
	"players and messages": func(p *person) {
		p.hostsOne()
		p.guest().echoes("50,50")
		p.logs(strings.Repeat("long ", 300), "\xff\x00", "日本語")
		p.Journal.Message(noon, 123, []byte("to all"), []byte("an answer of its own"), 15, 0)
		p.seesRow(" to 15")
	},
	"a full game": func(p *person) {
		p.hostsOne()
		p.guest()
		p.knock().hearsTheEnd()
		p.sees("The game is full")
	},
	"a selected message of one player": func(p *person) {
		p.hostsOne()
		p.guest().echoes("50,50")
		p.seesRow("|50,50|→ the same")
		p.pressOne("127.0.0.1", 0, 1)
		p.selects("50,50")
	},
	"a stale copy": func(p *person) {
		p.network.become(cable("192.168.100.123"))
		p.sees("192.168.100.123:5555")
		p.press("Copy")
		p.network.become(cable("192.168.100.124"))
		p.sees("no longer works")
	},
	"paused": func(p *person) {
		p.press("Pause")
		p.logsMany(1000)
		p.sees("Paused. Show 1\u2009000 newer")
	},
	"cleared": func(p *person) {
		p.logs("hello")
		p.seesReceived("hello")
		p.press("Clear")
	},
	"a save that failed": func(p *person) { p.saved("", errNoRoom) },
	"a question": func(p *person) {
		p.hostsOne()
		p.guest()
		p.askToClose()
	},
	"a menu": func(p *person) { p.press("Save…") },
	"far from the end": func(p *person) {
		p.logsMany(500)
		p.await("the end", func() bool { return p.last() == "m499" })
		p.messages.list.ScrollToTop()
	},
	"every kind of record": func(p *person) {
		for _, k := range []journal.Kind{journal.Hosting, journal.Joined, journal.Left, journal.Refused, journal.Stopped, journal.Trouble} {
			p.Journal.Event(noon, journal.Event{Kind: k, Seat: 1000, Detail: strings.Repeat("detail ", 50)})
		}
		p.sees("hosting stopped")
	},
}

// hostsOne hosts on any free port of 127.0.0.1, in a window that was open for every address.
func (p *person) hostsOne() {
	p.t.Helper()
	p.Config.Addr = netip.MustParseAddr("127.0.0.1")
	p.types(p.header.port, "0")
	p.hosts()
}
