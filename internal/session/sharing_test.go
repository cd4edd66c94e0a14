package session

import (
	"io"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"porchlight/internal/access"
	"porchlight/internal/access/accessfile"
	"porchlight/internal/settings"
)

// fakeSharing is a Sharing of a store; others is whether another program runs.
type fakeSharing struct {
	store  *settings.Store
	others atomic.Bool
}

func (s *fakeSharing) Refresh()        { s.store.Refresh() }
func (s *fakeSharing) HasOthers() bool { return s.others.Load() }

// otherProgram is what another program with the same folder has open.
type otherProgram struct {
	list  *access.List
	store *settings.Store
}

// sharingWith has the session share its folder with another program.
func sharingWith(t *testing.T, other *otherProgram) func(*Options) {
	return func(o *Options) {
		folder := t.TempDir()
		open := func() (*access.List, *settings.Store) {
			list, err := accessfile.Open(filepath.Join(folder, "access.toml"))
			if err != nil {
				t.Fatal(err)
			}
			store, err := settings.Open(filepath.Join(folder, "settings.toml"), func(err error) { t.Error(err) })
			if err != nil {
				t.Fatal(err)
			}
			return list, store
		}
		other.list, other.store = open()
		list, store := open()
		o.Base.AccessList, o.Preferences, o.Sharing = list, store, &fakeSharing{store: store}
	}
}

func TestABanOfAnotherProgramHoldsHereSoon(t *testing.T) {
	t.Parallel()
	var other otherProgram
	f := newSession(t, sharingWith(t, &other))
	f.mustStart()
	conn := f.dial()
	f.awaitPlayers(1)
	if err := other.list.Ban(loopback); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(conn); err != nil { // waits for the end
		t.Error(err)
	}
	f.await("the ban in the list", func(n *Snapshot) bool { return len(n.Banned) == 1 && n.Players == 0 })
	if err := other.list.Remove(loopback); err != nil {
		t.Fatal(err)
	}
	f.await("its end", func(n *Snapshot) bool { return len(n.Banned) == 0 })
}

func TestWhomAnotherProgramAlwaysAdmitsNeedNotWaitHere(t *testing.T) {
	t.Parallel()
	var other otherProgram
	f := newSession(t, sharingWith(t, &other), withPolicy(access.Policy{Ask: true}))
	f.mustStart()
	f.dial()
	f.await("a pending connection", func(n *Snapshot) bool { return len(n.Pending) == 1 })
	if err := other.list.Allow(loopback); err != nil {
		t.Fatal(err)
	}
	f.await("the player", func(n *Snapshot) bool { return n.Players == 1 && len(n.Pending) == 0 })
}

func TestAChangeHereKeepsTheBanOfAnotherProgram(t *testing.T) {
	t.Parallel()
	var other otherProgram
	f := newSession(t, sharingWith(t, &other))
	if err := other.list.Ban(loopback); err != nil {
		t.Fatal(err)
	}
	f.Allow(loopback.Next())
	f.awaitNotice(AddrAllowed)
	other.list.Refresh()
	if banned, allowed := other.list.Lists(); !slices.Contains(banned, loopback) || !slices.Contains(allowed, loopback.Next()) {
		t.Error("stored are", banned, allowed)
	}
}

func TestOnlyWhatThePersonChangedHereIsStoredOverAnotherPrograms(t *testing.T) {
	t.Parallel()
	var other otherProgram
	f := newSession(t, rememberedPort, sharingWith(t, &other))
	other.store.SetInt(keyPort, 5600)
	other.store.SetInt(keyPlayers, 9)
	other.store.SetBool(keyAsk, true)
	other.store.Flush()
	f.SetLimit(7)
	f.SetPolicy(access.Policy{Anywhere: true, PerAddress: access.DefaultPerAddress, PerSecond: access.DefaultPerSecond})
	f.Close()
	store, ok := f.options.Preferences.(*settings.Store)
	if !ok {
		t.Fatal("no store")
	}
	store.Flush()
	other.store.Refresh()
	for _, v := range []*settings.Store{store, other.store} {
		if v.IntWithFallback(keyPort, 0) != 5600 || v.IntWithFallback(keyPlayers, 0) != 7 || !v.Bool(keyAsk) || !v.Bool(keyAnywhere) {
			t.Errorf("port %d, players %d, ask %t, anywhere %t", v.IntWithFallback(keyPort, 0), v.IntWithFallback(keyPlayers, 0), v.Bool(keyAsk), v.Bool(keyAnywhere))
		}
	}
}

func TestPreferencesOfAnotherProgramAreTakenOver(t *testing.T) {
	t.Parallel()
	var other otherProgram
	f := newSession(t, sharingWith(t, &other))
	other.store.SetString(keyOwner, "Ada")
	other.store.Flush()
	f.await("the preference", func(*Snapshot) bool { return f.options.Preferences.String(keyOwner) == "Ada" })
}

func TestSharedSettingsAreToldWhileAnotherProgramRuns(t *testing.T) {
	t.Parallel()
	var other otherProgram
	f := newSession(t, sharingWith(t, &other))
	sharing, ok := f.options.Sharing.(*fakeSharing)
	if !ok {
		t.Fatal("no sharing")
	}
	sharing.others.Store(true)
	f.ReportSettingsShared()
	if n := f.awaitNotice(SettingsShared); n.Action != NoAction || n.Kind.IsTrouble() {
		t.Errorf("the notice is %+v", n)
	}
	sharing.others.Store(false)
	f.await("its end", func(n *Snapshot) bool { return !n.Has(SettingsShared) })
	sharing.others.Store(true)
	f.refresh()
	if f.Snapshot().Has(SettingsShared) {
		t.Error("it is told again")
	}
}
