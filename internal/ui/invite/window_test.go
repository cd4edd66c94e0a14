package invite

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
)

func TestTheWindowHasTextLinesAndAQRCodeOfTheJoinAddress(t *testing.T) {
	h := open(t, snapshot())
	h.WaitForText("Give your friends one of these, and press Start hosting before they try.")
	h.Click("Copy text")
	h.WaitForText("Copied.")
	h.Click("Copy lines")
	want := []string{
		"Join my game! The address is 192.168.1.23 and the port is 5555. You need to be on the same network as me.",
		"server = \"192.168.1.23\"\nport = 5555",
	}
	if len(h.copied) != 2 || h.copied[0] != want[0] || h.copied[1] != want[1] {
		t.Errorf("the buttons copy %q, want %q", h.copied, want)
	}
	if got := uitest.ScanQR(t, h.code.Image(160, 160)); got != "http://192.168.1.23:5555/" {
		t.Errorf("a phone reads %q", got)
	}
	if h.shownLarge != 0 || h.elsewhere != 0 {
		t.Errorf("copying shows the address large %d times and asks for help %d times", h.shownLarge, h.elsewhere)
	}
}

func TestTheLargeQRCodeContainsTheSame(t *testing.T) {
	h := open(t, snapshot())
	h.Click("Show it large")
	h.For(h.large).WaitForText("192.168.1.23:5555")
	if got := uitest.ScanQR(t, h.largeCode.Image(480, 480)); got != "http://192.168.1.23:5555/" {
		t.Errorf("a phone reads %q", got)
	}
	if h.shownLarge != 1 {
		t.Errorf("OnShownLarge is called %d times, want once", h.shownLarge)
	}
}

func TestTheButtonForFriendsElsewhereAsksForHelp(t *testing.T) {
	h := open(t, snapshot())
	if h.Click("Friends elsewhere…"); h.elsewhere != 1 {
		t.Errorf("OnElsewhere is called %d times, want once", h.elsewhere)
	}
}

func TestTheCheckBoxSetsWhetherPhonesAreAnswered(t *testing.T) {
	for _, initial := range []bool{true, false} {
		n := snapshot()
		n.Plan.Browsers = initial
		h := open(t, n)
		h.window.Resize(fyne.NewSize(900, 900))
		if h.answer.Checked != initial {
			t.Errorf("the check box begins with %v, want %v", h.answer.Checked, initial)
		}
		if h.ClickWords("Answer phones with a page"); h.answersPhones == initial {
			t.Errorf("a click leaves the answer at %v", initial)
		}
	}
}

func TestTheOwnerIsSetWithoutSpacesAroundIt(t *testing.T) {
	n := snapshot()
	n.Plan.Owner = "Mira"
	h := open(t, n)
	if got := h.Window.owner.Text; got != "Mira" {
		t.Errorf("the entry begins with %q", got)
	}
	if h.Window.owner.SetText(" Class 7b "); h.owner != "Class 7b" {
		t.Errorf("the owner is %q", h.owner)
	}
	if h.Window.owner.SetText(" "); h.owner != "" {
		t.Errorf("of spaces alone, the owner is %q", h.owner)
	}
}

func TestHideHidesTheLargeQRCodeToo(t *testing.T) {
	h := open(t, snapshot())
	h.Click("Show it large")
	h.Hide()
	for name, w := range map[string]fyne.Window{"the window": h.window, "the large QR code": h.large} {
		if !w.(*uitest.Window).Hidden {
			t.Errorf("%s is not hidden", name)
		}
	}
}

// windows are both windows with their longest contents.
var windows = map[string]func(*testing.T) *uitest.Harness{
	"the window":           func(t *testing.T) *uitest.Harness { return open(t, snapshot(longest)).Harness },
	"with an unknown port": func(t *testing.T) *uitest.Harness { return open(t, snapshot(joinAt("192.168.100.123:0"))).Harness },
	"with long words": func(t *testing.T) *uitest.Harness {
		h := open(t, snapshot(longest))
		words := strings.Repeat("Rindfleischetikettierung ", 4) + strings.Repeat("x", 100)
		h.Window.owner.SetText(words)
		h.hint.SetText(strings.Repeat("Donaudampfschifffahrt ", 20))
		h.result.SetText(words)
		return h.Harness
	},
	"the large QR code": func(t *testing.T) *uitest.Harness {
		h := open(t, snapshot(longest))
		h.showLarge()
		return h.For(h.large)
	},
}

var longest = joinAt("192.168.100.123:65535")

func TestTheWindowsFitAndCanBeRead(t *testing.T) {
	for name, opens := range windows {
		t.Run(name, func(t *testing.T) { uitest.CheckWindow(t, opens(t)) })
	}
}

func TestEveryControlIsReachedByTheKeyboard(t *testing.T) {
	for name, opens := range windows {
		t.Run(name, func(t *testing.T) { uitest.CheckTabReaches(t, opens(t)) })
	}
}

func TestEscapeHidesTheWindows(t *testing.T) {
	for name, opens := range windows {
		t.Run(name, func(t *testing.T) { uitest.CheckEscapeHides(t, opens(t)) })
	}
}

func TestTheWheelOverTheOwnerScrollsWhatIsForAPhone(t *testing.T) {
	h := open(t, snapshot())
	h.window.Resize(fyne.NewSize(640, 240))
	h.LayOut()
	h.phone.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	end := h.phone.Scroll.Offset.Y
	test.Scroll(h.window.Canvas(), h.Where(h.Window.owner).Visible.Centre(), 0, kit.Unit)
	if now := h.phone.Scroll.Offset.Y; end == 0 || now >= end {
		t.Errorf("over the owner the offset stays at %v, of %v", now, end)
	}
}
