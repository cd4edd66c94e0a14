package practice

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"

	"porchlight/internal/game/gamefile"
)

func TestAPracticePlayerHasAPlaceForEverythingInEveryStateAndSize(t *testing.T) {
	for _, variant := range uitest.Variants {
		ps := practiseIn(t, uitest.NewApp(variant), "Chat with names")
		p := ps.player() // not hosting: the sentence is long
		sitting := ps.personAt(p)
		look := func() {
			t.Helper()
			for _, size := range []fyne.Size{fyne.NewSize(360, 320), fyne.NewSize(512, 416), fyne.NewSize(1000, 700)} {
				p.window.Resize(size)
				s := uitest.ScreenOf(t, sitting)
				if got := p.window.Canvas().Size(); got != size {
					t.Errorf("the window grew from %v to %v", size, got)
				}
				s.CheckInside()
				s.CheckTexts()
				s.CheckBlocks(p.state, p.reconnect, p.list, p.entry, p.send, p.hint)
				if list := s.Where(p.list).Visible; list.Bottom-list.Top < 2*kit.RowHeight {
					t.Errorf("in %v the list has a height of %v", size, list.Bottom-list.Top)
				}
			}
		}
		look()
		types(p, "x")
		look()
		ps.hosts(1)
		p.reconnect.OnTapped()
		ps.await("the connection", func() bool { return p.isConnected })
		look()
		types(p, strings.Repeat("a long message ", 100))
		ps.await("the row", func() bool { return len(p.rows) > 0 })
		look()
		p = ps.player()
		sitting = ps.personAt(p)
		ps.await("the refusal", func() bool { return strings.Contains(p.state.Text, "full") })
		look()
	}
}

func TestWhatIsTypedIsSentAndTheAnswerShows(t *testing.T) {
	ps := practise(t, "Echo")
	ps.hosts(2)
	p := ps.joined()
	if p.window.Title() != "Practice player A" || p.hint.Text != "Each message is sent as it is typed." {
		t.Errorf("the window is %q and says %q", p.window.Title(), p.hint.Text)
	}
	types(p, "50,50")
	ps.has(p, "→ sent 50,50", "← received 50,50")
	types(p, "again") // the entry has the focus still, and is empty
	ps.has(p, "→ sent 50,50", "← received 50,50", "→ sent again", "← received again")
	if n := len(ps.host.Players(nil)); n != 1 {
		t.Errorf("the host has %d players", n)
	}
}

func TestTheSendButtonGivesTheFocusBack(t *testing.T) {
	ps := practise(t, "Echo")
	ps.hosts(2)
	p := ps.joined()
	p.entry.SetText("one")
	ps.personAt(p).ClickObject(p.send)
	ps.has(p, "→ sent one", "← received one")
	types(p, "two")
	ps.has(p, "→ sent one", "← received one", "→ sent two", "← received two")
}

func TestWhatComesAfterAPracticePlayerWasClosedIsLeftAlone(t *testing.T) {
	ps := practise(t, "Echo")
	ps.hosts(2)
	p := ps.player()
	ps.await("the player at the host", func() bool { return ps.host.PlayerCount() == 1 && p.isConnected })
	ps.host.Stop()
	var late []func()
	for deadline := time.Now().Add(uitest.Patience); len(late) == 0 && time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		late = ps.queue.TakeAll() // the end, which the window has not taken yet
	}
	p.close()
	said := p.state.Text
	for _, f := range late {
		f()
	}
	if len(late) == 0 || p.state.Text != said {
		t.Errorf("of %d things it made the sentence %q, want it as it was, %q", len(late), p.state.Text, said)
	}
}

func TestAPracticePlayerSaysHowMessagesGoAndWhatCannot(t *testing.T) {
	for _, c := range []struct{ game, hint, typed, complaint string }{
		{"Echo", "Each message is sent as it is typed.", "", "Type something first: an empty message would be nothing at all."},
		{"Chat lines", "Each message ends with a new line, which is added for you.", "", ""},
		{"Chat with names", "Each message ends with a new line, which is added for you. This game takes your first message as your name.", "Ada", ""},
		{"Chat with 64-byte headers", "Each message goes with its length before it, as a number 64 characters wide.", "hi", ""},
		{
			"Chat for Java", "Each message goes with its length before it, in 2 bytes.", strings.Repeat("x", 65_536),
			"Not sent: this message is too long for the game, which takes 65535 bytes at most.",
		},
	} {
		ps := practise(t, c.game)
		ps.hosts(0)
		p := ps.joined()
		if p.hint.Text != c.hint {
			t.Errorf("%s: it says %q, want %q", c.game, p.hint.Text, c.hint)
		}
		p.entry.SetText(c.typed)
		types(p, "")
		want := c.complaint
		if want == "" {
			want = c.hint
		}
		if p.hint.Text != want {
			t.Errorf("%s: it says %q, want %q", c.game, p.hint.Text, want)
		}
		types(p, "x")
		if c.complaint == "" || c.game == "Echo" { // otherwise what is too long has become longer
			ps.await("the sentence to go", func() bool { return p.hint.Text == c.hint })
		}
	}
}

func TestAMessageThatHoldsTheEndOfMessagesIsNotSent(t *testing.T) {
	ps := practise(t, "Echo")
	path := filepath.Join(t.TempDir(), "semicolons.toml")
	if err := os.WriteFile(path, []byte("name = \"Semicolons\"\nrule = \"echo\"\n[framing]\nin = \"end:;\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var err error
	if ps.game, err = gamefile.Load(path); err != nil {
		t.Fatal(err)
	}
	ps.hosts(1)
	p := ps.joined()
	types(p, "a;b")
	if want := "Not sent: messages of this game end with ;, so that cannot be inside one."; p.hint.Text != want {
		t.Errorf("it says %q, want %q", p.hint.Text, want)
	}
	p.entry.SetText("")
	types(p, "ab")
	ps.has(p, "→ sent ab", "← received ab")
}

func TestEachPracticePlayerHasLettersOfItsOwn(t *testing.T) {
	for n, want := range map[int]string{1: "A", 2: "B", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA"} {
		if got := letters(n); got != want {
			t.Errorf("number %d is %q, want %q", n, got, want)
		}
	}
}
