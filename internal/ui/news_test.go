package ui

import (
	"strings"
	"testing"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

func TestWhoeverWasTurnedAwayIsToldWithTheWayToLetThemIn(t *testing.T) {
	for why, part := range map[journal.Reason]string{
		journal.Outside: "because that address is not on your networks.",
		journal.TooMany: "because too many connections come from there",
	} {
		p := open(t)
		p.hosts()
		p.turnedAway(why)
		p.WaitForText("Somebody at 203.0.113.200 was turned away, " + part)
		p.Click("Who may come in…")
		if p.accessWindow == nil {
			t.Fatal("no window opens")
		}
		p.For(p.accessWindow.Window).WaitForText("Where they come from")
		p.isTold()
	}
}

func TestWhoeverConnectsTooOftenIsToldWithTheLimit(t *testing.T) {
	p := open(t)
	p.hosts()
	p.turnedAway(journal.TooManyAttempts)
	p.WaitForText("Somebody at 203.0.113.200 was turned away, because too many new connections came from there at once.")
	p.Click("Change the limit…")
	if p.accessWindow == nil {
		t.Fatal("no window opens")
	}
	p.For(p.accessWindow.Window).WaitForText("Too much at once")
	p.isTold()
}

func TestWhoeverIsBannedIsTurnedAwayInSilence(t *testing.T) {
	p := open(t)
	p.hosts()
	for _, why := range []journal.Reason{journal.Banned, journal.Rejected, journal.GaveUp} {
		p.turnedAway(why)
	}
	p.catchUp()
	p.isTold()
}

func TestChangingWhoMayComeInEndsTheNewsOfIt(t *testing.T) {
	p := open(t)
	p.hosts()
	p.turnedAway(journal.Outside)
	p.WaitForText("not on your networks")
	p.changePolicy(access.Policy{Anywhere: true})
	p.isTold()
}

func TestTheAndroidToolsAreToldAndCanBeKicked(t *testing.T) {
	p := open(t)
	p.hosts()
	a, adb := p.guest(), p.guest()
	p.Journal.Event(noon, journal.Event{Kind: journal.Named, Seat: 1, Conn: uint64(p.Host.Players(nil)[1].ID), Detail: host.ADBName})
	p.WaitForText("Player 1 is no friend. It is adb, a tool for Android phones on this computer, which tries port " + p.portText() + ".")
	p.Click("Kick it")
	adb.hearsTheEnd()
	a.echoes("still here")
	p.isTold()
}

func TestWhoeverTakesTheSeatOfTheAndroidToolsIsNotTakenForThem(t *testing.T) {
	p := open(t)
	p.hosts()
	adb := p.guest()
	p.Journal.Event(noon, journal.Event{Kind: journal.Named, Seat: 0, Conn: uint64(p.Host.Players(nil)[0].ID), Detail: host.ADBName})
	p.WaitForText("It is adb")
	_ = adb.Close()
	p.WaitForNoText("It is adb")
	p.guest().echoes("I am a friend")
	p.catchUp()
	p.isTold()
}

func TestANameThatIsNotTheirsIsNoNews(t *testing.T) {
	p := open(t)
	p.hosts()
	p.Journal.Event(noon, journal.Event{Kind: journal.Named, Seat: 0, Detail: "Anna"})
	p.catchUp()
	p.isTold()
}

func TestEveryEventIsToldInWords(t *testing.T) {
	const from = "203.0.113.200"
	for want, e := range map[string]journal.Event{
		"waits at the door":                        {Kind: journal.Pending},
		"a phone or browser at " + from:            {Kind: journal.PageServed},
		"turned away: the game is full":            {Kind: journal.Refused, Reason: journal.GameFull},
		"turned away: its address is banned":       {Kind: journal.Refused, Reason: journal.Banned},
		"turned away: it comes from another":       {Kind: journal.Refused, Reason: journal.Outside},
		"turned away: too many connections":        {Kind: journal.Refused, Reason: journal.TooMany},
		"turned away: too many wait at the door":   {Kind: journal.Refused, Reason: journal.TooManyPending},
		"turned away: you said no":                 {Kind: journal.Refused, Reason: journal.Rejected},
		"it connects too often (1\u2009234 times)": {Kind: journal.Refused, Reason: journal.TooManyAttempts, Count: 1234},
		"away: it connects too often":              {Kind: journal.Refused, Reason: journal.TooManyAttempts, Count: 1},
		"sends more than 2.0 MB a second, so":      {Kind: journal.Slowed, Reason: journal.TooMuch, Count: 2_000_000},
		"sends more than 50 messages a sec":        {Kind: journal.Slowed, Reason: journal.TooFast, Count: 50},
		"sent out: it sent too many messages":      {Kind: journal.Left, Reason: journal.TooFast},
		"sent out: it sent too many bytes":         {Kind: journal.Left, Reason: journal.TooMuch},
		"left the door before you answered":        {Kind: journal.Refused, Reason: journal.GaveUp},
		"was banned":                               {Kind: journal.Left, Reason: journal.Banned},
		"was a phone or browser that looked":       {Kind: journal.Left, Reason: journal.Browser},
		"is Anna\\u202e":                           {Kind: journal.Named, Detail: "Anna\u202e"},
		"left in the middle of a message":          {Kind: journal.Left, Reason: journal.CutOff, Detail: "2 bytes more"},
		"is no message in this game (header)":      {Kind: journal.Left, Reason: journal.BadMessage, Detail: "header"},
		"too many long messages came":              {Kind: journal.Left, Reason: journal.NoMemory},
		"nobody else fits in":                      {Kind: journal.Trouble, Reason: journal.NoDescriptors, Count: 1012},
		"left because hosting stopped":             {Kind: journal.Left, Reason: journal.HostStopped},
		"an error inside Porchlight: a\\x1b[m":     {Kind: journal.Left, Reason: journal.Fault, Detail: "a\x1b[m"},
	} {
		p := open(t)
		e.Addr, e.Seat = at203(), 0
		p.Journal.Event(noon, e)
		p.window.Resize(sizes[1])
		p.catchUp()
		rows := p.rows()
		if len(rows) != 1 || !strings.Contains(rows[0], want) {
			t.Errorf("%+v is told as %q, want %q", e, rows, want)
		}
	}
}

func TestAnActionOfANoticeThatIsGoneDoesNothingAndSaysSo(t *testing.T) {
	p := open(t, limit(1))
	p.hosts()
	g := p.guest()
	p.knock().hearsTheEnd()
	p.WaitForText("The game is full")
	notice, _ := p.snapshot().Notice()
	_ = g.Close()
	p.WaitForNoText("The game is full")
	p.act(notice.ID) // as a button does that has kept the focus
	p.WaitForText("That is over already, so nothing was changed.")
	if got := p.Host.Limit(); got != 1 {
		t.Errorf("the limit became %d", got)
	}
}
