package ui

import (
	"slices"
	"strconv"
	"testing"

	"porchlight/internal/diagnose"
	"porchlight/internal/ui/kit"

	"go.uber.org/goleak"

	"porchlight/internal/host"
)

// checkLamp checks the lamp and the sentence below the state.
func (h *windowHarness) checkLamp(want kit.LampState, detail string) {
	h.T.Helper()
	if h.header.lamp.State != want || h.header.detail.Text != detail {
		h.T.Errorf("the lamp is %d and says %q, want %d and %q", h.header.lamp.State, h.header.detail.Text, want, detail)
	}
	if !h.Shows(detail) {
		h.T.Errorf("%q is not visible", detail)
	}
}

func TestTheLampShowsNoMoreThanWasObserved(t *testing.T) {
	var test fakeSelfTest
	h := open(t, withSelfTest(&test))
	h.checkLamp(kit.LampOff, "Press Start, then give friends the address.")
	h.Click("Start hosting")
	if h.header.lamp.State != kit.LampStarting || !h.Shows("Starting…") {
		t.Errorf("after the button the lamp is %d and says %q", h.header.lamp.State, h.header.state.Text)
	}
	h.awaitHosting()
	at := h.Host.Addr().String()
	h.checkLamp(kit.LampLit, "Listening on "+at+".")
	test.results <- nil
	h.WaitForText("Checked:")
	h.checkLamp(kit.LampChecked, "Checked: this computer reaches "+at+". No other computer has yet.")
	h.connect() // from this computer
	h.catchUp()
	h.checkLamp(kit.LampChecked, "Checked: this computer reaches "+at+". No other computer has yet.")
	h.simulateReached("192.168.1.40", "127.0.0.1")
	h.connect() // makes the session poll the host
	h.WaitForText("A friend reached you")
	h.checkLamp(kit.LampReached, "A friend reached you from 192.168.1.40 at 12:00.")
	h.Click("Stop hosting")
	if h.header.lamp.State != kit.LampStarting || !h.Shows("Stopping…") {
		t.Errorf("after the button the lamp is %d and says %q", h.header.lamp.State, h.header.state.Text)
	}
	h.WaitForText("Start hosting")
	h.checkLamp(kit.LampOff, "Press Start, then give friends the address.")
}

func TestReachedHoldsForTheShownAddressAlone(t *testing.T) {
	h := open(t, onAllAddresses)
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.23"))
	h.simulateReached("192.168.1.40", "192.168.1.23")
	h.startHosting()
	h.WaitForText("Checked: this computer reaches 10.0.0.7:")
	h.Select(h.header.networks, "Wi-Fi (wlan0)  192.168.1.23")
	h.WaitForText("A friend reached you from 192.168.1.40 at 12:00.")
	h.Select(h.header.networks, "Ethernet (eth0)  10.0.0.7")
	h.WaitForText("Checked: this computer reaches 10.0.0.7:")
	if h.header.lamp.State != kit.LampChecked {
		t.Errorf("the lamp is %d", h.header.lamp.State)
	}
}

func TestAConnectionOfThisComputerIsNotReached(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.connect().Echo("hello")
	h.catchUp()
	if r := h.snapshot().Reach; r.State == diagnose.Reached {
		t.Errorf("a connection of this computer counts as reached, from %s", r.Attempt.From)
	}
	if got, ok := h.Host.LastAttemptTo(h.snapshot().Addresses.Shown); ok {
		t.Errorf("the host has %v", got)
	}
}

func TestAFailedSelfTestIsReportedAndRunAgain(t *testing.T) {
	var test fakeSelfTest
	h := open(t, withSelfTest(&test))
	h.startHosting()
	at := h.Host.Addr().String()
	test.results <- &host.UnreachableError{Addr: h.Host.Addr()}
	h.WaitForText("This computer cannot reach itself at " + at + ", so friends may not reach it either.")
	h.checkLamp(kit.LampTrouble, "Something is in the way. See below what to change.")
	h.Click("Check again")
	h.checkBanner()
	h.checkLamp(kit.LampLit, "Listening on "+at+".") // while the self-test runs
	test.results <- nil
	h.WaitForText("Checked:")
	h.checkBanner()
	if got := test.tested(); len(got) != 2 {
		t.Errorf("tested were %q", got)
	}
}

func TestTheLampDoesNotPointAtADismissedNotice(t *testing.T) {
	var test fakeSelfTest
	h := open(t, withSelfTest(&test))
	h.startHosting()
	test.results <- &host.UnreachableError{}
	h.WaitForText("This computer cannot reach itself")
	h.Click("Dismiss")
	h.checkLamp(kit.LampTrouble, "Something is in the way at "+h.Host.Addr().String()+".")
}

