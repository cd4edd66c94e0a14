package ui

import (
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"porchlight/internal/ui/help"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"porchlight/internal/access"
	"porchlight/internal/access/accessfile"
	"porchlight/internal/settings"
)

// usual is who may come in where nobody said anything.
var usual = access.Policy{PerAddress: access.DefaultPerAddress, PerSecond: access.DefaultPerSecond}

// opensWholeAccess opens the window that says who may connect, so high that all of it is visible.
func (p *person) opensWholeAccess() accessWindow {
	p.T.Helper()
	who := p.opensAccess()
	who.Window.Resize(fyne.NewSize(640, 1600))
	return who
}

func TestWhoMayComeInIsChangedAndKept(t *testing.T) {
	p := open(t)
	if plan := p.snapshot().Plan; plan.Policy != usual || !plan.Browsers {
		t.Fatalf("at first it is %+v", plan)
	}
	who := p.opensWholeAccess()
	who.ClickWords("Anybody who knows the address, from the Internet too")
	who.ClickWords("Ask me before a player joins")
	who.TypeInto(who.field(perAddressField), "7")
	want := access.Policy{Anywhere: true, Ask: true, PerAddress: 7, PerSecond: access.DefaultPerSecond}
	if p.snapshot().Plan.Policy != want {
		t.Errorf("it is %+v", p.snapshot().Plan.Policy)
	}
	again := openIn(t, p.App)
	if again.snapshot().Plan.Policy != want {
		t.Errorf("next time it is %+v", again.snapshot().Plan.Policy)
	}
	who = again.opensWholeAccess()
	if got := who.chosen(); !strings.HasPrefix(got, "Anybody who knows the address, from the Internet too|Ask me before a player joins|") || who.text(perAddressField) != "7" {
		t.Errorf("next time the window says %q, %q", got, who.text(perAddressField))
	}
	who.ClickWords("Only people on my networks")
	who.ClickWords("Ask me before a player joins")
	who.TypeInto(who.field(perAddressField), "No limit")
	if third := openIn(t, p.App); third.snapshot().Plan.Policy != (access.Policy{PerSecond: access.DefaultPerSecond}) {
		t.Errorf("the third time it is %+v", third.snapshot().Plan.Policy)
	}
}

func TestWhatTheCommandLineSaysOfWhoMayComeInIsNotKept(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	p := openIn(t, a, func(p *setup) {
		p.Flags.Policy = func(access.Policy) access.Policy {
			return access.Policy{Anywhere: true, Ask: true, PerAddress: 3}
		}
		p.Flags.Browsers, p.Flags.Owner = new(bool), "The command line"
	})
	p.opensWholeAccess().ClickWords("Ask me before a player joins")
	if p.snapshot().Plan.Policy.Ask || !p.snapshot().Plan.Policy.Anywhere || p.snapshot().Plan.Policy.PerAddress != 3 {
		t.Errorf("after one change it is %+v", p.snapshot().Plan.Policy)
	}
	if plan := p.snapshot().Plan; plan.Browsers || plan.Owner != "The command line" {
		t.Errorf("after one change it is %+v", plan)
	}
	if plan := openIn(t, a).snapshot().Plan; plan.Policy != usual || !plan.Browsers || plan.Owner != "" {
		t.Errorf("next time it is %+v", plan)
	}
}

func TestEntryValuesThatMakeNoSenseFallBackToDefaults(t *testing.T) {
	for name, spoil := range map[string]func(fyne.Preferences){
		"negative":  func(p fyne.Preferences) { p.SetInt("connections-of-one-address", -1) },
		"too large": func(p fyne.Preferences) { p.SetInt("connections-of-one-address", kit.MaxLimit+1) },
		"other types": func(p fyne.Preferences) {
			p.SetString("connections-of-one-address", "many")
			p.SetString("ask-before-letting-in", "yes")
			p.SetInt("let-in-from-anywhere", 1)
			p.SetString("page-for-browsers", "no")
		},
	} {
		a := uitest.NewApp(theme.VariantDark)
		spoil(a.Preferences())
		if got := openIn(t, a).snapshot().Plan.Policy; got != usual {
			t.Errorf("%s: %+v", name, got)
		}
		openIn(t, a).opensWholeAccess()
	}
}

