package access

import (
	"net/netip"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"go.uber.org/goleak"

	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/session"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

func TestMain(m *testing.M) {
	uitest.DropFontOutlines()
	goleak.VerifyTestMain(m)
}

// noNetworks are the networks of a computer that has none.
type noNetworks struct{}

func (noNetworks) Addresses() []lan.Address { return nil }
func (noNetworks) Version() uint64          { return 1 }

// windowHarness drives the window with a session that is off. Whenever the test waits, the window shows the session's
// lists.
type windowHarness struct {
	*uitest.Harness
	*Window
	changes int // how often OnChanged was called
}

// open shows the window, so tall that all of it is visible.
func open(t *testing.T) *windowHarness {
	t.Helper()
	app, queue := uitest.NewApp(theme.VariantDark), uitest.NewQueue()
	app.Settings().SetTheme(kit.NewTheme())
	j := journal.New(journal.Options{Records: 1 << 8, Bytes: 1 << 16, Events: 1 << 8})
	s := session.New(session.Options{Host: host.New(j), Journal: j, Networks: noNetworks{}, Game: game.Echo()})
	h := &windowHarness{}
	h.Window = New(Params{App: app, Session: s, OnChanged: func() { h.changes++ }})
	h.Harness = uitest.New(t, app, h.Window.Window, queue)
	h.Poll = func() { h.Update(s.Snapshot()) }
	h.Show()
	h.Window.Window.Resize(fyne.NewSize(640, 1600))
	t.Cleanup(func() {
		h.Window.Window.Close()
		s.Close()
	})
	return h
}

func TestTheListsShowTheAddressesOfTheSession(t *testing.T) {
	h := open(t)
	h.WaitForText("Nobody is banned.")
	h.WaitForText("Nobody is let in without asking.")
	h.Session.Ban(netip.MustParseAddr("192.168.1.40"))
	h.Session.Allow(netip.MustParseAddr("192.168.1.41"))
	h.WaitForText("192.168.1.40")
	h.WaitForText("192.168.1.41")
	h.Click("Unban")
	h.WaitForText("Nobody is banned.")
	if n := h.Session.Snapshot(); len(n.Banned) != 0 || !slices.Equal(n.Allowed, []netip.Addr{netip.MustParseAddr("192.168.1.41")}) {
		t.Errorf("the lists are %v and %v", n.Banned, n.Allowed)
	}
}

func TestATypedAddressIsBannedAsIPv4(t *testing.T) {
	h := open(t)
	h.TypeInto(h.address, " ::ffff:192.168.1.40 ")
	h.Click("Ban")
	h.WaitForText("Unban")
	if got := h.Session.Snapshot().Banned; !slices.Equal(got, []netip.Addr{netip.MustParseAddr("192.168.1.40")}) {
		t.Errorf("banned are %v", got)
	}
	if h.address.Text != "" {
		t.Errorf("the entry still has %q", h.address.Text)
	}
}

func TestAChangedPolicyIsReportedOnce(t *testing.T) {
	h := open(t)
	h.ClickWords(anybody())
	h.ClickWords("Ask me before a player joins")
	want := access.Policy{Anywhere: true, Ask: true, PerAddress: access.DefaultPerAddress, PerSecond: access.DefaultPerSecond}
	if got := h.policy(); got != want || h.changes != 2 {
		t.Errorf("the policy is %+v after %d reports, want %+v after 2", got, h.changes, want)
	}
}

func TestARateLimitTakesEffectWhenTheWindowIsHidden(t *testing.T) {
	h := open(t)
	h.TypeInto(h.rateLimits.kilobytes, "0,5")
	if got := h.Session.Snapshot().Plan.RateLimit.Bytes; got != host.DefaultBytes {
		t.Errorf("while it is typed it is %d", got)
	}
	h.Hide()
	if got := h.Session.Snapshot().Plan.RateLimit.Bytes; got != 500 {
		t.Errorf("it is %d", got)
	}
}

func TestShowRateLimitsScrollsToThem(t *testing.T) {
	h := open(t)
	h.Window.Window.Resize(fyne.NewSize(540, 320))
	h.ShowRateLimits()
	if at := h.Where(h.rateLimits.messages); at.Visible.IsEmpty() {
		t.Errorf("the entry at %v is not visible", at.Bounds)
	}
}

func TestKilobytes(t *testing.T) {
	for text, want := range map[string]int{"": -1, "NaN": -1, "Inf": -1, "0.0001": -1, "1000001": -1, "0,5": 500, " 1.234 ": 1234, "64000": 64_000_000, kit.NoLimit(): 0} {
		got, ok := parseKilobytes(text)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q is %d bytes, want %d", text, got, want)
		}
		if again, ok := parseKilobytes(kilobytesText(want)); want >= 0 && (again != want || !ok) {
			t.Errorf("%d bytes are written as %q, which is %d", want, kilobytesText(want), again)
		}
	}
}

func TestEscapeHidesTheWindow(t *testing.T) { uitest.CheckEscapeHides(t, open(t).Harness) }
