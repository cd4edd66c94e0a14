package ui

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"porchlight/internal/access"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// tellsNow are the sentence of the banner and what its buttons say.
func (p *person) tellsNow() []string {
	p.T.Helper()
	var list []string
	if p.banner.Box.Visible() {
		for _, thing := range uitest.ScreenOf(p.T, p.Harness).In(p.banner.Box) {
			switch o := thing.Canvas.(type) {
			case *widget.Label:
				list = append(list, o.Text)
			case *kit.Button:
				list = append(list, o.Text)
			}
		}
		for _, text := range list {
			if !p.Shows(text) {
				p.T.Errorf("the banner says %q, and that is not in sight", text)
			}
		}
	}
	return list
}

// bannerText is the label with the banner's sentence.
func (p *person) bannerText() uitest.Object {
	p.T.Helper()
	for _, thing := range uitest.ScreenOf(p.T, p.Harness).In(p.banner.Box) {
		if _, ok := thing.Canvas.(*widget.Label); ok {
			return thing
		}
	}
	p.T.Fatal("the banner has no sentence")
	return uitest.Object{}
}

func (p *person) isTold(want ...string) {
	p.T.Helper()
	if got := p.tellsNow(); !slices.Equal(got, want) {
		p.T.Errorf("the banner tells %q, want %q", got, want)
	}
}

// reportSlowed writes to the journal that player 0 sends too fast.
func (p *person) reportSlowed() {
	p.Journal.Event(noon, journal.Event{Kind: journal.Slowed, Reason: journal.TooFast, Seat: 0, Count: 50})
}

const (
	outsideSentence  = "Somebody at 203.0.113.200 was turned away, because that address is not on your networks. You can change who may come in."
	tooManySentence  = "Somebody at 203.0.113.200 was turned away, because too many connections come from there or wait at the door."
	slowedSentence   = "Player 0 sends more than 50 messages a second, so Porchlight listens to it more slowly."
	settingsSentence = "What you choose can't be kept for the next time. Perhaps the disk is full."
	saveSentence     = "The messages could not be saved there. Try another folder, or make room on the disk."
	unreadSentence   = "The list of who is banned could not be read, so nobody is banned now."
)

func TestTroubleIsShownBeforeOtherNoticesAndTheNewestFirst(t *testing.T) {
	p := open(t)
	p.hosts()
	p.turnedAway(journal.Outside)
	p.WaitForText(outsideSentence)
	p.session.ReportCrash("/home/ada/crash-1.txt")
	p.render()
	p.isTold("Porchlight ended unexpectedly last time. A report is in /home/ada/crash-1.txt")
	p.reportSlowed()
	p.WaitForText(slowedSentence)
	p.isTold(slowedSentence, "Change the limit…")
	p.session.ReportSettingsFailed(errNoRoom)
	p.render()
	p.isTold(settingsSentence)
	p.turnedAway(journal.Outside)
	p.catchUpNetworks()
	p.isTold(settingsSentence)
	p.session.ReportAccessListUnread(errNoRoom)
	p.render()
	for _, want := range []string{unreadSentence, settingsSentence} {
		p.isTold(want)
		p.Click("Dismiss")
	}
	p.isTold(outsideSentence, "Who may come in…")
	p.Click("Dismiss")
	p.isTold(slowedSentence, "Change the limit…")
	p.Click("Dismiss")
	p.isTold("Porchlight ended unexpectedly last time. A report is in /home/ada/crash-1.txt")
	p.Click("Dismiss")
	p.isTold()
}

func TestAnActionIsDoneAndTheNextNoticeShown(t *testing.T) {
	p := open(t, everywhere, port(5555))
	p.network.become(wifi("192.168.1.23"))
	p.WaitForText("192.168.1.23:5555")
	p.Click("Copy")
	p.network.become(wifi("192.168.7.9"))
	p.WaitForText("no longer works")
	p.saved("", errNoRoom)
	p.isTold(saveSentence, "Save again…")
	p.Click("Save again…")
	p.WaitForText("As JSON lines…")
	p.PressKey(fyne.KeyEscape)
	p.isTold("The address you gave out, 192.168.1.23:5555, no longer works.", "Copy the new one")
	if got := p.Clipboard(); got != "192.168.1.23:5555" {
		t.Errorf("before its button the clipboard has %q", got)
	}
	p.Click("Copy the new one")
	p.isTold()
	if got := p.Clipboard(); got != "192.168.7.9:5555" {
		t.Errorf("after its button the clipboard has %q", got)
	}
}

func TestANewerNoticeOfAKindReplacesTheOlder(t *testing.T) {
	p := open(t)
	p.hosts()
	p.turnedAway(journal.Outside)
	p.WaitForText(outsideSentence)
	p.reportSlowed()
	p.WaitForText(slowedSentence)
	p.turnedAway(journal.TooMany)
	p.WaitForText(tooManySentence)
	p.isTold(tooManySentence, "Who may come in…")
	p.Click("Dismiss")
	p.isTold(slowedSentence, "Change the limit…")
	p.Click("Dismiss")
	p.isTold()
}

func TestAWithdrawnNoticeIsNotShownLater(t *testing.T) {
	p := open(t)
	p.hosts()
	p.turnedAway(journal.Outside)
	p.WaitForText(outsideSentence)
	p.saved("", errNoRoom)
	p.isTold(saveSentence, "Save again…")
	p.changePolicy(access.Policy{Anywhere: true}) // withdraws the notice below
	p.isTold(saveSentence, "Save again…")
	p.changePolicy(access.Policy{}) // there is none any more
	p.isTold(saveSentence, "Save again…")
	p.saved("m.csv", nil)
	p.isTold()
}

// Player 1 may be an ordinary client that connects just before the click.
func TestAClickMeantForOnePlayerDoesNotKickAnother(t *testing.T) {
	p := open(t)
	p.hosts()
	a, b := p.guest(), p.guest()
	named := func(seat int) {
		p.Journal.Event(noon, journal.Event{Kind: journal.Named, Seat: seat, Conn: uint64(p.Host.Players(nil)[seat].ID), Detail: host.ADBName})
		p.WaitForText("Player " + strconv.Itoa(int(seat)) + " is no friend.")
	}
	named(0)
	p.Texts()
	at := p.Find("Kick it")[0].Visible.Centre()
	p.App.Skip(2 * kit.ClickDelay)
	named(1)
	p.ClickAgain(at)
	a.echoes("still here")
	b.echoes("me too")
	p.Click("Kick it")
	b.hearsTheEnd()
	a.echoes("still here")
	p.isTold()
}

func TestALongSentenceIsWholeWhereThereIsRoomAndScrollsElsewhere(t *testing.T) {
	p := open(t)
	p.window.Resize(sizes[1])
	p.banner.Show(kit.Notice{Trouble: true, Sentence: strings.Repeat(longGame().About, 4)})
	p.Texts()
	if got := p.bannerText(); got.Visible != got.Bounds || p.banner.Box.Size().Height < 80 {
		t.Errorf("of a text at %v there is in sight %v", got.Bounds, got.Visible)
	}
	p.window.Resize(sizes[0])
	p.Texts()
	if got := p.bannerText(); got.Visible.Bottom-got.Visible.Top < 4*kit.Unit {
		t.Errorf("in the smallest window there is in sight %v", got.Visible)
	}
	p.banner.Show(kit.Notice{Trouble: true, Sentence: "Short."})
	p.window.Resize(sizes[1])
	p.Texts()
	if got := p.banner.Box.Size().Height; got > 7*kit.Unit {
		t.Errorf("a short sentence has a height of %v", got)
	}
}