func TestANumberOfConnectionsThatIsNoneChangesNothingAndSaysSo(t *testing.T) {
	p := open(t)
	who := p.opensWholeAccess()
	who.WaitForText("Programs on this computer do not count.")
	for _, text := range []string{"", "many", "-1", "x1.5"} {
		who.TypeInto(who.field(perAddressField), text)
		who.WaitForText("Type a number of connections, or “No limit”.")
	}
	who.field(perAddressField).SetText("1000001")
	who.WaitForText("Type a number of connections, or “No limit”.")
	if p.snapshot().Plan.Policy != usual {
		t.Errorf("it is %+v", p.snapshot().Plan.Policy)
	}
	who.TypeInto(who.field(perAddressField), "12")
	who.WaitForNoText("Type a number")
	if p.snapshot().Plan.Policy.PerAddress != 12 {
		t.Errorf("it is %+v", p.snapshot().Plan.Policy)
	}
}

func TestABanByHandTurnsAwayNowAndNextTime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "door.toml")
	list, err := accessfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, func(p *setup) { p.Base.AccessList = list })
	p.hosts()
	g := p.guest()
	who := p.opensWholeAccess()
	who.WaitForText("Nobody is banned.")
	who.TypeInto(who.field(addressField), " 127.0.0.1 ")
	who.Click("Ban")
	g.hearsTheEnd()
	p.WaitForText("127.0.0.1 is banned.")
	p.WaitForText("was banned")
	who.WaitForNoText("Nobody is banned.")
	p.knock().hearsTheEnd()
	p.WaitForText("127.0.0.1 was turned away: its address is banned")
	if got := who.text(addressField); got != "" {
		t.Errorf("the entry still says %q", got)
	}
	next, err := accessfile.Open(path)
	if err != nil || !next.IsBanned(netip.MustParseAddr("127.0.0.1")) {
		t.Errorf("next time it is not banned (%v)", err)
	}
	who.Click("Unban")
	who.WaitForText("Nobody is banned.")
	p.guest().echoes("hello")
}

func TestABanIsUndone(t *testing.T) {
	p := open(t)
	p.session.Ban(netip.MustParseAddr("192.168.1.40"))
	who := p.opensWholeAccess()
	who.WaitForText("Unban")
	p.WaitForText("Undo")
	p.Click("Undo")
	who.WaitForText("Nobody is banned.")
	if banned, _ := p.options.Base.AccessList.Lists(); len(banned) != 0 {
		t.Errorf("banned are %v", banned)
	}
}

func TestAlwaysLetInPutsAnAddressOnTheOtherList(t *testing.T) {
	p := open(t)
	who := p.opensWholeAccess()
	who.TypeInto(who.field(addressField), "192.168.1.40")
	who.Click("Always let in")
	who.WaitForText("Take off the list")
	who.TypeInto(who.field(addressField), "192.168.1.40")
	who.Click("Ban")
	who.WaitForText("Nobody is let in without asking.")
	who.WaitForText("Unban")
	who.TypeInto(who.field(addressField), "::ffff:192.168.1.40")
	who.Click("Always let in")
	who.WaitForText("Nobody is banned.")
	who.Click("Take off the list")
	who.WaitForText("Nobody is let in without asking.")
}

func TestWhatIsNoAddressIsNotPutOnAList(t *testing.T) {
	p := open(t)
	who := p.opensWholeAccess()
	for _, text := range []string{"", "anna", "192.168.1", "192.168.1.256", "::1", "192.168.1.40:5555"} {
		who.TypeInto(who.field(addressField), text)
		who.WaitForNoText("An address is four numbers")
		who.Click("Ban")
		who.WaitForText("An address is four numbers from 0 to 255 with points between them, such as 192.168.1.40.")
	}
	if banned, welcome := p.options.Base.AccessList.Lists(); len(banned)+len(welcome) != 0 {
		t.Errorf("on the lists are %v and %v", banned, welcome)
	}
}

