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

// states lead to every appearance of the main window, from a window with port 5555 and a limit of one player.
var states = map[string]func(*windowHarness){
	"first run": func(*windowHarness) {},
	"a choice of networks": func(h *windowHarness) {
		h.network.set(cable("192.168.100.123"), wifi("192.168.100.124"))
		h.WaitForText("192.168.100.123:")
	},
	"the longest address": func(h *windowHarness) {
		h.network.set(cable("192.168.100.123"), wifi("192.168.100.124"))
		h.TypeInto(h.header.port, "65535")
		h.WaitForText("192.168.100.123:65535")
	},
	"no network": func(h *windowHarness) {
		h.network.set()
		h.WaitForText("This computer is not on a network.")
	},
	"a wrong port": func(h *windowHarness) { h.TypeInto(h.header.port, "70000") },
	"a low port":   func(h *windowHarness) { h.TypeInto(h.header.port, "80") },
	"wrong players": func(h *windowHarness) {
		h.TypeInto(h.header.players, "many")
	},
	"trouble": func(h *windowHarness) {
		h.renderBanner(session.Notice{ID: 1, Kind: session.StartFailed, Action: session.UsePort, Port: 5555, Err: &host.PortInUseError{Port: 65535}})
	},
	"the longest trouble": func(h *windowHarness) {
		h.renderBanner(session.Notice{ID: 1, Kind: session.StartFailed, Err: &host.ListenError{}})
	},
	"nobody here": func(h *windowHarness) { h.startOnFreePort() },
	"players and messages": func(h *windowHarness) {
		h.startOnFreePort()
		h.connect().Echo("50,50")
		h.recordMessages(strings.Repeat("long ", 300), "\xff\x00", "日本語")
		h.Journal.Message(noon, 123, []byte("to all"), []byte("an answer of its own"), 15, 0)
		h.waitForRow(" to 15")
	},
	"an incomplete message": func(h *windowHarness) {
		h.useGame(echoWithFraming("end:goodbye\n"))
		h.startOnFreePort()
		h.sendPartial(h.connect(), 123_456)
		h.advance(incompleteAfter)
		h.WaitForText("no end")
	},
	"a full game": func(h *windowHarness) {
		h.startOnFreePort()
		h.connect()
		h.dial().ReceiveEnd()
		h.WaitForText("The game is full")
	},
	"a selected message of one player": func(h *windowHarness) {
		h.startOnFreePort()
		h.connect().Echo("50,50")
		h.waitForRow("|50,50|→ the same")
		h.ClickOne("127.0.0.1", 0, 1)
		h.selectRow("50,50")
	},
	"a copied address that no longer works": func(h *windowHarness) {
		h.network.set(cable("192.168.100.123"))
		h.WaitForText("192.168.100.123:5555")
		h.Click("Copy")
		h.network.set(cable("192.168.100.124"))
		h.WaitForText("no longer works")
	},
	"paused": func(h *windowHarness) {
		h.Click("Pause")
		h.recordNumbered(1000)
		h.WaitForText("Paused. Show 1\u2009000 newer")
	},
	"cleared": func(h *windowHarness) {
		h.recordMessages("hello")
		h.waitForReceived("hello")
		h.Click("Clear")
	},
	"a save that failed": func(h *windowHarness) { h.saved("", errNoRoom) },
	"a question": func(h *windowHarness) {
		h.startOnFreePort()
		h.connect()
		h.askToClose()
	},
	"the menu Save": func(h *windowHarness) { h.Click("Save…") },
	"far from the end": func(h *windowHarness) {
		h.recordNumbered(500)
		h.WaitFor("the end", func() bool { return h.lastReceived() == "m499" })
		h.messages.List.ScrollToTop()
	},
	"every kind of record": func(h *windowHarness) {
		for k := journal.Hosting; k <= journal.PageServed; k++ {
			h.Journal.Event(noon, journal.Event{Kind: k, Seat: 1000, Detail: strings.Repeat("detail ", 50)})
		}
		h.WaitForText("looked in")
	},
	"a passed self-test": func(h *windowHarness) {
		h.startOnFreePort()
		h.WaitForText("Checked: this computer reaches")
	},
	"reached": func(h *windowHarness) {
		h.simulateReached("192.168.100.140", "127.0.0.1")
		h.startOnFreePort()
		h.WaitForText("A friend reached you from 192.168.100.140")
	},
	"a failed self-test": func(h *windowHarness) {
		h.failSelfTests(&host.UnreachableError{})
		h.startOnFreePort()
		h.WaitForText("This computer cannot reach itself")
	},
	"a port that is shared": func(h *windowHarness) {
		h.failSelfTests(&host.SharedPortError{})
		h.startOnFreePort()
		h.WaitForText("Another program on this computer takes")
	},
	"a trouble that was dismissed": func(h *windowHarness) {
		h.failSelfTests(&host.UnreachableError{})
		h.startOnFreePort()
		h.WaitForText("This computer cannot reach itself")
		h.Click("Dismiss")
	},
	"one pending connection":  func(h *windowHarness) { h.startWithPending(1) },
	"two pending connections": func(h *windowHarness) { h.startWithPending(2) },
	"50 pending connections": func(h *windowHarness) {
		h.startOnFreePort()
		h.connect()
		h.TypeInto(h.header.players, "100")
		h.changePolicy(access.Policy{Ask: true})
		h.openPending(50)
	},
	"pending connections and trouble": func(h *windowHarness) {
		h.startWithPending(3)
		h.banner.Show(kit.Notice{Trouble: true, Sentence: "The game is full: somebody at 192.168.100.123 could not join.", Action: &kit.Action{Label: "Allow 2 players", Do: func() {}}})
	},
	"a rejection of another network": func(h *windowHarness) {
		h.startOnFreePort()
		h.recordRejected(journal.Outside)
		h.WaitForText("not on your networks")
	},
	"too many from one address": func(h *windowHarness) {
		h.startOnFreePort()
		h.recordRejected(journal.TooMany)
		h.WaitForText("too many connections")
	},
	"a slowed player": func(h *windowHarness) {
		h.startOnFreePort()
		h.Journal.Event(noon, journal.Event{Kind: journal.Slowed, Reason: journal.TooMuch, Seat: 0, Count: 64_000_000})
		h.WaitForText("listens to it more slowly")
	},
	"a player that was dropped": func(h *windowHarness) {
		h.startOnFreePort()
		h.Journal.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.TooFast, Seat: 0, Addr: strangerAddr()})
		h.WaitForText("was sent out")
	},
	"too many connections at once": func(h *windowHarness) {
		h.startOnFreePort()
		h.recordRejected(journal.TooManyAttempts)
		h.WaitForText("too many new connections")
	},
	"no more descriptors": func(h *windowHarness) {
		h.startOnFreePort()
		h.Journal.Event(noon, journal.Event{Kind: journal.Trouble, Reason: journal.NoDescriptors, Seat: -1, Count: 1012})
		h.WaitForText("Nobody else fits in")
	},
	"adb": func(h *windowHarness) {
		h.startOnFreePort()
		h.Journal.Event(noon, journal.Event{Kind: journal.Named, Seat: 0, Detail: host.ADBName})
		h.WaitForText("It is adb")
	},
	"an access list that was damaged": func(h *windowHarness) {
		h.session.ReportAccessListUnread(&settings.DamagedError{Backup: "/home/somebody/.config/porchlight/" + strings.Repeat("averylongfolder/", 4) + "access.toml.damaged-20261122-120000"})
	},
	"settings that were damaged": func(h *windowHarness) {
		h.session.ReportSettingsUnread(&settings.DamagedError{Backup: "/home/somebody/.config/porchlight/" + strings.Repeat("averylongfolder/", 4) + "settings.toml.damaged-20261122-120000"})
	},
	"settings that cannot be saved": func(h *windowHarness) { h.session.ReportSettingsFailed(errNoRoom) },
	"an access list that cannot be saved": func(h *windowHarness) {
		h.renderBanner(session.Notice{ID: 1, Kind: session.AccessListFailed, Err: errNoRoom})
	},
	"an access list that is full": func(h *windowHarness) {
		h.renderBanner(session.Notice{ID: 1, Kind: session.AccessListFailed, Err: &access.FullError{}})
	},
	"a kick that can become a ban": func(h *windowHarness) {
		h.startOnFreePort()
		h.connect()
		h.Click("Kick")
		h.WaitForText("Ban 127.0.0.1")
	},
	"a game with a long name": func(h *windowHarness) {
		h.useGame(longGame())
	},
	"the menu More": func(h *windowHarness) { h.Click("More") },
}

