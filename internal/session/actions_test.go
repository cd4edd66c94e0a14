package session

import (
	"errors"
	"net/netip"
	"testing"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// namedADB records in the journal that the host took a player for adb.
func (f *fixture) namedADB(p host.Player) {
	f.options.Journal.Event(f.clock.Now(), journal.Event{Kind: journal.Named, Seat: p.Seat, Conn: uint64(p.ID), Detail: host.ADBName})
}

func TestADBIsReportedUntilItLeaves(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.mustStart()
	other := f.dial()
	f.awaitPlayers(1)
	adb := f.dial()
	f.awaitPlayers(2)
	players := f.options.Host.Players(nil)
	f.options.Journal.Event(f.clock.Now(), journal.Event{Kind: journal.Named, Seat: 0, Conn: uint64(players[0].ID), Detail: "Ada"})
	f.Poll()
	if f.Snapshot().Has(ADBConnected) {
		t.Error("a player with a name is taken for adb")
	}
	f.namedADB(players[1])
	got := f.awaitNotice(ADBConnected)
	want := Notice{ID: got.ID, Kind: ADBConnected, Action: KickPlayer, Conn: players[1].ID, Seat: 1, Port: int(f.Snapshot().Listening.Port())}
	if got != want {
		t.Errorf("the notice is %+v, want %+v", got, want)
	}
	other.Close()
	if n := f.await("one player", func(n *Snapshot) bool { return n.Players == 1 }); !n.Has(ADBConnected) {
		t.Error("the notice ended with another player")
	}
	adb.Close()
	f.await("the end of the notice", func(n *Snapshot) bool { return !n.Has(ADBConnected) })
}

func TestActingOnADBKicksThatPlayerAlone(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.mustStart()
	f.dial()
	f.awaitPlayers(1)
	adb := f.dial()
	f.awaitPlayers(2)
	f.namedADB(f.options.Host.Players(nil)[1])
	if _, err := f.Act(f.awaitNotice(ADBConnected).ID); err != nil {
		t.Fatal(err)
	}
	if _, err := adb.Read(make([]byte, 1)); err == nil {
		t.Error("it is still connected")
	}
	n := f.await("one player", func(n *Snapshot) bool { return n.Players == 1 })
	if left := f.options.Host.Players(nil); len(left) != 1 || left[0].Seat != 0 {
		t.Errorf("connected are %+v", left)
	}
	if n.Passing.Kind != PlayerKicked || n.Passing.Seat != 1 || n.Has(ADBConnected) {
		t.Errorf("the snapshot is %+v", n)
	}
}

func TestANoticeForAnotherPlayerIsAnotherNotice(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.mustStart()
	f.dial()
	f.awaitPlayers(1)
	f.dial()
	f.awaitPlayers(2)
	players := f.options.Host.Players(nil)
	f.namedADB(players[0])
	first := f.awaitNotice(ADBConnected)
	f.namedADB(players[1])
	f.await("the second notice", func(n *Snapshot) bool { now, _ := n.Notice(); return now.Conn == players[1].ID })
	if _, err := f.Act(first.ID); !errors.Is(err, ErrNoticeGone) {
		t.Errorf("acting on the first one gives %v", err)
	}
	if got := f.options.Host.PlayerCount(); got != 2 {
		t.Errorf("%d players are connected, want 2", got)
	}
}

func TestASlowedPlayerIsReportedUntilItLeaves(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.mustStart()
	conn := f.dial()
	f.awaitPlayers(1)
	p := f.options.Host.Players(nil)[0]
	f.options.Journal.Event(f.clock.Now(), journal.Event{Kind: journal.Slowed, Reason: journal.TooFast, Seat: p.Seat, Conn: uint64(p.ID), Count: 50})
	if n := f.awaitNotice(PlayerSlowed); n.Conn != p.ID {
		t.Errorf("the notice is %+v", n)
	}
	conn.Close()
	f.await("the end of the notice", func(n *Snapshot) bool { return !n.Has(PlayerSlowed) })
}

func TestChangingALimitEndsTheNoticesAboutIt(t *testing.T) {
	t.Parallel()
	from := netip.MustParseAddrPort("192.168.1.40:5000")
	for name, c := range map[string]struct {
		event  journal.Event
		kind   NoticeKind
		change func(*fixture)
	}{
		"rejected": {
			journal.Event{Kind: journal.Refused, Reason: journal.Outside, Seat: -1, Addr: from},
			ConnRejected,
			func(f *fixture) { f.SetPolicy(access.Policy{Anywhere: true}) },
		},
		"slowed": {
			journal.Event{Kind: journal.Slowed, Reason: journal.TooFast, Addr: from, Count: 50},
			PlayerSlowed,
			func(f *fixture) { f.SetRateLimit(host.RateLimit{Messages: 100}) },
		},
		"dropped": {
			journal.Event{Kind: journal.Left, Reason: journal.TooFast, Addr: from, Count: 50},
			PlayerDropped,
			func(f *fixture) { f.SetRateLimit(host.RateLimit{Messages: 100}) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newSession(t)
			f.mustStart()
			f.options.Journal.Event(f.clock.Now(), c.event)
			f.awaitNotice(c.kind)
			f.SetRateLimit(f.Snapshot().Plan.RateLimit)
			if !f.Snapshot().Has(c.kind) {
				t.Error("setting the limit that holds already ended it")
			}
			c.change(f)
			if f.Snapshot().Has(c.kind) {
				t.Error("the notice stays")
			}
		})
	}
}

func TestARestartWhileStoppingHostsOnTheOfferedPort(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.mustStart()
	port := closedPort(t)
	f.command(func() { // as one step: stopping must not end in between
		f.stop(make(chan struct{}))
		f.do(Notice{Kind: SelfTestFailed, Action: UsePort, Port: port})
	})
	n := f.await("hosting there", func(n *Snapshot) bool { return n.Phase == Hosting })
	if int(n.Listening.Port()) != port || n.Plan.Port != port {
		t.Errorf("it hosts at %v, want port %d", n.Listening, port)
	}
}

func TestTestingAgainDoesNothingWhileOff(t *testing.T) {
	t.Parallel()
	c := newTester()
	f := newSession(t, c.option)
	f.command(func() { f.do(Notice{Kind: SelfTestFailed, Action: TestAgain}) })
	f.Close() // waits for everything that was started
	if asked, _ := c.counts(); asked != 0 {
		t.Errorf("%d self-tests were run", asked)
	}
}

func TestActionsOfTheFaceEndTheirNoticeAndChangeNothingElse(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	plan := f.Snapshot().Plan
	for _, a := range []Action{NoAction, CopyAddress, OpenAccess, OpenRateLimits, ExplainFreeze, SaveAgain} {
		f.command(func() { f.notices.add(Notice{Kind: ConnRejected, Action: a}) })
		notice, ok := f.Snapshot().Notice()
		if !ok {
			t.Fatalf("action %d: there is no notice", a)
		}
		if got, err := f.Act(notice.ID); err != nil || got != notice {
			t.Errorf("action %d: it gives %+v, %v", a, got, err)
		}
		n := f.Snapshot()
		if got, ok := n.Notice(); ok || got != (Notice{}) || n.Plan != plan || n.Phase != Off {
			t.Errorf("action %d: the snapshot is %+v", a, n)
		}
	}
}

func TestAPassingNoticeEndsWhenItIsDismissedOrActedOn(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	pass := func() uint64 {
		f.command(func() { f.notices.addPassing(Notice{Kind: PlayerKicked}) })
		return f.Snapshot().Passing.ID
	}
	id := pass()
	if err := f.Dismiss(id); err != nil || f.Snapshot().Passing != (Notice{}) {
		t.Errorf("after the dismissal there is %+v, %v", f.Snapshot().Passing, err)
	}
	if err := f.Dismiss(id); !errors.Is(err, ErrNoticeGone) {
		t.Errorf("dismissing it again gives %v", err)
	}
	if err := f.Dismiss(0); !errors.Is(err, ErrNoticeGone) {
		t.Errorf("dismissing no notice gives %v", err)
	}
	next := pass()
	if next <= id {
		t.Errorf("ID %d follows %d", next, id)
	}
	if _, err := f.Act(next); err != nil || f.Snapshot().Passing != (Notice{}) {
		t.Errorf("after the action there is %+v, %v", f.Snapshot().Passing, err)
	}
}

func TestNoCommandActsOnANoticeOfAClosedSession(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.ReportSettingsFailed(errors.New("full"))
	notice, _ := f.Snapshot().Notice()
	f.Close()
	if _, err := f.Act(notice.ID); !errors.Is(err, ErrNoticeGone) {
		t.Errorf("acting on it gives %v", err)
	}
	if err := f.Dismiss(notice.ID); !errors.Is(err, ErrNoticeGone) {
		t.Errorf("dismissing it gives %v", err)
	}
	if f.Poll() {
		t.Error("a closed session moves")
	}
}