func TestAListThatCannotBeKeptIsTold(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	list, err := accessfile.Open(filepath.Join(file, "door.toml"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, file, "no folder", 0)
	p := open(t, func(p *setup) { p.Base.AccessList = list })
	p.session.Ban(netip.MustParseAddr("192.168.1.40"))
	p.WaitForText("The list of who is banned could not be saved, so it holds until Porchlight is closed.")
	p.WaitForText("192.168.1.40 is banned.") // it holds
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	p.session.Ban(netip.MustParseAddr("192.168.1.41"))
	p.WaitForText("192.168.1.41 is banned.")
	p.isTold()
}

func TestABanThatDoesNotHoldIsNotClaimed(t *testing.T) {
	var list access.List
	a := netip.MustParseAddr("10.0.0.0")
	for range access.MaxAddresses {
		a = a.Next()
		if err := list.Ban(a); err != nil {
			t.Fatal(err)
		}
	}
	p := open(t, func(p *setup) { p.Base.AccessList = &list })
	p.session.Ban(netip.MustParseAddr("192.168.1.40"))
	p.WaitForText("The list is full: 10000 addresses are on it. Take some off in “Who may come in”.")
	if p.Shows("192.168.1.40 is banned.") {
		t.Error("it says that the address is banned")
	}
}

func TestWhatWasWrongWithTheListAtTheStartIsTold(t *testing.T) {
	p := open(t)
	p.session.ReportAccessListUnread(&settings.DamagedError{Backup: "/tmp/aside"})
	p.WaitForText("The list of who is banned was damaged, so it begins anew. The old one lies in /tmp/aside.")
	p.session.ReportAccessListUnread(errors.New("permission denied"))
	p.WaitForText("The list of who is banned could not be read, so nobody is banned now.")
	if strings.Contains(strings.Join(p.Texts(), "\n"), "permission") {
		t.Error("it shows an error of the system")
	}
}

func TestBanIsBesideKickOnlyWhereThereIsRoomAndOfferedAfterAKickAnyway(t *testing.T) {
	p := open(t)
	p.hosts()
	g := p.guest()
	p.window.Resize(sizes[0])
	p.WaitForText("Kick")
	if p.Shows("Ban") {
		t.Error("a narrow row has Ban")
	}
	p.Click("Kick")
	g.hearsTheEnd()
	p.WaitForText("Player 0 was kicked.")
	p.Click("Ban 127.0.0.1")
	p.WaitForText("Undo")
	p.knock().hearsTheEnd()
	p.Click("Undo")
	p.window.Resize(sizes[1])
	p.WaitForText("Nobody is here.")
	g = p.guest()
	p.Click("Ban")
	g.hearsTheEnd()
	p.WaitForText("127.0.0.1 is banned.")
	if banned, _ := p.options.Base.AccessList.Lists(); !slices.Equal(banned, []netip.Addr{netip.MustParseAddr("127.0.0.1")}) {
		t.Errorf("banned are %v", banned)
	}
}

func TestAnEmptyListOfPlayersSaysWhatToDo(t *testing.T) {
	p := open(t)
	if p.Shows("Try it yourself") {
		t.Error("while not hosting it offers what cannot work")
	}
	p.hosts()
	p.WaitForText("Nobody is here yet.")
	p.Click("A friend can't connect?")
	if !p.showsHelp(help.TimesOut) {
		t.Error("the help window does not open on its first page")
	}
	p.Click("Try it yourself")
	if p.practices == nil {
		t.Fatal("no practice player comes")
	}
	p.WaitForText("Players: 1 of 2")
	if p.Shows("Try it yourself") {
		t.Error("the buttons stay over the list")
	}
}
