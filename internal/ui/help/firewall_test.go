package help

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/diagnose"
	"porchlight/internal/firewall"
	"porchlight/internal/inspect/server"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

// firewallTest is the page Firewall in a window of its own. The test answers its reads.
type firewallTest struct {
	*uitest.Harness
	page     *firewallPage
	reports  chan firewall.Report // results of reads
	cancel   context.CancelFunc   // ends the context of the page
	work     sync.WaitGroup       // goroutines of the page
	evidence diagnose.Evidence
	copied   []string
	opened   chan []string // settings that the page opened
	openErr  error         // result of opening settings
}

// openFirewallPage makes the page in a window of the smallest size. It reads nothing before it is selected.
func openFirewallPage(t *testing.T) *firewallTest {
	t.Helper()
	a := uitest.NewApp(theme.VariantDark)
	a.Settings().SetTheme(kit.NewTheme())
	q := uitest.NewQueue()
	p := &firewallTest{reports: make(chan firewall.Report), opened: make(chan []string, 1)}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	p.page = newFirewallPage(ctx, Params{
		ReadFirewall: func(ctx context.Context) firewall.Report {
			select {
			case report := <-p.reports:
				return report
			case <-ctx.Done():
				return firewall.Report{}
			}
		},
		OpenFirewall: func(_ context.Context, settings []string) error {
			p.opened <- settings
			return p.openErr
		},
		Copy:     func(s string) { p.copied = append(p.copied, s) },
		Evidence: func() *diagnose.Evidence { return &p.evidence },
		Dispatch: q.Dispatch, Go: p.work.Go,
	})
	w := a.NewWindow("")
	w.SetContent(container.NewStack(kit.NewMinSize(fyne.NewSize(minWidth, minHeight)), kit.NewReader(kit.Inset(1, 1, p.page.content))))
	w.Resize(sizes[0])
	w.Show()
	p.Harness = uitest.New(t, a, w, q)
	t.Cleanup(func() {
		cancel()
		p.work.Wait()
		w.Close()
	})
	return p
}

// report selects the page and answers its read.
func (p *firewallTest) report(r firewall.Report) {
	p.T.Helper()
	p.page.read()
	p.WaitForText("Looking…")
	p.reports <- r
	p.WaitForNoText("Looking…")
}

// text returns the visible texts of the page, including those that are scrolled out of view.
func (p *firewallTest) text() string { return strings.Join(textsIn(p.page.content), "\n") }

// contains reports whether text() contains a text.
func (p *firewallTest) contains(text string) bool { return strings.Contains(p.text(), text) }

// textsIn returns the texts of all visible labels and buttons in an object.
func textsIn(o fyne.CanvasObject) []string {
	if !o.Visible() {
		return nil
	}
	switch o := o.(type) {
	case *widget.Label:
		return []string{o.Text}
	case *widget.Button:
		return []string{o.Text}
	}
	var list []string
	children, _ := server.ChildrenOf(o)
	for _, child := range children {
		list = append(list, textsIn(child)...)
	}
	return list
}

func TestAReportWithoutFirewallsSaysSo(t *testing.T) {
	p := openFirewallPage(t)
	p.report(firewall.Report{Port: 5555})
	p.WaitForText("Porchlight found no firewall that it knows on this computer.")
}

func TestACommandIsCopiedUnchanged(t *testing.T) {
	p := openFirewallPage(t)
	p.report(firewall.Report{Port: 5555, Findings: []firewall.Finding{{Kind: firewall.UFW, State: firewall.On, Why: firewall.NeedsAdministrator, Commands: ufwCommand}}})
	p.WaitForText("sudo ufw allow 5555/tcp")
	p.WaitForText("If friends cannot connect, this lets them in. Type it into a terminal")
	p.Click("Copy")
	if len(p.copied) != 1 || p.copied[0] != "sudo ufw allow 5555/tcp" {
		t.Errorf("copied was %q", p.copied)
	}
}

