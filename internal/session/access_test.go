package session

import (
	"errors"
	"io"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"porchlight/internal/access"
	"porchlight/internal/access/accessfile"
	"porchlight/internal/host"
)

func TestAKickOffersABanAndABanOffersItsUndo(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.mustStart()
	conn := f.dial()
	f.awaitPlayers(1)
	if id := f.options.Host.Players(nil)[0].ID; !f.Kick(id) || f.Kick(id+1) {
		t.Fatal("a kick does not say whether the player was there")
	}
	kicked := f.Snapshot().Passing
	if kicked.Kind != PlayerKicked || kicked.Action != BanAddr || kicked.From != loopback {
		t.Fatalf("the notice is %+v", kicked)
	}
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Error("the player is still connected")
	}
	if _, err := f.Act(kicked.ID); err != nil {
		t.Fatal(err)
	}
	banned := f.awaitNotice(AddrBanned)
	if n := f.Snapshot(); !slices.Equal(n.Banned, []netip.Addr{loopback}) {
		t.Errorf("banned are %v", n.Banned)
	}
	if _, err := f.Act(banned.ID); err != nil {
		t.Fatal(err)
	}
	f.await("the undo", func(n *Snapshot) bool { return len(n.Banned) == 0 })
}

func TestAdmittingAlwaysLetsInEverybodyFromThereAndOffersItsUndo(t *testing.T) {
	t.Parallel()
	f := newSession(t, withPolicy(access.Policy{Ask: true}))
	f.mustStart()
	f.dial()
	f.dial()
	n := f.await("both", func(n *Snapshot) bool { return len(n.Pending) == 2 })
	f.AdmitAlways(n.Pending[0].ID)
	f.await("the players", func(n *Snapshot) bool { return n.Players == 2 && len(n.Pending) == 0 })
	allowed := f.awaitNotice(AddrAllowed)
	if n := f.Snapshot(); allowed.From != loopback || !slices.Equal(n.Allowed, []netip.Addr{loopback}) {
		t.Errorf("the notice is %+v, allowed are %v", allowed, n.Allowed)
	}
	if _, err := f.Act(allowed.ID); err != nil {
		t.Fatal(err)
	}
	f.await("the undo", func(n *Snapshot) bool { return len(n.Allowed) == 0 })
}

func TestAPendingConnectionIsAdmittedOrRejectedByItsNumber(t *testing.T) {
	t.Parallel()
	f := newSession(t, withPolicy(access.Policy{Ask: true}))
	f.mustStart()
	f.dial()
	first := f.await("one", func(n *Snapshot) bool { return len(n.Pending) == 1 }).Pending[0]
	rejected := f.dial()
	second := f.await("the other", func(n *Snapshot) bool { return len(n.Pending) == 2 }).Pending[1]
	if !f.Admit(first.ID) || f.Admit(first.ID) || !f.Reject(second.ID) || f.Admit(second.ID) {
		t.Error("a decision does not say whether the connection was pending")
	}
	if _, err := rejected.Read(make([]byte, 1)); err == nil {
		t.Error("the rejected one is still connected")
	}
	f.await("the player", func(n *Snapshot) bool { return n.Players == 1 && len(n.Pending) == 0 })
}

func TestAnAddressIsAllowedBannedAndForgottenWithoutHosting(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	a, b := netip.MustParseAddr("192.168.1.40"), netip.MustParseAddr("192.168.1.41")
	f.ReportAccessListUnread(errors.New("damaged"))
	f.Allow(a)
	if n := f.awaitNotice(AddrAllowed); n.From != a || n.Action != UndoAllow {
		t.Errorf("the notice is %+v", n)
	}
	if f.Snapshot().Has(AccessListUnread) {
		t.Error("a list that was written is still called unread")
	}
	f.Ban(b)
	passing := f.awaitNotice(AddrBanned)
	n := f.Snapshot()
	if passing.From != b || !slices.Equal(n.Allowed, []netip.Addr{a}) || !slices.Equal(n.Banned, []netip.Addr{b}) {
		t.Errorf("allowed are %v, banned %v", n.Allowed, n.Banned)
	}
	f.Forget(a)
	f.Forget(b)
	n = f.await("empty lists", func(n *Snapshot) bool { return len(n.Allowed)+len(n.Banned) == 0 })
	if n.Passing != passing {
		t.Errorf("forgetting tells %+v", n.Passing)
	}
}

