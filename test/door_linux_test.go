package test

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const guestsTitle = "Who may come in"

func TestNewcomersWaitUntilThePersonAnswers(t *testing.T) {
	t.Parallel()
	h := openHouse(t, "--start", "--players", "0")
	h.haveAddresses(41, 42, 43, 44)
	h.isChecked()
	h.chooses("Who may come in")
	h.clicksIn(guestsTitle, "Ask me before a player joins")
	h.closes(guestsTitle)

	first := h.friend(atAway)
	h.says("Somebody waits at the door")
	h.says(atAway)
	h.says("Players: 0")
	h.clicksOn("Let in")
	h.says("One player is here")
	first.echoes("let in")

	second := h.friend("192.168.1.41")
	h.says("Somebody waits at the door")
	h.clicksOn("Turn away")
	second.tells("end")
	h.saysNoMore("Somebody waits")
	h.isLevel("Players: 1", "Messages") // its room is given back

	third := h.friend("192.168.1.42")
	h.says("Somebody waits at the door")
	h.clicksOn("Always for this address")
	third.echoes("always")
	third.hangsUp()
	h.says("One player is here")
	h.friend("192.168.1.42").echoes("without a word")

	fourth, fifth := h.friend("192.168.1.43"), h.friend("192.168.1.44")
	h.says("2 people wait at the door")
	h.clicksOn("Let everybody in")
	fourth.echoes("one of two")
	fifth.echoes("two of two")
	h.says("4 players are here")
	h.saysNoMore("people wait")
}

// isLevel waits until two phrases stand beside each other.
func (w *window) isLevel(one, other string) {
	w.t.Helper()
	w.does(w.Until(w.program, one+" beside "+other, func() bool {
		for _, a := range w.Page().Find(one) {
			for _, b := range w.Page().Find(other) {
				if a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y {
					return true
				}
			}
		}
		return false
	}))
}

func TestABanHoldsForTheNextTimeToo(t *testing.T) {
	t.Parallel()
	h, d := buildHouse(t), openDesktopOf(t, 1280, 720)
	h.open(t, d, "--start", "--players", "0")
	h.haveAddresses(41, 42)
	h.isChecked()
	h.does(h.Resize(title, 700, 640)) // no room for Ban in the row
	h.kicksAndBans(atAway)
	h.friend(atAway).tells("end")

	h.does(h.Resize(title, 1200, 640))
	other := h.friend("192.168.1.41")
	h.says("One player is here")
	h.clicksOn("Ban") // in the row
	other.tells("end")
	h.closes(title)
	h.endsWell()

	h.open(t, d, "--start", "--players", "0")
	h.isChecked()
	h.friend(atAway).tells("end")
	h.friend("192.168.1.41").tells("end")
	h.friend("192.168.1.42").echoes("still welcome")
	h.chooses("Who may come in")
	h.saysIn(guestsTitle, "Where they come from")
	h.clicksIn(guestsTitle, "Unban")
	h.friend(atAway).echoes("back again")
	h.friend("192.168.1.41").tells("end")
}

// kicksAndBans kicks a friend and bans its address with the button that comes then, for a few seconds:
// once more where a busy machine did not see it in time.
func (h *house) kicksAndBans(from string) {
	h.t.Helper()
	for range 5 {
		friend := h.friend(from)
		h.says("One player is here")
		h.clicksOn("Kick")
		friend.tells("end")
		ban := "Ban " + from
		for end := time.Now().Add(6 * time.Second); time.Now().Before(end); {
			if h.does(h.Look()); h.Page().Says(ban) {
				h.does(h.Click(h.Page().Find(ban)[0].Min.Add(image.Pt(5, 5))))
			}
			if strings.Contains(h.bans(), from) {
				return
			}
		}
	}
	h.t.Fatal("nobody is banned with what comes after a kick")
}

// bans is the file with who is banned; "" where there is none.
func (h *house) bans() string {
	text, _ := os.ReadFile(filepath.Join(h.where, ".config", "porchlight", "guests.toml"))
	return string(text)
}

func TestAFriendFromElsewhereIsTurnedAwayUntilThePersonSaysOtherwise(t *testing.T) {
	t.Parallel()
	h := buildHouse(t)
	folder := damagedList(t, filepath.Join(h.where, ".config"))
	h.open(t, openDesktop(t), "--start")
	h.says("The list of who is banned was damaged")
	isAside(t, folder)
	h.clicksOn("Dismiss")
	h.isChecked()
	stranger := computer(t, h.lan, "eth0", "203.0.113.9/32")
	h.does(stranger.Link(atHome))
	h.does(h.home.Link("203.0.113.9"))
	if got := outcome(t, stranger, theGame, "50,50"); got != "" {
		t.Errorf("the stranger heard %q", got)
	}
	h.says("Somebody at 203.0.113.9 was turned away")
	h.says("not on your networks")
	h.saysNoMore("A friend reached you")
	h.clicksOn("Who may come in")
	h.clicksIn(guestsTitle, "Anybody who knows the address")
	h.closes(guestsTitle)
	h.saysNoMore("not on your networks")
	if got := outcome(t, stranger, theGame, "50,50"); got != "50,50" {
		t.Errorf("then it heard %q", got)
	}
	h.says("A friend reached you from 203.0.113.9 at")
}

// damagedList puts a list of who is banned that cannot be read into the folder for settings.
func damagedList(t *testing.T, config string) (folder string) {
	t.Helper()
	folder = filepath.Join(config, "porchlight")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "guests.toml"), []byte("banned = [\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// isAside checks that the damaged list was kept under another name.
func isAside(t *testing.T, folder string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "guests.toml.damaged-*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("set aside: %v, %v", found, err)
	}
	if text, err := os.ReadFile(found[0]); err != nil || string(text) != "banned = [\x00" {
		t.Errorf("what was set aside holds %q, %v", text, err)
	}
}
