package access

import (
	"errors"
	"net/netip"
	"slices"
	"sync/atomic"
	"testing"
)

// fakeStorage is a storage in memory. Tests change stored as another program does.
type fakeStorage struct {
	stored *Addresses
	isNew  bool  // for Refresh
	err    error // of Update

	running  atomic.Int32
	overlaps atomic.Bool // two calls of Update did
}

func (s *fakeStorage) Update(change func(*Addresses) Addresses) error {
	if s.running.Add(1) > 1 {
		s.overlaps.Store(true)
	}
	defer s.running.Add(-1)
	if s.err != nil {
		return s.err
	}
	next := change(s.stored)
	s.stored = &next
	return nil
}

func (s *fakeStorage) Refresh() (Addresses, bool) { return *s.stored, s.isNew }

func check(t *testing.T, what string, banned, allowed, wantBanned, wantAllowed []netip.Addr) {
	t.Helper()
	if !slices.Equal(banned, wantBanned) || !slices.Equal(allowed, wantAllowed) {
		t.Errorf("%s: banned %v, allowed %v; want %v, %v", what, banned, allowed, wantBanned, wantAllowed)
	}
}

var carl, dora = netip.MustParseAddr("192.168.1.42"), netip.MustParseAddr("192.168.1.43")

func TestAChangeKeepsAndTakesOverWhatAnotherProgramStored(t *testing.T) {
	t.Parallel()
	s := &fakeStorage{stored: &Addresses{Banned: []netip.Addr{anna}, Allowed: []netip.Addr{ben}}}
	l := NewList(*s.stored, s)
	s.stored = &Addresses{Banned: []netip.Addr{ben, carl}} // bans ben and carl, removes anna
	must(t, l.Allow(dora))
	check(t, "stored", s.stored.Banned, s.stored.Allowed, []netip.Addr{ben, carl}, []netip.Addr{dora})
	nowBanned, nowAllowed := l.Lists()
	check(t, "in memory", nowBanned, nowAllowed, []netip.Addr{ben, carl}, []netip.Addr{dora})

	s.stored = nil // as when somebody removes the file
	must(t, l.Remove(ben))
	check(t, "stored anew", s.stored.Banned, s.stored.Allowed, []netip.Addr{carl}, []netip.Addr{dora})
}

func TestRefreshTakesOverWhatAnotherProgramStored(t *testing.T) {
	t.Parallel()
	s := &fakeStorage{stored: &Addresses{}}
	l := NewList(Addresses{}, s)
	if s.stored = (&Addresses{Banned: []netip.Addr{anna}}); l.Refresh() || l.IsBanned(anna) {
		t.Error("it takes over what is not new")
	}
	if s.isNew = true; !l.Refresh() || !l.IsBanned(anna) {
		t.Error("it does not take over a ban")
	}
	if l.Refresh() {
		t.Error("the same addresses count as a change")
	}
	if s.stored = (&Addresses{}); !l.Refresh() || l.IsBanned(anna) {
		t.Error("it does not take over the end of a ban")
	}
	if new(List).Refresh() {
		t.Error("a list in memory only has changed")
	}
}

func TestAChangeThatCouldNotBeSavedOutlivesARefreshAndIsSavedWithTheNext(t *testing.T) {
	t.Parallel()
	failure := errors.New("the disk is full")
	s := &fakeStorage{stored: &Addresses{Banned: []netip.Addr{carl}}, isNew: true, err: failure}
	l := NewList(*s.stored, s)
	if err := l.Ban(anna); !errors.Is(err, failure) {
		t.Error("saved:", err)
	}
	if err := l.Remove(carl); !errors.Is(err, failure) {
		t.Error("saved:", err)
	}
	l.Refresh()
	if !l.IsBanned(anna) || l.IsBanned(carl) {
		t.Error(l.Lists())
	}
	s.err = nil
	must(t, l.Allow(ben))
	check(t, "stored", s.stored.Banned, s.stored.Allowed, []netip.Addr{anna}, []netip.Addr{ben})
	s.stored = &Addresses{} // another program removes both
	l.Refresh()
	if l.IsBanned(anna) || l.IsAllowed(ben) {
		t.Error("saved changes are made again")
	}
}

func TestTwoProgramsDoNotOverfillTheStorage(t *testing.T) {
	t.Parallel()
	s := &fakeStorage{stored: &Addresses{}}
	l := NewList(*s.stored, s)
	a := netip.MustParseAddr("10.0.0.0")
	for range MaxAddresses { // by another program
		a = a.Next()
		s.stored.Banned = append(s.stored.Banned, a)
	}
	var full *FullError
	if err := l.Ban(anna); !errors.As(err, &full) || l.IsBanned(anna) || !l.IsBanned(a) {
		t.Error("one more was taken:", err)
	}
	if len(s.stored.Banned) != MaxAddresses {
		t.Errorf("%d addresses are stored", len(s.stored.Banned))
	}
}
