package ui

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"porchlight/internal/diagnose"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"go.uber.org/goleak"

	"porchlight/internal/host"
)

// checks are those that a window makes; each ends with what the test answers.
type checks struct {
	stubborn bool // they do not end by being given up
	answers  chan error

	mu    sync.Mutex
	asked []netip.Addr
	ended []error
}

// slow has the window's checks wait for an answer of the test.
func slow(c *checks) func(*setup) {
	c.answers = make(chan error)
	return func(p *setup) { p.SelfTest = c.check }
}

func (c *checks) check(ctx context.Context, at netip.Addr) (err error) {
	c.mu.Lock()
	c.asked = append(c.asked, at)
	c.mu.Unlock()
	over := ctx.Done()
	if c.stubborn {
		over = nil
	}
	select {
	case err = <-c.answers:
	case <-over:
		err = ctx.Err()
	case <-time.After(uitest.Patience):
	}
	c.mu.Lock()
	c.ended = append(c.ended, err)
	c.mu.Unlock()
	return err
}

// of are the addresses that were checked, in their order.
func (c *checks) of() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []string
	for _, a := range c.asked {
		list = append(list, a.String())
	}
	return list
}

// givenUp tells how many of the checks that ended did so because the window gave them up.
func (c *checks) givenUp() (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, err := range c.ended {
		if errors.Is(err, context.Canceled) {
			n++
		}
	}
	return n
}

// isLit checks the lamp and the sentence below the state.
func (p *person) isLit(want kit.LampState, detail string) {
	p.T.Helper()
	if p.header.lamp.State != want || p.header.detail.Text != detail {
		p.T.Errorf("the lamp is %d and says %q, want %d and %q", p.header.lamp.State, p.header.detail.Text, want, detail)
	}
	if !p.Shows(detail) {
		p.T.Errorf("%q is not in sight", detail)
	}
}

func TestTheLampTellsWhatWasSeenAndNoMore(t *testing.T) {
	var c checks
	p := open(t, slow(&c))
	p.isLit(kit.LampOff, "Press Start, then give friends the address.")
	p.Click("Start hosting")
	if p.header.lamp.State != kit.LampStarting || !p.Shows("Starting…") {
		t.Errorf("after the button the lamp is %d and says %q", p.header.lamp.State, p.header.state.Text)
	}
	p.awaitHosting()
	at := p.Host.Addr().String()
	p.isLit(kit.LampLit, "Listening on "+at+".")
	c.answers <- nil
	p.WaitForText("Checked:")
	p.isLit(kit.LampChecked, "Checked: this computer reaches "+at+". No other computer has yet.")
	p.guest() // of this computer
	p.catchUp()
	p.isLit(kit.LampChecked, "Checked: this computer reaches "+at+". No other computer has yet.")
	p.reachedFrom("192.168.1.40", "127.0.0.1")
	p.guest() // so that it looks
	p.WaitForText("A friend reached you")
	p.isLit(kit.LampReached, "A friend reached you from 192.168.1.40 at 12:00.")
	p.Click("Stop hosting")
	if p.header.lamp.State != kit.LampStarting || !p.Shows("Stopping…") {
		t.Errorf("after the button the lamp is %d and says %q", p.header.lamp.State, p.header.state.Text)
	}
	p.WaitForText("Start hosting")
	p.isLit(kit.LampOff, "Press Start, then give friends the address.")
}

func TestReachedCountsForTheAddressThatIsShownAlone(t *testing.T) {
	p := open(t, everywhere)
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.reachedFrom("192.168.1.40", "192.168.1.23")
	p.hosts()
	p.WaitForText("Checked: this computer reaches 10.0.0.7:")
	p.Select(p.header.networks, "Wi-Fi (wlan0)  192.168.1.23")
	p.WaitForText("A friend reached you from 192.168.1.40 at 12:00.")
	p.Select(p.header.networks, "Ethernet (eth0)  10.0.0.7")
	p.WaitForText("Checked: this computer reaches 10.0.0.7:")
	if p.header.lamp.State != kit.LampChecked {
		t.Errorf("the lamp is %d", p.header.lamp.State)
	}
}

