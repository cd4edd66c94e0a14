package session

import (
	"net/netip"
	"testing"
)

func TestTheBestAddressIsShownOrThePickedOneWhileItExists(t *testing.T) {
	t.Parallel()
	f := newSession(t, onAllAddresses, withPort(5555))
	shows := func(want string) {
		t.Helper()
		f.await(want, func(n *Snapshot) bool { return n.Addresses.Join.String() == want })
	}
	f.networks.set("10.0.0.7", "192.168.1.23")
	shows("10.0.0.7:5555")
	f.SelectAddress(netip.MustParseAddr("192.168.1.23"))
	shows("192.168.1.23:5555")
	f.networks.set("10.0.0.7")
	shows("10.0.0.7:5555")
	f.networks.set("10.0.0.7", "192.168.1.23")
	shows("192.168.1.23:5555")
	f.SetPort(6000)
	shows("192.168.1.23:6000")
	f.SetPort(5555)
	f.networks.set()
	shows("127.0.0.1:5555")
	if got := f.options.Preferences.String("address"); got != "192.168.1.23" {
		t.Errorf("%q is remembered", got)
	}
	if n := f.Snapshot(); n.Addresses.Bound.IsValid() {
		t.Errorf("it is bound to %v", n.Addresses.Bound)
	}
}

func TestAnAddressThatWasGivenOutAndWorksNoMoreIsTold(t *testing.T) {
	t.Parallel()
	f := newSession(t, onAllAddresses, withPort(5555))
	f.networks.set("192.168.1.23")
	f.await("the address", func(n *Snapshot) bool { return n.Addresses.Join.String() == "192.168.1.23:5555" })
	given, ok := f.GiveOut()
	if !ok || given.String() != "192.168.1.23:5555" {
		t.Fatalf("given out is %v, %t", given, ok)
	}
	f.networks.set("10.0.0.7", "192.168.1.23") // another is shown, but the old one leads here too
	f.await("the address", func(n *Snapshot) bool { return n.Addresses.Join.Addr().String() == "10.0.0.7" })
	if f.Snapshot().Has(AddressChanged) {
		t.Error("an address that still works is told of")
	}
	f.networks.set("10.0.0.7")
	if n := f.awaitNotice(AddressChanged); n.Addr != given || n.Action != CopyAddress {
		t.Errorf("the notice is %+v", n)
	}
	f.networks.set()
	f.await("no network", func(n *Snapshot) bool { return len(n.Addresses.All) == 0 })
	if n := f.awaitNotice(AddressChanged); n.Action != NoAction {
		t.Errorf("without a network the notice is %+v", n)
	}
	f.networks.set("192.168.1.23")
	f.await("the end of the notice", func(n *Snapshot) bool { return !n.Has(AddressChanged) })
}

func TestAnAddressWithoutAPortIsNotGivenOut(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	if join, ok := f.GiveOut(); ok {
		t.Errorf("given out is %v", join)
	}
	f.mustStart()
	if join, ok := f.GiveOut(); !ok || join != f.Snapshot().Listening {
		t.Errorf("given out is %v, %t", join, ok)
	}
}

func TestAnAddressThatWasGivenOutWithAnotherPortIsReportedAtTheStart(t *testing.T) {
	t.Parallel()
	f := newSession(t, withPort(5555))
	given, ok := f.GiveOut()
	if !ok {
		t.Fatal("the address has no port")
	}
	f.SetPort(0)
	if f.Snapshot().Has(AddressChanged) {
		t.Error("it is reported while the port is chosen")
	}
	f.mustStart()
	if n := f.awaitNotice(AddressChanged); n.Addr != given || n.Action != CopyAddress {
		t.Errorf("the notice is %+v", n)
	}
	if join, _ := f.GiveOut(); join != f.Snapshot().Listening || f.Snapshot().Has(AddressChanged) {
		t.Errorf("given out is %v, and the notices are %+v", join, f.Snapshot().Notices)
	}
}
