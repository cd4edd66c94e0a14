package ui

import (
	"fmt"
	"net/netip"
	"strings"

	"porchlight/internal/session"
	"porchlight/internal/ui/kit"

	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/settings"
)

// states are what the window can look like, and how a person gets there from a window that shows port
// 5555 and is to host one player.
var states = map[string]func(*person){
	"first run": func(*person) {},
	"a choice of networks": func(p *person) {
		p.network.become(cable("192.168.100.123"), wifi("192.168.100.124"))
		p.WaitForText("192.168.100.123:")
	},
	"the longest address": func(p *person) {
		p.network.become(cable("192.168.100.123"), wifi("192.168.100.124"))
		p.TypeInto(p.header.port, "65535")
		p.WaitForText("192.168.100.123:65535")
	},
	"no network": func(p *person) {
		p.network.become()
		p.WaitForText("This computer is not on a network.")
	},
	"a wrong port": func(p *person) { p.TypeInto(p.header.port, "70000") },
	"a low port":   func(p *person) { p.TypeInto(p.header.port, "80") },
	"wrong players": func(p *person) {
		p.TypeInto(p.header.players, "many")
	},
	"trouble": func(p *person) {
		p.renderBanner(session.Notice{ID: 1, Kind: session.StartFailed, Action: session.UsePort, Port: 5555, Err: &host.PortInUseError{Port: 65535}})
	},
	"the longest trouble": func(p *person) {
		p.renderBanner(session.Notice{ID: 1, Kind: session.StartFailed, Err: &host.ListenError{}})
	},
	"nobody here": func(p *person) { p.hostsOne() },
	"players and messages": func(p *person) {
		p.hostsOne()
		p.guest().echoes("50,50")
		p.logs(strings.Repeat("long ", 300), "\xff\x00", "日本語")
		p.Journal.Message(noon, 123, []byte("to all"), []byte("an answer of its own"), 15, 0)
		p.seesRow(" to 15")
	},
	"bytes without the end of a message": func(p *person) {
		p.useGame(gameOf("end:goodbye\n"))
		p.hostsOne()
		p.saysWithoutEnd(p.guest(), 123_456)
		p.passes(incompleteTime)
		p.WaitForText("no end")
	},
	"a full game": func(p *person) {
		p.hostsOne()
		p.guest()
		p.knock().hearsTheEnd()
		p.WaitForText("The game is full")
	},
	"a selected message of one player": func(p *person) {
		p.hostsOne()
		p.guest().echoes("50,50")
		p.seesRow("|50,50|→ the same")
		p.ClickOne("127.0.0.1", 0, 1)
		p.selects("50,50")
	},
	"a stale copy": func(p *person) {
		p.network.become(cable("192.168.100.123"))
		p.WaitForText("192.168.100.123:5555")
		p.Click("Copy")
		p.network.become(cable("192.168.100.124"))
		p.WaitForText("no longer works")
	},
	"paused": func(p *person) {
		p.Click("Pause")
		p.logsMany(1000)
		p.WaitForText("Paused. Show 1\u2009000 newer")
	},
	"cleared": func(p *person) {
		p.logs("hello")
		p.seesReceived("hello")
		p.Click("Clear")
	},
	"a save that failed": func(p *person) { p.saved("", errNoRoom) },
	"a question": func(p *person) {
		p.hostsOne()
		p.guest()
		p.askToClose()
	},
	"a menu": func(p *person) { p.Click("Save…") },
	"far from the end": func(p *person) {
		p.logsMany(500)
		p.WaitFor("the end", func() bool { return p.last() == "m499" })
		p.messages.List.ScrollToTop()
	},
	"every kind of record": func(p *person) {
		for k := journal.Hosting; k <= journal.PageServed; k++ {
			p.Journal.Event(noon, journal.Event{Kind: k, Seat: 1000, Detail: strings.Repeat("detail ", 50)})
		}
		p.WaitForText("looked in")
	},
	"checked": func(p *person) {
		p.hostsOne()
		p.WaitForText("Checked: this computer reaches")
	},
	"reached": func(p *person) {
		p.reachedFrom("192.168.100.140", "127.0.0.1")
		p.hostsOne()
		p.WaitForText("A friend reached you from 192.168.100.140")
	},
	"something in the way": func(p *person) {
		p.selfTestFails(&host.UnreachableError{})
		p.hostsOne()
		p.WaitForText("This computer cannot reach itself")
	},
	"a port that is shared": func(p *person) {
		p.selfTestFails(&host.SharedPortError{})
		p.hostsOne()
		p.WaitForText("Another program on this computer takes")
	},
	"a trouble that was dismissed": func(p *person) {
		p.selfTestFails(&host.UnreachableError{})
		p.hostsOne()
		p.WaitForText("This computer cannot reach itself")
		p.Click("Dismiss")
	},
	"one at the door": func(p *person) { p.hostsWithWaiting(1) },
	"two at the door": func(p *person) { p.hostsWithWaiting(2) },
	"50 at the door": func(p *person) {
		p.hostsOne()
		p.guest()
		p.TypeInto(p.header.players, "100")
		p.changePolicy(access.Policy{Ask: true})
		p.waits(50)
	},
	"the door and trouble": func(p *person) {
		p.hostsWithWaiting(3)
		p.banner.Show(kit.Notice{Trouble: true, Sentence: "The game is full: somebody at 192.168.100.123 could not join.", Action: &kit.Action{Label: "Allow 2 players", Do: func() {}}})
	},
	"somebody from another network": func(p *person) {
		p.hostsOne()
		p.turnedAway(journal.Outside)
		p.WaitForText("not on your networks")
	},
	"too many from one address": func(p *person) {
		p.hostsOne()
		p.turnedAway(journal.TooMany)
		p.WaitForText("too many connections")
	},
	"a player that floods": func(p *person) {
		p.hostsOne()
		p.Journal.Event(noon, journal.Event{Kind: journal.Slowed, Reason: journal.TooMuch, Seat: 0, Count: 64_000_000})
		p.WaitForText("listens to it more slowly")
	},
	"a player that flooded": func(p *person) {
		p.hostsOne()
		p.Journal.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.TooFast, Seat: 0, Addr: at203()})
		p.WaitForText("was sent out")
	},
	"too many connections at once": func(p *person) {
		p.hostsOne()
		p.turnedAway(journal.TooManyAttempts)
		p.WaitForText("too many new connections")
	},
	"no more files": func(p *person) {
		p.hostsOne()
		p.Journal.Event(noon, journal.Event{Kind: journal.Trouble, Reason: journal.NoDescriptors, Seat: -1, Count: 1012})
		p.WaitForText("Nobody else fits in")
	},
	"the Android tools": func(p *person) {
		p.hostsOne()
		p.Journal.Event(noon, journal.Event{Kind: journal.Named, Seat: 0, Detail: host.ADBName})
		p.WaitForText("It is adb")
	},
	"a guest list that was damaged": func(p *person) {
		p.session.ReportAccessListUnread(&settings.DamagedError{Backup: "/home/somebody/.config/porchlight/" + strings.Repeat("averylongfolder/", 4) + "door.toml.damaged-20261122-120000"})
	},
	"settings that were damaged": func(p *person) {
		p.session.ReportSettingsUnread(&settings.DamagedError{Backup: "/home/somebody/.config/porchlight/" + strings.Repeat("averylongfolder/", 4) + "settings.toml.damaged-20261122-120000"})
	},
	"settings that cannot be kept": func(p *person) { p.session.ReportSettingsFailed(errNoRoom) },
	"a guest list that cannot be saved": func(p *person) {
		p.renderBanner(session.Notice{ID: 1, Kind: session.AccessListFailed, Err: errNoRoom})
	},
	"a guest list that is full": func(p *person) {
		p.renderBanner(session.Notice{ID: 1, Kind: session.AccessListFailed, Err: &access.FullError{}})
	},
	"a kick that can become a ban": func(p *person) {
		p.hostsOne()
		p.guest()
		p.Click("Kick")
		p.WaitForText("Ban 127.0.0.1")
	},
	"a game with a long name": func(p *person) {
		p.useGame(longGame())
	},
	"what else there is": func(p *person) { p.Click("More") },
}

