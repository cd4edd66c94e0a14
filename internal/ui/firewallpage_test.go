package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	"porchlight/internal/inspect/server"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"porchlight/internal/firewall"
)

// firewallReader is a person before the page about the firewall, whose readings the test answers.
type firewallReader struct {
	*uitest.Harness
	page    *firewallPage
	answers chan firewall.Report
	end     context.CancelFunc
	work    workers
	reached bool
	copied  []string
	opened  chan []string
	refused error // what opening the settings comes to
}

// readsFirewall turns to the page in a window of its own, in the smallest size of the window's.
func readsFirewall(t *testing.T) *firewallReader {
	t.Helper()
	a := uitest.NewApp(theme.VariantDark)
	a.Settings().SetTheme(kit.NewTheme())
	q := uitest.NewQueue()
	r := &firewallReader{answers: make(chan firewall.Report), opened: make(chan []string, 1)}
	ctx, end := context.WithCancel(context.Background())
	r.end = end
	r.page = newFirewallPage(firewallPageParams{
		read: func(ctx context.Context) firewall.Report {
			select {
			case report := <-r.answers:
				return report
			case <-ctx.Done():
				return firewall.Report{}
			}
		},
		open: func(argv []string) error {
			r.opened <- argv
			return r.refused
		},
		copy:     func(s string) { r.copied = append(r.copied, s) },
		reached:  func() bool { return r.reached },
		dispatch: q.Dispatch, work: &r.work, ctx: ctx,
	})
	w := a.NewWindow("")
	w.SetContent(container.NewStack(kit.NewMinSize(fyne.NewSize(minWidth, minHeight)), kit.NewReader(kit.Inset(1, 1, r.page.content))))
	w.Resize(sizes[0])
	w.Show()
	r.Harness = uitest.New(t, a, w, q)
	t.Cleanup(func() {
		end()
		r.work.Wait()
		w.Close()
	})
	return r
}

// finds turns to the page and answers its reading.
func (r *firewallReader) finds(report firewall.Report) {
	r.T.Helper()
	r.page.turnedTo()
	r.WaitForText("Looking…")
	r.answers <- report
	r.WaitForNoText("Looking…")
}

// says tells whether the page says a text, wherever it is scrolled to.
func (r *firewallReader) says(text string) bool {
	return strings.Contains(strings.Join(textsIn(r.page.content), "\n"), text)
}

// textsIn are the texts of all labels and buttons in an object that are not hidden.
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

// Commands and settings, as reports have them.
var (
	ufwCommand  = []firewall.Command{{Line: "sudo ufw allow 5555/tcp"}}
	winSettings = []string{"control.exe", "/name", "Microsoft.WindowsFirewall"}
)