func TestTheHostIsAskedWhoReachedIt(t *testing.T) {
	p := open(t)
	p.hosts()
	p.guest().echoes("hello")
	p.catchUp()
	if r := p.snapshot().Reach; r.State == diagnose.Reached {
		t.Errorf("this computer reached itself as a friend from %s", r.Attempt.From)
	}
	if got, ok := p.Host.LastAttemptTo(p.snapshot().Addresses.Shown); ok {
		t.Errorf("so says the host: %v", got)
	}
}

func TestWhatIsInTheWayIsToldAndCheckedAgain(t *testing.T) {
	var c checks
	p := open(t, slow(&c))
	p.hosts()
	at := p.Host.Addr().String()
	c.answers <- &host.UnreachableError{Addr: p.Host.Addr()}
	p.WaitForText("This computer cannot reach itself at " + at + ", so friends may not reach it either.")
	p.isLit(kit.LampTrouble, "Something is in the way. See below what to change.")
	p.Click("Check again")
	p.isTold()
	p.isLit(kit.LampLit, "Listening on "+at+".") // while it is under way
	c.answers <- nil
	p.WaitForText("Checked:")
	p.isTold()
	if got := c.of(); len(got) != 2 {
		t.Errorf("checked was %q", got)
	}
}

func TestTroubleThatWasDismissedIsNotPointedAt(t *testing.T) {
	var c checks
	p := open(t, slow(&c))
	p.hosts()
	c.answers <- &host.UnreachableError{}
	p.WaitForText("This computer cannot reach itself")
	p.Click("Dismiss")
	p.isLit(kit.LampTrouble, "Something is in the way at "+p.Host.Addr().String()+".")
}

func TestAPortThatIsSharedOffersAnotherAndHostsThere(t *testing.T) {
	var c checks
	p := open(t, slow(&c), port(occupied(t)+1))
	p.hosts()
	was := int(p.Host.Addr().Port())
	c.answers <- &host.SharedPortError{Addr: p.Host.Addr()}
	p.WaitForText("Another program on this computer takes what friends send to " + p.Host.Addr().String() + ". End it, or use another port.")
	p.isLit(kit.LampTrouble, "Something is in the way. See below what to change.")
	if !p.session.Evidence().SharedPort {
		t.Error("the help window is not told")
	}
	other := p.tellsNow()[1][len("Use "):]
	p.Click("Use " + other)
	p.WaitFor("the other port", func() bool { return p.on() && !p.isBusy() && int(p.Host.Addr().Port()) != was })
	if got := strconv.Itoa(int(p.Host.Addr().Port())); got != other {
		t.Errorf("it hosts on %s, and %s was offered", got, other)
	}
	c.answers <- nil
	p.WaitForText("Checked: this computer reaches 127.0.0.1:" + other)
	p.isTold()
	if p.session.Evidence().SharedPort {
		t.Error("the help window is still told of it")
	}
	p.guest().echoes("hello")
}

func TestAFriendWhoGotThroughEndsTheTrouble(t *testing.T) {
	var c checks
	p := open(t, slow(&c))
	p.hosts()
	c.answers <- &host.UnreachableError{}
	p.WaitForText("This computer cannot reach itself")
	p.reachedFrom("192.168.1.40", "127.0.0.1")
	p.guest()
	p.WaitForText("A friend reached you from 192.168.1.40 at 12:00.")
	p.isTold()
}

