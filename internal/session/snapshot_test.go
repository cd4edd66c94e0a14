package session

import (
	"errors"
	"net/netip"
	"os"
	"slices"
	"sync"
	"testing"

	"porchlight/internal/access"
)

// blockPath makes a file where a folder would be.
func blockPath(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestASnapshotNeverChanges(t *testing.T) {
	t.Parallel()
	f := newSession(t, onAllAddresses, withPolicy(access.Policy{Ask: true}))
	f.mustStart()
	f.dial()
	f.ReportSettingsFailed(errors.New("full"))
	old := f.await("somebody who waits", func(n *Snapshot) bool { return len(n.Pending) == 1 })
	was := *old
	was.Pending, was.Notices = slices.Clone(old.Pending), slices.Clone(old.Notices)
	was.Addresses.All, was.Banned = slices.Clone(old.Addresses.All), slices.Clone(old.Banned)

	f.networks.set("10.0.0.7", "192.168.1.23")
	f.ReportAccessListUnread(errors.New("unread"))
	f.Dismiss(old.Notices[0].ID)
	f.Admit(old.Pending[0].ID)
	f.Ban(netip.MustParseAddr("10.0.0.9"))
	f.await("everything else", func(n *Snapshot) bool {
		return len(n.Pending) == 0 && len(n.Banned) == 1 && len(n.Addresses.All) == 2
	})
	if !slices.Equal(old.Pending, was.Pending) || !slices.Equal(old.Notices, was.Notices) ||
		!slices.Equal(old.Addresses.All, was.Addresses.All) || !slices.Equal(old.Banned, was.Banned) {
		t.Errorf("it became %+v, and was %+v", old, was)
	}
}

func TestTheVersionRisesWithEveryChangeAndOnlyThen(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.Poll()
	before := f.Snapshot()
	for range 5 {
		if f.Poll() {
			t.Fatal("something moved")
		}
	}
	if f.Snapshot() != before {
		t.Error("there is another snapshot of the same")
	}
	f.SetPort(5556)
	if now := f.Snapshot(); now.Version <= before.Version {
		t.Errorf("version %d follows %d", now.Version, before.Version)
	}
}

func TestEverythingMayBeCalledAtOnce(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for n := range 25 {
				switch (i + n) % 8 {
				case 0:
					f.Start()
				case 1:
					f.Stop()
				case 2:
					f.SetLimit(n)
				case 3:
					f.Ban(netip.MustParseAddr("10.0.0.9"))
				case 4:
					f.SelectAddress(loopback)
				case 5:
					for _, p := range f.options.Host.Players(nil) {
						f.Kick(p.ID)
					}
				case 6:
					for _, m := range f.Snapshot().Notices {
						f.Act(m.ID)
					}
				case 7:
					f.GiveOut()
				}
				f.Poll()
				f.Evidence()
				f.Players(nil)
			}
		})
	}
	all.Wait()
}