func TestASharedPortOffersAnotherAndHostsThere(t *testing.T) {
	var test fakeSelfTest
	h := open(t, withSelfTest(&test), withPort(occupiedPort(t)+1))
	h.startHosting()
	was := int(h.Host.Addr().Port())
	test.results <- &host.SharedPortError{Addr: h.Host.Addr()}
	h.WaitForText("Another program on this computer takes what friends send to " + h.Host.Addr().String() + ". End it, or use another port.")
	h.checkLamp(kit.LampTrouble, "Something is in the way. See below what to change.")
	if !h.session.Evidence().SharedPort {
		t.Error("the evidence does not say so")
	}
	other := h.bannerTexts()[1][len("Use "):]
	h.Click("Use " + other)
	h.WaitFor("the other port", func() bool { return h.isHosting() && !h.isBusy() && int(h.Host.Addr().Port()) != was })
	if got := strconv.Itoa(int(h.Host.Addr().Port())); got != other {
		t.Errorf("it hosts on %s, and %s was offered", got, other)
	}
	test.results <- nil
	h.WaitForText("Checked: this computer reaches 127.0.0.1:" + other)
	h.checkBanner()
	if h.session.Evidence().SharedPort {
		t.Error("the evidence still says so")
	}
	h.connect().Echo("hello")
}

func TestAConnectionFromAnotherComputerClearsAFailedSelfTest(t *testing.T) {
	var test fakeSelfTest
	h := open(t, withSelfTest(&test))
	h.startHosting()
	test.results <- &host.UnreachableError{}
	h.WaitForText("This computer cannot reach itself")
	h.simulateReached("192.168.1.40", "127.0.0.1")
	h.connect()
	h.WaitForText("A friend reached you from 192.168.1.40 at 12:00.")
	h.checkBanner()
}

func TestASelfTestThatEndsAfterTheAddressChangedIsIgnored(t *testing.T) {
	test := fakeSelfTest{ignoresCancel: true}
	h := open(t, onAllAddresses, withSelfTest(&test))
	h.network.set(wifi("192.168.1.23"))
	h.WaitForText("192.168.1.23:")
	h.startHosting()
	h.network.set(wifi("192.168.7.9"))
	h.WaitForText("Listening on 192.168.7.9:")
	h.WaitFor("the second self-test", func() bool { return len(test.tested()) == 2 })
	test.results <- &host.UnreachableError{}
	test.results <- &host.UnreachableError{}
	h.WaitForText("This computer cannot reach itself at 192.168.7.9:")

	h.network.set(wifi("10.0.0.7"))
	h.WaitForText("Listening on 10.0.0.7:")
	h.WaitForNoText("cannot reach itself") // it was about another address
	h.network.set(wifi("10.0.0.8"))
	h.WaitForText("Listening on 10.0.0.8:")
	h.WaitFor("the fourth self-test", func() bool { return len(test.tested()) == 4 })
	h.catchUp()
	if h.header.lamp.State != kit.LampLit {
		t.Errorf("after a self-test of another address the lamp is %d", h.header.lamp.State)
	}
	test.results <- nil
	test.results <- nil
	h.WaitForText("Checked: this computer reaches 10.0.0.8:")
}

func TestASelfTestRunsOncePerShownAddress(t *testing.T) {
	var test fakeSelfTest
	h := open(t, onAllAddresses, withSelfTest(&test))
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.23"))
	h.WaitForText("10.0.0.7:")
	h.TypeInto(h.header.port, "0")
	if got := test.tested(); len(got) != 0 {
		t.Fatalf("before the start, %q was tested", got)
	}
	var want []string
	is := func(what, address string) {
		t.Helper()
		want = append(want, address)
		h.WaitFor("a self-test "+what, func() bool { return len(test.tested()) == len(want) })
		test.results <- nil
		h.WaitForText("Checked: this computer reaches " + address + ":")
	}
	h.startHosting()
	is("after the start", "10.0.0.7")
	h.connect().Echo("hello")
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.24")) // another than the one shown
	h.poll()
	h.catchUp()
	h.Select(h.header.networks, "Wi-Fi (wlan0)  192.168.1.24")
	is("of another network", "192.168.1.24")
	h.network.set(cable("10.0.0.7"), wifi("192.168.1.25"))
	is("when the picked one went", "10.0.0.7")
	h.Click("Stop hosting")
	h.WaitForText("Start hosting")
	h.network.set(wifi("192.168.1.26"))
	h.poll()
	h.startHosting()
	is("after another start", "192.168.1.26")
	if got := test.tested(); !slices.Equal(got, want) {
		t.Errorf("tested were %q, want %q", got, want)
	}
}

func TestARunningSelfTestEndsWithTheWindow(t *testing.T) {
	before := goleak.IgnoreCurrent()
	var test fakeSelfTest
	h := open(t, withSelfTest(&test))
	h.startHosting()
	h.WaitFor("a self-test", func() bool { return len(test.tested()) == 1 })
	h.Finish()
	if test.canceled() != 1 {
		t.Error("Finish did not cancel the self-test")
	}
	goleak.VerifyNone(t, before)
}

func TestARunningSelfTestIsCanceledForANewOne(t *testing.T) {
	var test fakeSelfTest
	h := open(t, onAllAddresses, withSelfTest(&test))
	h.startHosting()
	h.WaitFor("a self-test", func() bool { return len(test.tested()) == 1 })
	h.network.set(wifi("192.168.1.23"))
	h.WaitForText("Listening on 192.168.1.23:")
	h.WaitFor("the canceled self-test", func() bool { return test.canceled() == 1 })
	test.results <- nil
	h.WaitForText("Checked: this computer reaches 192.168.1.23:")
}

func TestNothingStartsWhileTheWindowCloses(t *testing.T) {
	h := open(t)
	h.close()
	h.WaitFor("the end", h.App.HasQuit.Load)
	h.Start() // as a restart on another port does
	if h.isBusy() || h.isHosting() {
		t.Error("it hosts again")
	}
}