func TestACheckThatEndsAfterTheAddressChangedIsIgnored(t *testing.T) {
	c := checks{stubborn: true}
	p := open(t, everywhere, slow(&c))
	p.network.become(wifi("192.168.1.23"))
	p.WaitForText("192.168.1.23:")
	p.hosts()
	p.network.become(wifi("192.168.7.9"))
	p.WaitForText("Listening on 192.168.7.9:")
	p.WaitFor("the second check", func() bool { return len(c.of()) == 2 })
	c.answers <- &host.UnreachableError{}
	c.answers <- &host.UnreachableError{}
	p.WaitForText("This computer cannot reach itself at 192.168.7.9:")

	p.network.become(wifi("10.0.0.7"))
	p.WaitForText("Listening on 10.0.0.7:")
	p.WaitForNoText("cannot reach itself") // it was about another address
	p.network.become(wifi("10.0.0.8"))
	p.WaitForText("Listening on 10.0.0.8:")
	p.WaitFor("the fourth check", func() bool { return len(c.of()) == 4 })
	p.catchUp()
	if p.header.lamp.State != kit.LampLit {
		t.Errorf("after a check of another address the lamp is %d", p.header.lamp.State)
	}
	c.answers <- nil
	c.answers <- nil
	p.WaitForText("Checked: this computer reaches 10.0.0.8:")
}

func TestAnAddressIsCheckedWhenItIsNewAndNotAgain(t *testing.T) {
	var c checks
	p := open(t, everywhere, slow(&c))
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.23"))
	p.WaitForText("10.0.0.7:")
	p.TypeInto(p.header.port, "0")
	if got := c.of(); len(got) != 0 {
		t.Fatalf("before the start, %q was checked", got)
	}
	var want []string
	is := func(what, address string) {
		t.Helper()
		want = append(want, address)
		p.WaitFor("a check "+what, func() bool { return len(c.of()) == len(want) })
		c.answers <- nil
		p.WaitForText("Checked: this computer reaches " + address + ":")
	}
	p.hosts()
	is("after the start", "10.0.0.7")
	p.guest().echoes("hello")
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.24")) // another than the one shown
	p.catchUpNetworks()
	p.catchUp()
	p.Select(p.header.networks, "Wi-Fi (wlan0)  192.168.1.24")
	is("of another network", "192.168.1.24")
	p.network.become(cable("10.0.0.7"), wifi("192.168.1.25"))
	is("when the picked one went", "10.0.0.7")
	p.Click("Stop hosting")
	p.WaitForText("Start hosting")
	p.network.become(wifi("192.168.1.26"))
	p.catchUpNetworks()
	p.hosts()
	is("after another start", "192.168.1.26")
	if got := c.of(); !slices.Equal(got, want) {
		t.Errorf("checked were %q, want %q", got, want)
	}
}

func TestACheckUnderWayEndsWithTheWindow(t *testing.T) {
	before := goleak.IgnoreCurrent()
	var c checks
	p := open(t, slow(&c))
	p.hosts()
	p.WaitFor("a check", func() bool { return len(c.of()) == 1 })
	p.Finish()
	if c.givenUp() != 1 {
		t.Error("Finish waited for the check to end by itself")
	}
	goleak.VerifyNone(t, before)
}

func TestACheckUnderWayIsGivenUpForANewOne(t *testing.T) {
	var c checks
	p := open(t, everywhere, slow(&c))
	p.hosts()
	p.WaitFor("a check", func() bool { return len(c.of()) == 1 })
	p.network.become(wifi("192.168.1.23"))
	p.WaitForText("Listening on 192.168.1.23:")
	p.WaitFor("its end", func() bool { return c.givenUp() == 1 })
	c.answers <- nil
	p.WaitForText("Checked: this computer reaches 192.168.1.23:")
}

func TestNothingStartsOnceTheWindowCloses(t *testing.T) {
	p := open(t)
	p.close()
	p.WaitFor("the end", p.App.HasQuit.Load)
	p.Start() // as a move to another port does that was under way
	if p.isBusy() || p.on() {
		t.Error("it hosts again")
	}
}