// longGame has a name and a purpose that are longer than any place for them.
func longGame() *game.Game {
	g := game.Echo()
	g.Name = strings.Repeat("Rindfleischetikettierung ", 4) + strings.Repeat("x", 100)
	g.About = strings.Repeat("Donaudampfschifffahrt ", 20)
	return g
}

// hostsWithWaiting hosts and opens n pending connections.
func (p *person) hostsWithWaiting(n int) {
	p.T.Helper()
	p.hostsOne()
	p.changePolicy(access.Policy{Ask: true})
	p.waits(n)
}

// waits opens n pending connections, waits until the window shows them and returns them.
func (p *person) waits(n int) []*guest {
	p.T.Helper()
	var list []*guest
	for range n {
		before := len(p.Host.Pending(nil))
		list = append(list, p.knock())
		p.WaitFor("a pending connection", func() bool { return len(p.Host.Pending(nil)) == before+1 })
	}
	title := "Somebody waits at the door."
	if all := len(p.Host.Pending(nil)); all > 1 {
		title = fmt.Sprintf("%d people wait at the door.", all)
	}
	p.WaitForText(title)
	return list
}

// turnedAway has the journal say that somebody was turned away.
func (p *person) turnedAway(why journal.Reason) {
	p.Journal.Event(noon, journal.Event{Kind: journal.Refused, Reason: why, Seat: -1, Addr: at203()})
}

// at203 is where strangers come from.
func at203() netip.AddrPort { return netip.MustParseAddrPort("203.0.113.200:54321") }

// hostsOne hosts on any free port.
func (p *person) hostsOne() {
	p.T.Helper()
	p.TypeInto(p.header.port, "0")
	p.hosts()
}
