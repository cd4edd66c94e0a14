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

// defaultPolicy is the access policy without preferences and flags.
var defaultPolicy = access.Policy{PerAddress: access.DefaultPerAddress, PerSecond: access.DefaultPerSecond}

// openTallAccess opens the access window, so tall that all of it is visible.
func (h *windowHarness) openTallAccess() accessHarness {
	h.T.Helper()
	w := h.openAccess()
	w.Window.Resize(fyne.NewSize(640, 1600))
	return w
}

func TestAChangedPolicyIsSaved(t *testing.T) {
	h := open(t)
	if plan := h.snapshot().Plan; plan.Policy != defaultPolicy || !plan.Browsers {
		t.Fatalf("at first it is %+v", plan)
	}
	w := h.openTallAccess()
	w.ClickWords("Anybody who knows the address, from the Internet too")
	w.ClickWords("Ask me before a player joins")
	w.TypeInto(w.field(perAddressField), "7")
	want := access.Policy{Anywhere: true, Ask: true, PerAddress: 7, PerSecond: access.DefaultPerSecond}
	if h.snapshot().Plan.Policy != want {
		t.Errorf("it is %+v", h.snapshot().Plan.Policy)
	}
	again := openIn(t, h.App)
	if again.snapshot().Plan.Policy != want {
		t.Errorf("next time it is %+v", again.snapshot().Plan.Policy)
	}
	w = again.openTallAccess()
	if got := w.selected(); !strings.HasPrefix(got, "Anybody who knows the address, from the Internet too|Ask me before a player joins|") || w.text(perAddressField) != "7" {
		t.Errorf("next time the window says %q, %q", got, w.text(perAddressField))
	}
	w.ClickWords("Only people on my networks")
	w.ClickWords("Ask me before a player joins")
	w.TypeInto(w.field(perAddressField), "No limit")
	if third := openIn(t, h.App); third.snapshot().Plan.Policy != (access.Policy{PerSecond: access.DefaultPerSecond}) {
		t.Errorf("the third time it is %+v", third.snapshot().Plan.Policy)
	}
}

func TestThePolicyOfTheCommandLineIsNotSaved(t *testing.T) {
	a := uitest.NewApp(theme.VariantDark)
	h := openIn(t, a, func(s *setup) {
		s.Flags.Policy = func(access.Policy) access.Policy {
			return access.Policy{Anywhere: true, Ask: true, PerAddress: 3}
		}
		s.Flags.Browsers, s.Flags.Owner = new(bool), "The command line"
	})
	h.openTallAccess().ClickWords("Ask me before a player joins")
	if h.snapshot().Plan.Policy.Ask || !h.snapshot().Plan.Policy.Anywhere || h.snapshot().Plan.Policy.PerAddress != 3 {
		t.Errorf("after one change it is %+v", h.snapshot().Plan.Policy)
	}
	if plan := h.snapshot().Plan; plan.Browsers || plan.Owner != "The command line" {
		t.Errorf("after one change it is %+v", plan)
	}
	if plan := openIn(t, a).snapshot().Plan; plan.Policy != defaultPolicy || !plan.Browsers || plan.Owner != "" {
		t.Errorf("next time it is %+v", plan)
	}
}

func TestInvalidPolicyPreferencesFallBackToDefaults(t *testing.T) {
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
		if got := openIn(t, a).snapshot().Plan.Policy; got != defaultPolicy {
			t.Errorf("%s: %+v", name, got)
		}
		openIn(t, a).openTallAccess()
	}
}

func TestAnInvalidNumberOfConnectionsChangesNothingAndShowsAHint(t *testing.T) {
	h := open(t)
	w := h.openTallAccess()
	w.WaitForText("Programs on this computer do not count.")
	for _, text := range []string{"", "many", "-1", "x1.5"} {
		w.TypeInto(w.field(perAddressField), text)
		w.WaitForText("Type a number of connections, or “No limit”.")
	}
	w.field(perAddressField).SetText("1000001")
	w.WaitForText("Type a number of connections, or “No limit”.")
	if h.snapshot().Plan.Policy != defaultPolicy {
		t.Errorf("it is %+v", h.snapshot().Plan.Policy)
	}
	w.TypeInto(w.field(perAddressField), "12")
	w.WaitForNoText("Type a number")
	if h.snapshot().Plan.Policy.PerAddress != 12 {
		t.Errorf("it is %+v", h.snapshot().Plan.Policy)
	}
}

func TestATypedBanRejectsNowAndAfterARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "access.toml")
	list, err := accessfile.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	h := open(t, func(s *setup) { s.Base.AccessList = list })
	h.startHosting()
	g := h.connect()
	w := h.openTallAccess()
	w.WaitForText("Nobody is banned.")
	w.TypeInto(w.field(addressField), " 127.0.0.1 ")
	w.Click("Ban")
	g.ReceiveEnd()
	h.WaitForText("127.0.0.1 is banned.")
	h.WaitForText("was banned")
	w.WaitForNoText("Nobody is banned.")
	h.dial().ReceiveEnd()
	h.WaitForText("127.0.0.1 was turned away: its address is banned")
	if got := w.text(addressField); got != "" {
		t.Errorf("the entry still says %q", got)
	}
	next, err := accessfile.Open(path)
	if err != nil || !next.IsBanned(netip.MustParseAddr("127.0.0.1")) {
		t.Errorf("next time it is not banned (%v)", err)
	}
	w.Click("Unban")
	w.WaitForText("Nobody is banned.")
	h.connect().Echo("hello")
}