func TestCommandsAreShownWithHowLongTheyLast(t *testing.T) {
	p := openFirewallPage(t)
	p.report(firewall.Report{Port: 5555, Findings: []firewall.Finding{{Kind: firewall.Firewalld, State: firewall.On, Effect: firewall.Blocks, Commands: []firewall.Command{
		{Line: "first", Lasting: firewall.UntilRestart}, {Line: "second", Lasting: firewall.FromRestart},
	}}}})
	got := p.text()
	at := -1
	for _, text := range []string{"until the next restart.", "first", "after a restart, type this, too:", "second"} {
		i := strings.Index(got, text)
		if i <= at {
			t.Fatalf("%q is not in its place in\n%s", text, got)
		}
		at = i
	}
}

func TestAButtonOpensTheSettingsAndReportsFailure(t *testing.T) {
	blocked := firewall.Report{Port: 5555, Settings: winSettings, Findings: []firewall.Finding{{Kind: firewall.Windows, Profile: firewall.Private, State: firewall.On, Effect: firewall.Blocks}}}
	p := openFirewallPage(t)
	p.report(blocked)
	p.Click("Open the firewall settings")
	if got := <-p.opened; strings.Join(got, " ") != strings.Join(winSettings, " ") {
		t.Errorf("opened was %q", got)
	}
	p.work.Wait()
	p.RunPending()
	if p.contains("did not open") {
		t.Error("the page reports failure although the settings opened")
	}

	p.openErr = errors.New("no such file")
	p.Click("Open the firewall settings")
	<-p.opened
	p.work.Wait()
	p.RunPending()
	if !p.contains("The settings did not open.") || p.contains("no such file") {
		t.Errorf("the page shows %q", p.text())
	}
}

func TestAFirewallThatAllowsFriendsOffersNoSettings(t *testing.T) {
	p := openFirewallPage(t)
	p.report(firewall.Report{Port: 5555, Settings: winSettings, Findings: []firewall.Finding{{Kind: firewall.Windows, Profile: firewall.Private, State: firewall.On, Effect: firewall.Allows}}})
	if p.contains("Open the firewall settings") {
		t.Error("the page offers the settings")
	}
}

func TestAConnectedFriendProvesThatNothingNeedsChanging(t *testing.T) {
	p := openFirewallPage(t)
	report := firewall.Report{Port: 5555, Settings: winSettings, Findings: []firewall.Finding{{Kind: firewall.UFW, State: firewall.On, Why: firewall.NeedsAdministrator, Commands: ufwCommand}}}
	p.report(report)
	if p.contains("already connected") {
		t.Error("the page says that a friend has connected")
	}
	p.evidence.Reachability = diagnose.Reached
	test.Tap(p.page.recheck) // which may be scrolled out of view
	p.reports <- report
	p.WaitForText("A friend has already connected from another computer.")
	for _, text := range []string{"sudo", "cannot tell", "Open the firewall settings"} {
		if p.contains(text) {
			t.Errorf("the page still shows %q", text)
		}
	}
}

func TestOnlyTheNewestReportIsShown(t *testing.T) {
	p := openFirewallPage(t)
	p.page.read()
	p.reports <- firewall.Report{Port: 1111, Findings: []firewall.Finding{{Kind: firewall.UFW, State: firewall.On, Effect: firewall.Allows}}}
	p.work.Wait() // its report is dispatched
	p.page.read()
	p.RunPending()
	if p.contains("1111") || !p.contains("Looking…") {
		t.Errorf("the page shows %q", p.text())
	}
	p.reports <- firewall.Report{Port: 2222, Findings: []firewall.Finding{{Kind: firewall.UFW, State: firewall.On, Effect: firewall.Allows}}}
	p.WaitForText("port 2222")
}

func TestTheEndOfTheContextEndsARead(t *testing.T) {
	p := openFirewallPage(t)
	p.page.read()
	p.cancel()
	p.work.Wait() // blocks if the read does not end
	if todo := p.Queue.TakeAll(); len(todo) != 0 {
		t.Errorf("%d functions were dispatched after the end of the context", len(todo))
	}
}