func TestAFullListIsReportedAndNobodyIsCalledBanned(t *testing.T) {
	t.Parallel()
	list := &access.List{}
	a := netip.MustParseAddr("10.0.0.0")
	for range access.MaxAddresses {
		if err := list.Ban(a); err != nil {
			t.Fatal(err)
		}
		a = a.Next()
	}
	f := newSession(t, func(o *Options) { o.Base.AccessList = list })
	f.Ban(a)
	n := f.awaitNotice(AccessListFailed)
	if _, full := errors.AsType[*access.FullError](n.Err); !full || f.Snapshot().Passing.ID != 0 {
		t.Errorf("the notice is %+v, the passing one %+v", n, f.Snapshot().Passing)
	}
	f.Forget(a.Prev())
	f.await("the end of the notice", func(n *Snapshot) bool { return !n.Has(AccessListFailed) })
}

func TestAListThatCannotBeStoredIsToldAndHolds(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "folder")
	list, err := accessfile.Open(filepath.Join(folder, "guests.toml"))
	if err != nil {
		t.Fatal(err)
	}
	f := newSession(t, func(o *Options) { o.Base.AccessList = list })
	blockPath(t, folder)
	a := netip.MustParseAddr("192.168.1.40")
	f.Ban(a)
	if n := f.awaitNotice(AccessListFailed); n.Err == nil {
		t.Error("it does not say why")
	}
	if n := f.Snapshot(); !slices.Contains(n.Banned, a) {
		t.Errorf("banned are %v", n.Banned)
	}
}

func TestAChangedPolicyReachesTheHostAndIsRemembered(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.mustStart()
	p := f.Snapshot().Plan.Policy
	p.Ask = true
	f.SetPolicy(p)
	f.dial()
	f.await("somebody who waits", func(n *Snapshot) bool { return len(n.Pending) == 1 })
	if !f.options.Preferences.Bool("ask-before-letting-in") {
		t.Error("it is not remembered")
	}
	r := host.RateLimit{Messages: 7, Bytes: 8, Drop: true}
	f.SetRateLimit(r)
	if got := f.Snapshot().Plan.RateLimit; got != r || f.options.Preferences.IntWithFallback("messages-a-second", 0) != 7 {
		t.Errorf("the limit is %+v", got)
	}
}

func TestBrowsersGetThePageThatThePersonChoseAndItIsRemembered(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	f.mustStart()
	ask := func() string {
		conn := f.dial()
		f.send(conn, "GET / HTTP/1.1\r\nHost: porchlight\r\n\r\n")
		first := make([]byte, 64<<10)
		n, err := io.ReadAtLeast(conn, first, 4)
		for err == nil && string(first[:4]) == "HTTP" { // the whole page
			var more int
			more, err = conn.Read(first[n:])
			n += more
		}
		return string(first[:n])
	}
	f.SetOwner("Ada")
	if page := ask(); !strings.HasPrefix(page, "HTTP/1.1 200") || !strings.Contains(page, "Ada") {
		t.Errorf("answered with %q", page)
	}
	f.SetBrowsers(false)
	if echo := ask(); !strings.HasPrefix(echo, "GET /") {
		t.Errorf("answered with %q", echo)
	}
	f.SetBrowsers(true)
	if page := ask(); !strings.Contains(page, "Ada") {
		t.Errorf("answered with %q", page)
	}
	f.SetBrowsers(false)
	f.Close()
	store := f.options.Preferences
	if store.BoolWithFallback("page-for-browsers", true) || store.String("owner") != "Ada" {
		t.Error("it is not remembered")
	}
}