func TestThePageSaysOfEachFirewallWhatItMeansForFriends(t *testing.T) {
	finding := func(kind firewall.Kind, state firewall.State, effect firewall.Effect, why firewall.Reason) firewall.Finding {
		return firewall.Finding{Kind: kind, State: state, Effect: effect, Why: why}
	}
	public := func(f firewall.Finding, unsure bool) firewall.Finding {
		f.Profile, f.Unsure = firewall.Public, unsure
		return f
	}
	for _, c := range []struct {
		finding firewall.Finding
		want    []string
		not     string
	}{
		{finding(firewall.UFW, firewall.On, firewall.EffectUnknown, firewall.NeedsAdministrator), []string{"The firewall ufw is on.", "cannot tell", "Only the administrator of this computer may read its rules."}, "block"},
		{finding(firewall.UFW, firewall.Off, firewall.Allows, firewall.NoReason), []string{"The firewall ufw is off.", "It keeps nobody out."}, "cannot"},
		{finding(firewall.UFW, firewall.On, firewall.Allows, firewall.NoReason), []string{"It lets friends connect to port 5555."}, "cannot"},
		{finding(firewall.UFW, firewall.On, firewall.Blocks, firewall.NoReason), []string{"It blocks port 5555, so friends cannot connect."}, "cannot tell"},
		{finding(firewall.Firewalld, firewall.On, firewall.EffectUnknown, firewall.Conditional), []string{"The firewall firewalld is on.", "some connections and not others"}, "block"},
		{finding(firewall.NFTables, firewall.StateUnknown, firewall.EffectUnknown, firewall.NeedsAdministrator), []string{"The firewall nftables: Porchlight cannot tell whether it is on.", "Only the administrator"}, "block"},
		{finding(firewall.IPTables, firewall.StateUnknown, firewall.EffectUnknown, firewall.NoAnswer), []string{"The firewall iptables", "did not answer"}, "block"},
		{finding(firewall.MacOS, firewall.On, firewall.Allows, firewall.NoReason), []string{"The firewall of macOS is on.", "It lets friends connect to Porchlight."}, "cannot"},
		{finding(firewall.MacOS, firewall.On, firewall.NoRule, firewall.NoReason), []string{"no rule for Porchlight yet. Your Mac may ask"}, "block"},
		{finding(firewall.MacOS, firewall.On, firewall.Blocks, firewall.BlocksAll), []string{"set to block everything"}, "cannot tell"},
		{public(finding(firewall.Windows, firewall.On, firewall.NoRule, firewall.NoReason), false), []string{"Windows Firewall for public networks is on.", "Windows asks when you start hosting"}, "block"},
		{public(finding(firewall.Windows, firewall.On, firewall.Blocks, firewall.NoReason), false), []string{"It blocks Porchlight, so friends cannot connect."}, "Cancel"},
		{public(finding(firewall.Windows, firewall.On, firewall.Blocks, firewall.Dismissed), false), []string{"the answer was “Cancel”"}, "cannot tell"},
		{public(finding(firewall.Windows, firewall.On, firewall.Allows, firewall.NoReason), true), []string{"Windows did not say whether your network is of this kind."}, "block"},
		{public(finding(firewall.Windows, firewall.On, firewall.Blocks, firewall.NoReason), true), []string{"It blocks Porchlight on networks of this kind. Windows did not say"}, "cannot connect"},
		{public(finding(firewall.Windows, firewall.On, firewall.Blocks, firewall.BlocksAll), true), []string{"On networks of this kind, it is set to block everything", "Windows did not say"}, "so friends cannot connect"},
	} {
		r := readsFirewall(t)
		r.finds(firewall.Report{Port: 5555, Findings: []firewall.Finding{c.finding}})
		for _, want := range c.want {
			if !r.says(want) {
				t.Errorf("%+v: %q is not among\n%s", c.finding, want, strings.Join(textsIn(r.page.content), "\n"))
			}
		}
		if r.says(c.not) {
			t.Errorf("%+v: %q is among\n%s", c.finding, c.not, strings.Join(textsIn(r.page.content), "\n"))
		}
	}
}

func TestThePageSaysThatItFoundNoFirewall(t *testing.T) {
	r := readsFirewall(t)
	r.finds(firewall.Report{Port: 5555})
	r.WaitForText("Porchlight found no firewall that it knows on this computer.")
}

func TestACommandIsCopiedAsItStands(t *testing.T) {
	r := readsFirewall(t)
	r.finds(firewall.Report{Port: 5555, Findings: []firewall.Finding{{Kind: firewall.UFW, State: firewall.On, Why: firewall.NeedsAdministrator, Commands: ufwCommand}}})
	r.WaitForText("sudo ufw allow 5555/tcp")
	r.WaitForText("If friends cannot connect, this lets them in. Type it into a terminal")
	r.Click("Copy")
	if len(r.copied) != 1 || r.copied[0] != "sudo ufw allow 5555/tcp" {
		t.Errorf("it copied %q", r.copied)
	}
}

func TestThePageSaysHowLongEachCommandLasts(t *testing.T) {
	r := readsFirewall(t)
	r.finds(firewall.Report{Port: 5555, Findings: []firewall.Finding{{Kind: firewall.Firewalld, State: firewall.On, Effect: firewall.Blocks, Commands: []firewall.Command{
		{Line: "first", Lasting: firewall.UntilRestart}, {Line: "second", Lasting: firewall.FromRestart},
	}}}})
	got := strings.Join(textsIn(r.page.content), "\n")
	at := -1
	for _, text := range []string{"until the next restart.", "first", "after a restart, type this, too:", "second"} {
		i := strings.Index(got, text)
		if i <= at {
			t.Fatalf("%q is not in its place in\n%s", text, got)
		}
		at = i
	}
}

func TestTheSettingsOpenAtAPress(t *testing.T) {
	blocked := firewall.Report{Port: 5555, Settings: winSettings, Findings: []firewall.Finding{{Kind: firewall.Windows, Profile: firewall.Private, State: firewall.On, Effect: firewall.Blocks}}}
	r := readsFirewall(t)
	r.finds(blocked)
	r.Click("Open the firewall settings")
	if got := <-r.opened; strings.Join(got, " ") != strings.Join(winSettings, " ") {
		t.Errorf("it ran %q", got)
	}
	r.work.Wait()
	r.RunPending()
	if r.says("did not open") {
		t.Error("it says that they did not open")
	}

	r.refused = errors.New("no such file")
	r.Click("Open the firewall settings")
	<-r.opened
	r.work.Wait()
	r.RunPending()
	if !r.says("The settings did not open.") || r.says("no such file") {
		t.Errorf("it says %q", textsIn(r.page.content))
	}
}

