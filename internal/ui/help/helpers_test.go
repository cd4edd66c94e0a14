package help

import (
	"context"
	"net/netip"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/diagnose"
	"porchlight/internal/firewall"
	"porchlight/internal/game"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

// helpTest is a help window under test.
type helpTest struct {
	*uitest.Harness
	help     *Window
	evidence *diagnose.Evidence
	reads    int // how often the firewall was read
}

// openHelp opens the help window with the page TimesOut, on a computer with the firewall ufw.
func openHelp(t *testing.T, e *diagnose.Evidence) *helpTest {
	t.Helper()
	a := uitest.NewApp(theme.VariantDark)
	a.Settings().SetTheme(kit.NewTheme())
	q := uitest.NewQueue()
	p := &helpTest{evidence: e}
	p.help = New(context.Background(), Params{
		App: a, Dispatch: q.Dispatch, Go: func(f func()) { f() },
		Evidence: func() *diagnose.Evidence { return p.evidence }, SelectAddress: func(netip.Addr) {}, Copy: func(string) {},
		ReadFirewall: func(context.Context) firewall.Report {
			p.reads++
			return firewallReports()["ufw"]
		},
		OpenFirewall: func(context.Context, []string) error { return nil },
	})
	p.Harness = uitest.New(t, a, p.help.window, q)
	p.help.Show(TimesOut)
	t.Cleanup(p.help.window.Close)
	return p
}

// pageText returns the texts of the shown page, including those that are scrolled out of view.
func (p *helpTest) pageText() string {
	p.Texts() // lays out
	var list []string
	for _, t := range uitest.ScreenOf(p.T, p.Harness).In(p.help.readers[p.help.selected]) {
		if l, ok := t.Canvas.(*widget.Label); ok {
			list = append(list, l.Text)
		}
	}
	return strings.Join(list, "\n")
}

// focused returns the object that has the focus.
func (p *helpTest) focused() fyne.Focusable { return p.Window.Canvas().Focused() }

// focusNext presses Tab.
func (p *helpTest) focusNext() { p.Window.Canvas().FocusNext() }

// isOnRow reports whether the row of the shown page has the focus.
func (p *helpTest) isOnRow() bool { return p.focused() == p.help.rows[p.help.selected] }

// sizes are the smallest window, a large one and the default.
var sizes = []fyne.Size{fyne.NewSize(minWidth, minHeight), fyne.NewSize(1280, 800), fyne.NewSize(defaultWidth, defaultHeight)}

// openContent opens the content of a page in a window of its own.
func openContent(t testing.TB, variant fyne.ThemeVariant, content func() fyne.CanvasObject) *uitest.Harness {
	t.Helper()
	a := uitest.NewApp(variant)
	a.Settings().SetTheme(kit.NewTheme())
	w := test.NewWindow(kit.NewReader(kit.Inset(1, 1, content())))
	w.SetPadded(false)
	w.Resize(uitest.PageSize)
	t.Cleanup(w.Close)
	return uitest.New(t, a, w, uitest.NewQueue())
}

// evidence returns evidence of hosting on one network that no other computer has reached, after some changes.
func evidence(changes ...func(*diagnose.Evidence)) *diagnose.Evidence {
	e := &diagnose.Evidence{
		Hosting: true, Since: time.Date(2026, 5, 4, 12, 0, 0, 0, time.Local), Reachability: diagnose.Tested,
		Addr:       netip.MustParseAddrPort("192.168.1.23:5555"),
		LocalAddrs: []lan.Address{wifi("192.168.1.23")},
		Limit:      2, Game: game.Echo(),
	}
	for _, change := range changes {
		change(e)
	}
	return e
}

// off is a change of evidence: nothing is hosted.
func off(e *diagnose.Evidence) { e.Hosting, e.Reachability = false, diagnose.Off }

// reached is a change of evidence: another computer has connected.
func reached(e *diagnose.Evidence) {
	e.Attempts, e.LastFrom, e.LastAt, e.Reachability = 3, netip.MustParseAddr("192.168.1.40"), e.Since.Add(time.Minute), diagnose.Reached
}

// longest is a change of evidence that makes the pages as long as possible.
func longest(e *diagnose.Evidence) {
	reached(e)
	e.LocalAddrs = append(e.LocalAddrs, cable("10.0.0.7"), vpn("10.8.0.2"))
	e.SharedPort, e.LastRejected, e.Silent, e.Players = true, journal.GameFull, 2, 2
}

func wifi(ip string) lan.Address {
	return lan.Address{IP: netip.MustParseAddr(ip), Interface: "wlan0", Kind: lan.WiFi}
}

func cable(ip string) lan.Address {
	return lan.Address{IP: netip.MustParseAddr(ip), Interface: "eth0", Kind: lan.Ethernet}
}

func vpn(ip string) lan.Address {
	return lan.Address{IP: netip.MustParseAddr(ip), Interface: "tun0", Kind: lan.VPN}
}

// address returns an address with its network, from a prefix such as 192.168.1.23/24.
func address(kind lan.Kind, adapter, prefix string) lan.Address {
	p := netip.MustParsePrefix(prefix)
	return lan.Address{IP: p.Addr(), Prefix: p, Interface: adapter, Kind: kind}
}
