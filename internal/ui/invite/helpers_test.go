package invite

import (
	"net/netip"
	"testing"

	"fyne.io/fyne/v2/theme"
	"go.uber.org/goleak"

	"porchlight/internal/game"
	"porchlight/internal/session"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

func TestMain(m *testing.M) {
	uitest.DropFontOutlines()
	goleak.VerifyTestMain(m)
}

// windowHarness drives a window with invitations, and records what it calls.
type windowHarness struct {
	*uitest.Harness
	*Window
	answersPhones bool
	owner         string
	copied        []string
	shownLarge    int // how often
	elsewhere     int // how often friends elsewhere were asked about
}

// open shows the window for a snapshot.
func open(t testing.TB, n *session.Snapshot) *windowHarness {
	t.Helper()
	app, queue := uitest.NewApp(theme.VariantDark), uitest.NewQueue()
	app.Settings().SetTheme(kit.NewTheme())
	h := &windowHarness{answersPhones: n.Plan.Browsers, owner: n.Plan.Owner}
	h.Window = New(Params{
		App: app, Dispatch: queue.Dispatch, AnswerPhones: n.Plan.Browsers, Owner: n.Plan.Owner,
		SetAnswerPhones: func(yes bool) { h.answersPhones = yes },
		SetOwner:        func(name string) { h.owner = name },
		Copy:            func(text string) { h.copied = append(h.copied, text) },
		OnShownLarge:    func() { h.shownLarge++ },
		OnElsewhere:     func() { h.elsewhere++ },
	})
	h.Harness = uitest.New(t, app, h.window, queue)
	h.Update(n, "")
	h.Show()
	t.Cleanup(func() {
		h.window.Close()
		h.large.Close()
	})
	return h
}

// snapshot returns a snapshot while nothing is hosted and the join address is 192.168.1.23:5555, after some changes.
func snapshot(changes ...func(*session.Snapshot)) *session.Snapshot {
	n := &session.Snapshot{Plan: session.Plan{Game: game.Echo(), Browsers: true}}
	joinAt("192.168.1.23:5555")(n)
	for _, change := range changes {
		change(n)
	}
	return n
}

// joinAt is a change of a snapshot: the join address is another.
func joinAt(addr string) func(*session.Snapshot) {
	join := netip.MustParseAddrPort(addr)
	return func(n *session.Snapshot) { n.Addresses = session.Addresses{Shown: join.Addr(), Join: join} }
}

// hosting is a change of a snapshot: the host is on.
func hosting(n *session.Snapshot) { n.Phase = session.Hosting }