func TestWhereFriendsAreLetInThereIsNothingToChange(t *testing.T) {
	r := readsFirewall(t)
	r.finds(firewall.Report{Port: 5555, Settings: winSettings, Findings: []firewall.Finding{{Kind: firewall.Windows, Profile: firewall.Private, State: firewall.On, Effect: firewall.Allows}}})
	if r.says("Open the firewall settings") {
		t.Error("it offers the settings")
	}
}

func TestAFriendWhoGotInProvesThatNothingNeedsChanging(t *testing.T) {
	r := readsFirewall(t)
	report := firewall.Report{Port: 5555, Settings: winSettings, Findings: []firewall.Finding{{Kind: firewall.UFW, State: firewall.On, Why: firewall.NeedsAdministrator, Commands: ufwCommand}}}
	r.finds(report)
	if r.says("already connected") {
		t.Error("it says that a friend got in")
	}
	r.reached = true
	test.Tap(r.page.again) // which may have to be scrolled to
	r.answers <- report
	r.WaitForText("A friend has already connected from another computer.")
	for _, text := range []string{"sudo", "cannot tell", "Open the firewall settings"} {
		if r.says(text) {
			t.Errorf("it still says %q", text)
		}
	}
}

func TestOnlyTheNewestReadingIsShown(t *testing.T) {
	r := readsFirewall(t)
	r.page.turnedTo()
	r.answers <- firewall.Report{Port: 1111, Findings: []firewall.Finding{{Kind: firewall.UFW, State: firewall.On, Effect: firewall.Allows}}}
	r.work.Wait() // its result waits to be shown
	r.page.turnedTo()
	r.RunPending()
	if r.says("1111") || !r.says("Looking…") {
		t.Errorf("it says %q", textsIn(r.page.content))
	}
	r.answers <- firewall.Report{Port: 2222, Findings: []firewall.Finding{{Kind: firewall.UFW, State: firewall.On, Effect: firewall.Allows}}}
	r.WaitForText("port 2222")
}

func TestTheEndOfTheWindowEndsAReading(t *testing.T) {
	r := readsFirewall(t)
	r.page.turnedTo()
	r.end()
	r.work.Wait() // hangs where it does not end
	if todo := r.Queue.TakeAll(); len(todo) != 0 {
		t.Errorf("%d things were sent to a window that has ended", len(todo))
	}
}

// firewallReports are pages of every kind, the longest texts among them.
func firewallReports() map[string]firewall.Report {
	nft := "sudo nft insert rule inet a_table_with_a_long_name input_of_the_whole_computer tcp dport 55555 accept"
	return map[string]firewall.Report{
		"ufw": {Port: 5555, Findings: []firewall.Finding{{Kind: firewall.UFW, State: firewall.On, Why: firewall.NeedsAdministrator, Commands: ufwCommand}}},
		"nftables": {Port: 55555, Findings: []firewall.Finding{
			{Kind: firewall.UFW, State: firewall.Off, Effect: firewall.Allows},
			{Kind: firewall.NFTables, State: firewall.On, Effect: firewall.Blocks, Commands: []firewall.Command{{Line: nft, Lasting: firewall.UntilRestart}, {Line: nft, Lasting: firewall.UntilRestart}}},
		}},
		"windows": {Port: 5555, Settings: winSettings, Findings: []firewall.Finding{
			{Kind: firewall.Windows, Profile: firewall.Domain, State: firewall.On, Effect: firewall.Blocks, Why: firewall.Dismissed, Unsure: true},
			{Kind: firewall.Windows, Profile: firewall.Private, State: firewall.On, Effect: firewall.NoRule},
		}},
		"mac": {Port: 5555, Settings: winSettings, Findings: []firewall.Finding{{Kind: firewall.MacOS, State: firewall.On, Effect: firewall.Blocks, Commands: []firewall.Command{
			{Line: "sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add /Applications/Porchlight.app"},
			{Line: "sudo /usr/libexec/ApplicationFirewall/socketfilterfw --unblockapp /Applications/Porchlight.app"},
		}}}},
		"none": {Port: 5555},
	}
}

func TestThePageHasAPlaceForEverythingInEverySize(t *testing.T) {
	for name, report := range firewallReports() {
		t.Run(name, func(t *testing.T) {
			r := readsFirewall(t)
			r.finds(report)
			for _, size := range sizes {
				r.Window.Resize(size)
				s := uitest.ScreenOf(t, r.Harness)
				if got := r.Window.Canvas().Size(); got != size {
					t.Errorf("the window grew from %v to %v", size, got)
				}
				s.CheckInside()
				s.CheckTexts()
				s.CheckApart(r.page.content)
			}
		})
	}
}
