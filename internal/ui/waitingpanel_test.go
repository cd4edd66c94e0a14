package ui

import (
	"net/netip"
	"slices"
	"testing"

	"porchlight/internal/access"
)

// withAsk makes every new connection pending.
func withAsk(s *setup) {
	s.Flags.Policy = func(e access.Policy) access.Policy {
		e.Ask = true
		return e
	}
}

func TestTheWaitingPanelShowsPendingConnectionsAndHidesAfterwards(t *testing.T) {
	h := open(t, withAsk)
	h.startHosting()
	if h.waitingPanel.Box.Visible() {
		t.Error("no connection is pending, and the panel shows")
	}
	g := h.openPending(1)[0]
	h.WaitForText("Somebody waits at the door.")
	if got := h.Find("127.0.0.1"); len(got) != 1 {
		t.Errorf("the address shows %d times", len(got))
	}
	if h.Shows("Let everybody in") {
		t.Error("one pending connection is called everybody")
	}
	h.openPending(1)
	h.WaitForText("2 people wait at the door.")
	h.WaitForText("Let everybody in")
	h.WaitForText("127.0.0.1 waits at the door")
	_ = g.Close()
	h.WaitForText("Somebody waits at the door.")
	h.Click("Stop hosting")
	h.WaitFor("the panel to hide", func() bool { return !h.waitingPanel.Box.Visible() })
}

func TestAnAdmittedConnectionGetsASeatAndLosesNoMessage(t *testing.T) {
	h := open(t, withAsk)
	h.startHosting()
	h.window.Resize(sizes[1])
	a, b := h.openPending(1)[0], h.openPending(1)[0]
	b.Send("hello")
	h.ClickOne("Let in", 1, 2)
	b.Receive("hello")
	h.WaitForText("Players: 1 of 2")
	h.WaitForText("Somebody waits at the door.")
	h.Click("Turn away")
	a.ReceiveEnd()
	h.WaitForText("127.0.0.1 was turned away: you said no")
	h.WaitForText("Players: 1 of 2")
	if h.waitingPanel.Box.Visible() {
		t.Error("no connection is pending, and the panel shows")
	}
	h.checkBanner()
}

func TestLetEverybodyInAdmitsAllPendingConnections(t *testing.T) {
	h := open(t, withAsk, withLimit(0))
	h.startHosting()
	waiting := h.openPending(5)
	h.Click("Let everybody in")
	h.WaitForText("Players: 5")
	for _, g := range waiting {
		g.Echo("hello")
	}
	h.WaitForNoText("wait at the door")
}

func TestAlwaysForThisAddressAdmitsItsPendingAndLaterConnections(t *testing.T) {
	h := open(t, withAsk, withLimit(0))
	h.startHosting()
	h.window.Resize(sizes[1])
	waiting := h.openPending(2)
	h.ClickOne("Always for this address", 0, 2)
	for _, g := range waiting {
		g.Echo("hello")
	}
	h.connect().Echo("me too") // without waiting
	if _, welcome := h.options.Base.AccessList.Lists(); !slices.Equal(welcome, []netip.Addr{netip.MustParseAddr("127.0.0.1")}) {
		t.Errorf("on the list are %v", welcome)
	}
}

func TestAFullListAdmitsOnceAndSaysThatItIsFull(t *testing.T) {
	var list access.List
	a := netip.MustParseAddr("10.0.0.0")
	for range access.MaxAddresses {
		a = a.Next()
		if err := list.Allow(a); err != nil {
			t.Fatal(err)
		}
	}
	h := open(t, withAsk, func(s *setup) { s.Base.AccessList = &list })
	h.startHosting()
	g := h.openPending(1)[0]
	h.window.Resize(sizes[1])
	h.Click("Always for this address")
	g.Echo("hello")
	h.WaitForText("The list is full: 10000 addresses are on it.")
}

func TestTurningAskOffAdmitsThePendingConnections(t *testing.T) {
	h := open(t, withAsk, withLimit(0))
	h.startHosting()
	waiting := h.openPending(2)
	h.openAccess().ClickWords("Ask me before a player joins")
	for _, g := range waiting {
		g.Echo("hello")
	}
	h.connect().Echo("not asked about")
}
