package session

import (
	"errors"
	"net/netip"
	"slices"
	"testing"

	"porchlight/internal/journal"
)

func kinds(list []Notice) []NoticeKind {
	var k []NoticeKind
	for _, n := range list {
		k = append(k, n.Kind)
	}
	return k
}

func TestTroubleComesBeforeNewsAndTheNewestFirst(t *testing.T) {
	t.Parallel()
	var n notices
	for _, k := range []NoticeKind{GameFull, LogFailed, ConnRejected, StartFailed, GameFull} {
		n.add(Notice{Kind: k})
	}
	if got, want := kinds(n.all), []NoticeKind{StartFailed, LogFailed, GameFull, ConnRejected}; !slices.Equal(got, want) {
		t.Errorf("they come in the order %v, want %v", got, want)
	}
	n.clear(LogFailed, ConnRejected)
	if got, want := kinds(n.all), []NoticeKind{StartFailed, GameFull}; !slices.Equal(got, want) {
		t.Errorf("there are %v left, want %v", got, want)
	}
}

func TestTheNextNoticeIsShownOnceTheMostUrgentIsDismissed(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	for _, k := range []NoticeKind{GameFull, LogFailed, ConnRejected, StartFailed} {
		f.command(func() { f.notices.add(Notice{Kind: k}) })
	}
	for _, want := range []NoticeKind{StartFailed, LogFailed, ConnRejected, GameFull} {
		got, ok := f.Snapshot().Notice()
		if !ok || got.Kind != want {
			t.Fatalf("the most urgent is %+v, want kind %d", got, want)
		}
		if err := f.Dismiss(got.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got, ok := f.Snapshot().Notice(); ok {
		t.Errorf("%+v is left", got)
	}
}

func TestClearingANoticeThatIsNotThereChangesNothing(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.ReportSettingsFailed(errors.New("full"))
	before := f.Snapshot()
	f.command(func() { f.notices.clear(GameFull, ConnRejected, PlayerKicked) })
	if f.Snapshot() != before {
		t.Errorf("it publishes %+v", f.Snapshot())
	}
}

func TestANoticeKeepsItsIDOnlyWhileItsActionStaysTheSame(t *testing.T) {
	t.Parallel()
	var n notices
	tell := func(now Notice) uint64 {
		n.add(now)
		return n.all[0].ID
	}
	first := tell(Notice{Kind: GameFull, Action: AllowPlayers, Limit: 3, From: netip.MustParseAddr("10.0.0.1")})
	if again := tell(Notice{Kind: GameFull, Action: AllowPlayers, Limit: 3, From: netip.MustParseAddr("10.0.0.2")}); again != first {
		t.Error("another source made it another notice")
	}
	other := tell(Notice{Kind: GameFull, Action: AllowPlayers, Limit: 4})
	if other == first {
		t.Error("another limit left it the same notice")
	}
	n.clear(GameFull)
	if again := tell(Notice{Kind: GameFull, Action: AllowPlayers, Limit: 4}); again == other || again == first {
		t.Error("an ID is used again")
	}
}

func TestANoticeThatIsGoneCannotBeActedOn(t *testing.T) {
	t.Parallel()
	f := newSession(t, withLimit(1))
	f.mustStart()
	first := f.dial()
	f.awaitPlayers(1)
	f.dial()
	notice := f.awaitNotice(GameFull)
	first.Close() // a seat is free, so that nobody needs the notice any more
	f.await("its end", func(n *Snapshot) bool { return !n.Has(GameFull) })
	if got, err := f.Act(notice.ID); !errors.Is(err, ErrNoticeGone) || got != (Notice{}) {
		t.Errorf("it gives %+v, %v", got, err)
	}
	if err := f.Dismiss(notice.ID); !errors.Is(err, ErrNoticeGone) {
		t.Errorf("dismissing it gives %v", err)
	}
	if got := f.options.Host.Limit(); got != 1 {
		t.Errorf("the limit became %d", got)
	}
}

func TestActingOnAFullGameAllowsMorePlayers(t *testing.T) {
	t.Parallel()
	f := newSession(t, withLimit(2))
	f.mustStart()
	f.dial()
	f.dial()
	f.awaitPlayers(2)
	f.dial()
	notice := f.awaitNotice(GameFull)
	if _, err := f.Act(notice.ID); err != nil {
		t.Fatal(err)
	}
	if n := f.Snapshot(); n.Plan.Limit != 3 || f.options.Host.Limit() != 3 || n.Has(GameFull) {
		t.Errorf("it allows %d players, the host %d", n.Plan.Limit, f.options.Host.Limit())
	}
}

func TestADismissedFullGameStaysQuietUntilTheLimitChanges(t *testing.T) {
	t.Parallel()
	f := newSession(t, withLimit(1))
	f.mustStart()
	f.dial()
	f.awaitPlayers(1)
	refused := func() {
		t.Helper()
		if _, err := f.dial().Read(make([]byte, 1)); err == nil {
			t.Fatal("it was let in")
		}
		f.Poll()
	}
	refused()
	if err := f.Dismiss(f.awaitNotice(GameFull).ID); err != nil {
		t.Fatal(err)
	}
	refused()
	if f.Snapshot().Has(GameFull) {
		t.Error("it came back with the next refusal")
	}
	f.SetLimit(2)
	f.dial()
	f.awaitPlayers(2)
	refused()
	f.awaitNotice(GameFull)
}

func TestEventsBecomeNotices(t *testing.T) {
	t.Parallel()
	from := netip.MustParseAddrPort("192.168.1.40:5000")
	for name, c := range map[string]struct {
		event journal.Event
		want  Notice
	}{
		"from outside":      {journal.Event{Kind: journal.Refused, Reason: journal.Outside, Seat: -1, Addr: from}, Notice{Kind: ConnRejected, Action: OpenAccess, From: from.Addr(), Reason: journal.Outside}},
		"too many":          {journal.Event{Kind: journal.Refused, Reason: journal.TooMany, Seat: -1, Addr: from}, Notice{Kind: ConnRejected, Action: OpenAccess, From: from.Addr(), Reason: journal.TooMany}},
		"too many pending":  {journal.Event{Kind: journal.Refused, Reason: journal.TooManyPending, Seat: -1, Addr: from}, Notice{Kind: ConnRejected, Action: OpenAccess, From: from.Addr(), Reason: journal.TooManyPending}},
		"too many attempts": {journal.Event{Kind: journal.Refused, Reason: journal.TooManyAttempts, Seat: -1, Addr: from, Count: 9}, Notice{Kind: ConnRejected, Action: OpenRateLimits, From: from.Addr(), Reason: journal.TooManyAttempts}},
		"slowed":            {journal.Event{Kind: journal.Slowed, Reason: journal.TooFast, Seat: 3, Addr: from, Count: 100}, Notice{Kind: PlayerSlowed, Action: OpenRateLimits, Seat: 3, Reason: journal.TooFast, Count: 100}},
		"dropped":           {journal.Event{Kind: journal.Left, Reason: journal.TooMuch, Seat: 3, Addr: from}, Notice{Kind: PlayerDropped, Action: OpenRateLimits, Seat: 3, From: from.Addr(), Reason: journal.TooMuch}},
		"no descriptors":    {journal.Event{Kind: journal.Trouble, Reason: journal.NoDescriptors, Seat: -1, Count: 7}, Notice{Kind: NoDescriptors, Count: 7}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newSession(t)
			f.mustStart()
			f.options.Journal.Event(f.clock.Now(), c.event)
			got := f.awaitNotice(c.want.Kind)
			if c.want.ID = got.ID; got != c.want {
				t.Errorf("the notice is %+v, want %+v", got, c.want)
			}
			<-f.Stop()
			if n := f.Snapshot(); len(n.Notices) != 0 {
				t.Errorf("after the hosting it tells %+v", n.Notices)
			}
		})
	}
}

func TestWhatHappenedBeforeTheStartIsNotTold(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.options.Journal.Event(f.clock.Now(), journal.Event{Kind: journal.Refused, Reason: journal.Outside, Seat: -1})
	f.Poll()
	f.mustStart()
	f.Poll()
	if n := f.Snapshot(); n.Has(ConnRejected) {
		t.Errorf("it tells %+v", n.Notices)
	}
}
