package ui

import (
	"strings"
	"testing"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

func TestARejectedConnectionIsReportedWithTheActionThatAdmitsIt(t *testing.T) {
	for why, part := range map[journal.Reason]string{
		journal.Outside: "because that address is not on your networks.",
		journal.TooMany: "because too many connections come from there",
	} {
		h := open(t)
		h.startHosting()
		h.recordRejected(why)
		h.WaitForText("Somebody at 203.0.113.200 was turned away, " + part)
		h.Click("Who may come in…")
		if h.accessWindow == nil {
			t.Fatal("no window opens")
		}
		h.For(h.accessWindow.Window).WaitForText("Where they come from")
		h.checkBanner()
	}
}

func TestTooManyAttemptsAreReportedWithTheActionThatOpensTheLimit(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.recordRejected(journal.TooManyAttempts)
	h.WaitForText("Somebody at 203.0.113.200 was turned away, because too many new connections came from there at once.")
	h.Click("Change the limit…")
	if h.accessWindow == nil {
		t.Fatal("no window opens")
	}
	h.For(h.accessWindow.Window).WaitForText("Too much at once")
	h.checkBanner()
}

func TestARejectionThatThePersonDecidedIsNoNotice(t *testing.T) {
	h := open(t)
	h.startHosting()
	for _, why := range []journal.Reason{journal.Banned, journal.Rejected, journal.GaveUp} {
		h.recordRejected(why)
	}
	h.catchUp()
	h.checkBanner()
}

func TestChangingThePolicyClearsTheNoticeOfARejection(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.recordRejected(journal.Outside)
	h.WaitForText("not on your networks")
	h.changePolicy(access.Policy{Anywhere: true})
	h.checkBanner()
}

func TestADBIsReportedAndCanBeKicked(t *testing.T) {
	h := open(t)
	h.startHosting()
	a, adb := h.connect(), h.connect()
	h.Journal.Event(noon, journal.Event{Kind: journal.Named, Seat: 1, Conn: uint64(h.Host.Players(nil)[1].ID), Detail: host.ADBName})
	h.WaitForText("Player 1 is no friend. It is adb, a tool for Android phones on this computer, which tries port " + h.portText() + ".")
	h.Click("Kick it")
	adb.ReceiveEnd()
	a.Echo("still here")
	h.checkBanner()
}

func TestAPlayerOnTheFormerSeatOfADBIsNotReportedAsADB(t *testing.T) {
	h := open(t)
	h.startHosting()
	adb := h.connect()
	h.Journal.Event(noon, journal.Event{Kind: journal.Named, Seat: 0, Conn: uint64(h.Host.Players(nil)[0].ID), Detail: host.ADBName})
	h.WaitForText("It is adb")
	_ = adb.Close()
	h.WaitForNoText("It is adb")
	h.connect().Echo("I am a friend")
	h.catchUp()
	h.checkBanner()
}

func TestAnotherNameThanADBIsNoNotice(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.Journal.Event(noon, journal.Event{Kind: journal.Named, Seat: 0, Detail: "Anna"})
	h.catchUp()
	h.checkBanner()
}

func TestEveryEventHasASentence(t *testing.T) {
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
		h := open(t)
		e.Addr, e.Seat = strangerAddr(), 0
		h.Journal.Event(noon, e)
		h.window.Resize(sizes[1])
		h.catchUp()
		rows := h.rows()
		if len(rows) != 1 || !strings.Contains(rows[0], want) {
			t.Errorf("%+v is shown as %q, want %q", e, rows, want)
		}
	}
}

func TestAnActionOfANoticeThatIsGoneDoesNothingAndSaysSo(t *testing.T) {
	h := open(t, withLimit(1))
	h.startHosting()
	g := h.connect()
	h.dial().ReceiveEnd()
	h.WaitForText("The game is full")
	notice, _ := h.snapshot().Notice()
	_ = g.Close()
	h.WaitForNoText("The game is full")
	h.act(notice.ID) // as a button does that has kept the focus
	h.WaitForText("That is over already, so nothing was changed.")
	if got := h.Host.Limit(); got != 1 {
		t.Errorf("the limit became %d", got)
	}
}
