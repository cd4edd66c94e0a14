package ui

import (
	"net/netip"
	"slices"
	"testing"

	"porchlight/internal/access"
)

// asking has the window ask about everybody who comes.
func asking(p *setup) {
	p.Flags.Policy = func(e access.Policy) access.Policy {
		e.Ask = true
		return e
	}
}

func TestTheWaitingPanelShowsPendingConnectionsAndHidesAfterwards(t *testing.T) {
	p := open(t, asking)
	p.hosts()
	if p.waitingPanel.Box.Visible() {
		t.Error("no connection is pending, and the panel shows")
	}
	g := p.waits(1)[0]
	p.WaitForText("Somebody waits at the door.")
	if got := p.Find("127.0.0.1"); len(got) != 1 {
		t.Errorf("the address shows %d times", len(got))
	}
	if p.Shows("Let everybody in") {
		t.Error("one who waits is called everybody")
	}
	p.waits(1)
	p.WaitForText("2 people wait at the door.")
	p.WaitForText("Let everybody in")
	p.WaitForText("127.0.0.1 waits at the door")
	_ = g.Close()
	p.WaitForText("Somebody waits at the door.")
	p.Click("Stop hosting")
	p.WaitFor("the panel to hide", func() bool { return !p.waitingPanel.Box.Visible() })
}

func TestLetInGivesASeatAndLosesNoMessage(t *testing.T) {
	p := open(t, asking)
	p.hosts()
	p.window.Resize(sizes[1])
	a, b := p.waits(1)[0], p.waits(1)[0]
	b.says("hello")
	p.ClickOne("Let in", 1, 2)
	b.hears("hello")
	p.WaitForText("Players: 1 of 2")
	p.WaitForText("Somebody waits at the door.")
	p.Click("Turn away")
	a.hearsTheEnd()
	p.WaitForText("127.0.0.1 was turned away: you said no")
	p.WaitForText("Players: 1 of 2")
	if p.waitingPanel.Box.Visible() {
		t.Error("no connection is pending, and the panel shows")
	}
	p.isTold()
}

func TestLetEverybodyInDoes(t *testing.T) {
	p := open(t, asking, limit(0))
	p.hosts()
	waiting := p.waits(5)
	p.Click("Let everybody in")
	p.WaitForText("Players: 5")
	for _, g := range waiting {
		g.echoes("hello")
	}
	p.WaitForNoText("wait at the door")
}

func TestAlwaysForThisAddressAdmitsItsPendingAndLaterConnections(t *testing.T) {
	p := open(t, asking, limit(0))
	p.hosts()
	p.window.Resize(sizes[1])
	waiting := p.waits(2)
	p.ClickOne("Always for this address", 0, 2)
	for _, g := range waiting {
		g.echoes("hello")
	}
	p.guest().echoes("me too") // without waiting
	if _, welcome := p.options.Base.AccessList.Lists(); !slices.Equal(welcome, []netip.Addr{netip.MustParseAddr("127.0.0.1")}) {
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
	p := open(t, asking, func(p *setup) { p.Base.AccessList = &list })
	p.hosts()
	g := p.waits(1)[0]
	p.window.Resize(sizes[1])
	p.Click("Always for this address")
	g.echoes("hello")
	p.WaitForText("The list is full: 10000 addresses are on it.")
}

func TestAskingNoMoreAdmitsThePendingConnections(t *testing.T) {
	p := open(t, asking, limit(0))
	p.hosts()
	waiting := p.waits(2)
	p.opensAccess().ClickWords("Ask me before a player joins")
	for _, g := range waiting {
		g.echoes("hello")
	}
	p.guest().echoes("not asked about")
}
