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

// bannerTexts returns the sentence of the banner and the labels of its buttons; nothing while it is hidden.
func (h *windowHarness) bannerTexts() []string {
	h.T.Helper()
	var list []string
	if h.banner.Box.Visible() {
		for _, thing := range uitest.ScreenOf(h.T, h.Harness).In(h.banner.Box) {
			switch o := thing.Canvas.(type) {
			case *widget.Label:
				list = append(list, o.Text)
			case *kit.Button:
				list = append(list, o.Text)
			}
		}
		for _, text := range list {
			if !h.Shows(text) {
				h.T.Errorf("the banner has %q, which is not visible", text)
			}
		}
	}
	return list
}

// bannerText returns the label with the banner's sentence.
func (h *windowHarness) bannerText() uitest.Object {
	h.T.Helper()
	for _, thing := range uitest.ScreenOf(h.T, h.Harness).In(h.banner.Box) {
		if _, ok := thing.Canvas.(*widget.Label); ok {
			return thing
		}
	}
	h.T.Fatal("the banner has no sentence")
	return uitest.Object{}
}

// checkBanner checks the texts of the banner; without any, it checks that the banner is hidden.
func (h *windowHarness) checkBanner(want ...string) {
	h.T.Helper()
	if got := h.bannerTexts(); !slices.Equal(got, want) {
		h.T.Errorf("the banner shows %q, want %q", got, want)
	}
}

// recordSlowed writes to the journal that player 0 sends too fast.
func (h *windowHarness) recordSlowed() {
	h.Journal.Event(noon, journal.Event{Kind: journal.Slowed, Reason: journal.TooFast, Seat: 0, Count: 50})
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
	h := open(t)
	h.startHosting()
	h.recordRejected(journal.Outside)
	h.WaitForText(outsideSentence)
	h.session.ReportCrash("/home/ada/crash-1.txt")
	h.render()
	h.checkBanner("Porchlight ended unexpectedly last time. A report is in /home/ada/crash-1.txt")
	h.recordSlowed()
	h.WaitForText(slowedSentence)
	h.checkBanner(slowedSentence, "Change the limit…")
	h.session.ReportSettingsFailed(errNoRoom)
	h.render()
	h.checkBanner(settingsSentence)
	h.recordRejected(journal.Outside)
	h.poll()
	h.checkBanner(settingsSentence)
	h.session.ReportAccessListUnread(errNoRoom)
	h.render()
	for _, want := range []string{unreadSentence, settingsSentence} {
		h.checkBanner(want)
		h.Click("Dismiss")
	}
	h.checkBanner(outsideSentence, "Who may come in…")
	h.Click("Dismiss")
	h.checkBanner(slowedSentence, "Change the limit…")
	h.Click("Dismiss")
	h.checkBanner("Porchlight ended unexpectedly last time. A report is in /home/ada/crash-1.txt")
	h.Click("Dismiss")
	h.checkBanner()
}

func TestAnActionIsDoneAndTheNextNoticeShown(t *testing.T) {
	h := open(t, onAllAddresses, withPort(5555))
	h.network.set(wifi("192.168.1.23"))
	h.WaitForText("192.168.1.23:5555")
	h.Click("Copy")
	h.network.set(wifi("192.168.7.9"))
	h.WaitForText("no longer works")
	h.saved("", errNoRoom)
	h.checkBanner(saveSentence, "Save again…")
	h.Click("Save again…")
	h.WaitForText("As JSON lines…")
	h.PressKey(fyne.KeyEscape)
	h.checkBanner("The address you gave out, 192.168.1.23:5555, no longer works.", "Copy the new one")
	if got := h.Clipboard(); got != "192.168.1.23:5555" {
		t.Errorf("before its button the clipboard has %q", got)
	}
	h.Click("Copy the new one")
	h.checkBanner()
	if got := h.Clipboard(); got != "192.168.7.9:5555" {
		t.Errorf("after its button the clipboard has %q", got)
	}
}

func TestANewerNoticeOfAKindReplacesTheOlder(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.recordRejected(journal.Outside)
	h.WaitForText(outsideSentence)
	h.recordSlowed()
	h.WaitForText(slowedSentence)
	h.recordRejected(journal.TooMany)
	h.WaitForText(tooManySentence)
	h.checkBanner(tooManySentence, "Who may come in…")
	h.Click("Dismiss")
	h.checkBanner(slowedSentence, "Change the limit…")
	h.Click("Dismiss")
	h.checkBanner()
}

func TestAWithdrawnNoticeIsNotShownLater(t *testing.T) {
	h := open(t)
	h.startHosting()
	h.recordRejected(journal.Outside)
	h.WaitForText(outsideSentence)
	h.saved("", errNoRoom)
	h.checkBanner(saveSentence, "Save again…")
	h.changePolicy(access.Policy{Anywhere: true}) // withdraws the notice below
	h.checkBanner(saveSentence, "Save again…")
	h.changePolicy(access.Policy{}) // there is none left
	h.checkBanner(saveSentence, "Save again…")
	h.saved("m.csv", nil)
	h.checkBanner()
}

// Player 1 may be an ordinary client that connects just before the click.
func TestAClickMeantForOnePlayerDoesNotKickAnother(t *testing.T) {
	h := open(t)
	h.startHosting()
	a, b := h.connect(), h.connect()
	named := func(seat int) {
		h.Journal.Event(noon, journal.Event{Kind: journal.Named, Seat: seat, Conn: uint64(h.Host.Players(nil)[seat].ID), Detail: host.ADBName})
		h.WaitForText("Player " + strconv.Itoa(seat) + " is no friend.")
	}
	named(0)
	h.Texts()
	at := h.Find("Kick it")[0].Visible.Centre()
	h.App.Skip(2 * kit.ClickDelay)
	named(1)
	h.ClickAgain(at)
	a.Echo("still here")
	b.Echo("me too")
	h.Click("Kick it")
	b.ReceiveEnd()
	a.Echo("still here")
	h.checkBanner()
}

func TestALongSentenceIsWholeWhereThereIsRoomAndScrollsElsewhere(t *testing.T) {
	h := open(t)
	h.window.Resize(sizes[1])
	h.banner.Show(kit.Notice{Trouble: true, Sentence: strings.Repeat(longGame().About, 4)})
	h.Texts()
	if got := h.bannerText(); got.Visible != got.Bounds || h.banner.Box.Size().Height < 80 {
		t.Errorf("of a text at %v only %v is visible", got.Bounds, got.Visible)
	}
	h.window.Resize(sizes[0])
	h.Texts()
	if got := h.bannerText(); got.Visible.Bottom-got.Visible.Top < 4*kit.Unit {
		t.Errorf("in the smallest window only %v is visible", got.Visible)
	}
	h.banner.Show(kit.Notice{Trouble: true, Sentence: "Short."})
	h.window.Resize(sizes[1])
	h.Texts()
	if got := h.banner.Box.Size().Height; got > 7*kit.Unit {
		t.Errorf("a short sentence has a height of %v", got)
	}
}