// longGame returns a game whose name and description are longer than any place for them.
func longGame() *game.Game {
	g := game.Echo()
	g.Name = strings.Repeat("Rindfleischetikettierung ", 4) + strings.Repeat("x", 100)
	g.About = strings.Repeat("Donaudampfschifffahrt ", 20)
	return g
}

// startWithPending hosts and opens n pending connections.
func (h *windowHarness) startWithPending(n int) {
	h.T.Helper()
	h.startOnFreePort()
	h.changePolicy(access.Policy{Ask: true})
	h.openPending(n)
}

// openPending opens n pending connections, waits until the window shows them and returns them.
func (h *windowHarness) openPending(n int) []*client {
	h.T.Helper()
	var list []*client
	for range n {
		before := len(h.Host.Pending(nil))
		list = append(list, h.dial())
		h.WaitFor("a pending connection", func() bool { return len(h.Host.Pending(nil)) == before+1 })
	}
	title := "Somebody waits at the door."
	if all := len(h.Host.Pending(nil)); all > 1 {
		title = fmt.Sprintf("%d people wait at the door.", all)
	}
	h.WaitForText(title)
	return list
}

// recordRejected writes to the journal that a connection from strangerAddr was rejected.
func (h *windowHarness) recordRejected(why journal.Reason) {
	h.Journal.Event(noon, journal.Event{Kind: journal.Refused, Reason: why, Seat: -1, Addr: strangerAddr()})
}

// strangerAddr returns an address on the Internet.
func strangerAddr() netip.AddrPort { return netip.MustParseAddrPort("203.0.113.200:54321") }

// startOnFreePort hosts on any free port.
func (h *windowHarness) startOnFreePort() {
	h.T.Helper()
	h.TypeInto(h.header.port, "0")
	h.startHosting()
}
