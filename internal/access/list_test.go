package access

import (
	"errors"
	"net/netip"
	"slices"
	"sync"
	"testing"
)

var anna, ben = netip.MustParseAddr("192.168.1.40"), netip.MustParseAddr("192.168.1.41")

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnAddressIsNeverBannedAndAllowed(t *testing.T) {
	t.Parallel()
	var l List
	must(t, l.Ban(anna))
	must(t, l.Allow(anna))
	if l.IsBanned(anna) || !l.IsAllowed(anna) {
		t.Error("allowed after a ban:", l.banned, l.allowed)
	}
	must(t, l.Ban(anna))
	if !l.IsBanned(anna) || l.IsAllowed(anna) {
		t.Error("banned after being allowed:", l.banned, l.allowed)
	}
	both := NewList(Addresses{[]netip.Addr{anna}, []netip.Addr{anna, netip.MustParseAddr("::ffff:192.168.1.41")}}, nil)
	if !both.IsBanned(anna) || both.IsAllowed(anna) || !both.IsAllowed(ben) {
		t.Error("from both lists:", both.banned, both.allowed)
	}
}

func TestEachChangeIsSaved(t *testing.T) {
	t.Parallel()
	var storage fakeStorage
	l := NewList(Addresses{}, &storage)
	saved := func(wantBanned, wantAllowed []netip.Addr) {
		t.Helper()
		if !slices.Equal(storage.stored.Banned, wantBanned) || !slices.Equal(storage.stored.Allowed, wantAllowed) {
			t.Error("saved:", *storage.stored)
		}
	}
	must(t, l.Ban(anna))
	saved([]netip.Addr{anna}, nil)
	must(t, l.Allow(ben))
	saved([]netip.Addr{anna}, []netip.Addr{ben})
	must(t, l.Remove(anna))
	saved(nil, []netip.Addr{ben})
}

func TestTheNewestAddressesAreSavedLast(t *testing.T) {
	t.Parallel()
	var storage fakeStorage
	l := NewList(Addresses{}, &storage)
	const changes = 200
	var group sync.WaitGroup
	for n := range changes {
		group.Go(func() {
			if err := l.Ban(address(n)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if storage.overlaps.Load() {
		t.Error("two goroutines save at a time")
	}
	if saved := len(storage.stored.Banned); saved != changes {
		t.Errorf("%d of %d addresses were saved last", saved, changes)
	}
}

func TestAListThatCannotBeSavedHoldsWhileTheProgramRuns(t *testing.T) {
	t.Parallel()
	failure := errors.New("the disk is full")
	l := NewList(Addresses{}, &fakeStorage{err: failure})
	if err := l.Ban(anna); !errors.Is(err, failure) || !l.IsBanned(anna) {
		t.Error("saved:", err)
	}
}

func TestAFullListTakesNoOtherAddress(t *testing.T) {
	t.Parallel()
	var l List
	a := netip.MustParseAddr("10.0.0.0")
	for range MaxAddresses {
		a = a.Next()
		l.banned = append(l.banned, a)
	}
	var full *FullError
	if err := l.Ban(anna); !errors.As(err, &full) || l.IsBanned(anna) {
		t.Error("one more was taken:", err)
	}
	must(t, l.Ban(a)) // is on it already
}