func TestABanIsUndone(t *testing.T) {
	h := open(t)
	h.session.Ban(netip.MustParseAddr("192.168.1.40"))
	w := h.openTallAccess()
	w.WaitForText("Unban")
	h.WaitForText("Undo")
	h.Click("Undo")
	w.WaitForText("Nobody is banned.")
	if banned, _ := h.options.Base.AccessList.Lists(); len(banned) != 0 {
		t.Errorf("banned are %v", banned)
	}
}

func TestAlwaysLetInMovesAnAddressToTheOtherList(t *testing.T) {
	h := open(t)
	w := h.openTallAccess()
	w.TypeInto(w.field(addressField), "192.168.1.40")
	w.Click("Always let in")
	w.WaitForText("Take off the list")
	w.TypeInto(w.field(addressField), "192.168.1.40")
	w.Click("Ban")
	w.WaitForText("Nobody is let in without asking.")
	w.WaitForText("Unban")
	w.TypeInto(w.field(addressField), "::ffff:192.168.1.40")
	w.Click("Always let in")
	w.WaitForText("Nobody is banned.")
	w.Click("Take off the list")
	w.WaitForText("Nobody is let in without asking.")
}

func TestAnInvalidAddressIsNotAddedToAList(t *testing.T) {
	h := open(t)
	w := h.openTallAccess()
	for _, text := range []string{"", "anna", "192.168.1", "192.168.1.256", "::1", "192.168.1.40:5555"} {
		w.TypeInto(w.field(addressField), text)
		w.WaitForNoText("An address is four numbers")
		w.Click("Ban")
		w.WaitForText("An address is four numbers from 0 to 255 with points between them, such as 192.168.1.40.")
	}
	if banned, welcome := h.options.Base.AccessList.Lists(); len(banned)+len(welcome) != 0 {
		t.Errorf("on the lists are %v and %v", banned, welcome)
	}
}

func TestAListThatCannotBeSavedIsReported(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	list, err := accessfile.Open(filepath.Join(file, "access.toml"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, file, "no folder", 0)
	h := open(t, func(s *setup) { s.Base.AccessList = list })
	h.session.Ban(netip.MustParseAddr("192.168.1.40"))
	h.WaitForText("The list of who is banned could not be saved, so it holds until Porchlight is closed.")
	h.WaitForText("192.168.1.40 is banned.") // the ban is in effect
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	h.session.Ban(netip.MustParseAddr("192.168.1.41"))
	h.WaitForText("192.168.1.41 is banned.")
	h.checkBanner()
}

func TestABanThatFailedIsNotAnnounced(t *testing.T) {
	var list access.List
	a := netip.MustParseAddr("10.0.0.0")
	for range access.MaxAddresses {
		a = a.Next()
		if err := list.Ban(a); err != nil {
			t.Fatal(err)
		}
	}
	h := open(t, func(s *setup) { s.Base.AccessList = &list })
	h.session.Ban(netip.MustParseAddr("192.168.1.40"))
	h.WaitForText("The list is full: 10000 addresses are on it. Take some off in “Who may come in”.")
	if h.Shows("192.168.1.40 is banned.") {
		t.Error("it says that the address is banned")
	}
}

func TestAListThatCouldNotBeReadIsReported(t *testing.T) {
	h := open(t)
	h.session.ReportAccessListUnread(&settings.DamagedError{Backup: "/tmp/aside"})
	h.WaitForText("The list of who is banned was damaged, so it begins anew. The old one lies in /tmp/aside.")
	h.session.ReportAccessListUnread(errors.New("permission denied"))
	h.WaitForText("The list of who is banned could not be read, so nobody is banned now.")
	if strings.Contains(strings.Join(h.Texts(), "\n"), "permission") {
		t.Error("it shows an error of the system")
	}
}

func TestBanIsBesideKickInAWideRowAndOfferedAfterEachKick(t *testing.T) {
	h := open(t)
	h.startHosting()
	g := h.connect()
	h.window.Resize(sizes[0])
	h.WaitForText("Kick")
	if h.Shows("Ban") {
		t.Error("a narrow row has Ban")
	}
	h.Click("Kick")
	g.ReceiveEnd()
	h.WaitForText("Player 0 was kicked.")
	h.Click("Ban 127.0.0.1")
	h.WaitForText("Undo")
	h.dial().ReceiveEnd()
	h.Click("Undo")
	h.window.Resize(sizes[1])
	h.WaitForText("Nobody is here.")
	g = h.connect()
	h.Click("Ban")
	g.ReceiveEnd()
	h.WaitForText("127.0.0.1 is banned.")
	if banned, _ := h.options.Base.AccessList.Lists(); !slices.Equal(banned, []netip.Addr{netip.MustParseAddr("127.0.0.1")}) {
		t.Errorf("banned are %v", banned)
	}
}

func TestAnEmptyListOfPlayersOffersHelpAndAPracticePlayer(t *testing.T) {
	h := open(t)
	if h.Shows("Try it yourself") {
		t.Error("while not hosting it offers what cannot work")
	}
	h.startHosting()
	h.WaitForText("Nobody is here yet.")
	h.Click("A friend can't connect?")
	if !h.showsHelp(help.TimesOut) {
		t.Error("the help window does not open on its first page")
	}
	h.Click("Try it yourself")
	if h.practices == nil {
		t.Fatal("no practice player comes")
	}
	h.WaitForText("Players: 1 of 2")
	if h.Shows("Try it yourself") {
		t.Error("the buttons stay over the list")
	}
}
