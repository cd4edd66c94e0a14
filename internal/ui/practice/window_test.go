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

func TestThePlayerWindowFitsInEveryStateAndSize(t *testing.T) {
	for _, variant := range uitest.Variants {
		f := newFixtureIn(t, uitest.NewApp(variant), "Chat with names")
		p := f.open() // its sentence without hosting is long
		h := f.harness(p)
		check := func() {
			t.Helper()
			for _, size := range []fyne.Size{fyne.NewSize(360, 320), fyne.NewSize(512, 416), fyne.NewSize(1000, 700)} {
				p.window.Resize(size)
				s := uitest.ScreenOf(t, h)
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
		check()
		submit(p, "x")
		check()
		f.start(1)
		p.reconnect.OnTapped()
		f.await("the connection", func() bool { return p.isConnected })
		check()
		submit(p, strings.Repeat("a long message ", 100))
		f.await("the row", func() bool { return len(p.rows) > 0 })
		check()
		p = f.open()
		h = f.harness(p)
		f.await("the rejection", func() bool { return strings.Contains(p.state.Text, "full") })
		check()
	}
}

func TestATypedMessageIsSentAndItsAnswerShown(t *testing.T) {
	f := newFixture(t, "Echo")
	f.start(2)
	p := f.join()
	if p.window.Title() != "Practice player A" || p.hint.Text != "Each message is sent as it is typed." {
		t.Errorf("the window is %q and says %q", p.window.Title(), p.hint.Text)
	}
	submit(p, "50,50")
	f.awaitRows(p, "→ sent 50,50", "← received 50,50")
	submit(p, "again") // the entry is empty and still has the focus
	f.awaitRows(p, "→ sent 50,50", "← received 50,50", "→ sent again", "← received again")
	if n := len(f.host.Players(nil)); n != 1 {
		t.Errorf("the host has %d players", n)
	}
}

func TestTheSendButtonReturnsTheFocusToTheEntry(t *testing.T) {
	f := newFixture(t, "Echo")
	f.start(2)
	p := f.join()
	p.entry.SetText("one")
	f.harness(p).ClickObject(p.send)
	f.awaitRows(p, "→ sent one", "← received one")
	submit(p, "two")
	f.awaitRows(p, "→ sent one", "← received one", "→ sent two", "← received two")
}

func TestDispatchedCallsAfterCloseChangeNothing(t *testing.T) {
	f := newFixture(t, "Echo")
	f.start(2)
	p := f.open()
	f.await("the player at the host", func() bool { return f.host.PlayerCount() == 1 && p.isConnected })
	f.host.Stop()
	var late []func()
	for deadline := time.Now().Add(uitest.Patience); len(late) == 0 && time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		late = f.queue.TakeAll() // the end of the connection
	}
	p.close()
	before := p.state.Text
	for _, call := range late {
		call()
	}
	if len(late) == 0 || p.state.Text != before {
		t.Errorf("after %d late calls the sentence is %q, want %q", len(late), p.state.Text, before)
	}
}

func TestTheHintShowsTheFramingAndWhyAMessageIsNotSent(t *testing.T) {
	for _, c := range []struct{ game, hint, text, complaint string }{
		{"Echo", "Each message is sent as it is typed.", "", "Type something first: an empty message would be nothing at all."},
		{"Chat lines", "Each message ends with a new line, which is added for you.", "", ""},
		{"Chat with names", "Each message ends with a new line, which is added for you. This game takes your first message as your name.", "Ada", ""},
		{"Chat with 64-byte headers", "Each message goes with its length before it, as a number 64 characters wide.", "hi", ""},
		{
			"Chat for Java", "Each message goes with its length before it, in 2 bytes.", strings.Repeat("x", 65_536),
			"Not sent: this message is too long for the game, which takes 65535 bytes at most.",
		},
	} {
		f := newFixture(t, c.game)
		f.start(0)
		p := f.join()
		if p.hint.Text != c.hint {
			t.Errorf("%s: it says %q, want %q", c.game, p.hint.Text, c.hint)
		}
		p.entry.SetText(c.text)
		submit(p, "")
		want := c.complaint
		if want == "" {
			want = c.hint
		}
		if p.hint.Text != want {
			t.Errorf("%s: it says %q, want %q", c.game, p.hint.Text, want)
		}
		submit(p, "x")
		if c.complaint == "" || c.game == "Echo" { // otherwise the message is still too long
			f.await("the sentence to go", func() bool { return p.hint.Text == c.hint })
		}
	}
}

func TestAMessageThatContainsTheDelimiterIsNotSent(t *testing.T) {
	f := newFixture(t, "Echo")
	path := filepath.Join(t.TempDir(), "semicolons.toml")
	if err := os.WriteFile(path, []byte("name = \"Semicolons\"\nrule = \"echo\"\n[framing]\nin = \"end:;\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var err error
	if f.game, err = gamefile.Load(path); err != nil {
		t.Fatal(err)
	}
	f.start(1)
	p := f.join()
	submit(p, "a;b")
	if want := "Not sent: messages of this game end with ;, so that cannot be inside one."; p.hint.Text != want {
		t.Errorf("it says %q, want %q", p.hint.Text, want)
	}
	p.entry.SetText("")
	submit(p, "ab")
	f.awaitRows(p, "→ sent ab", "← received ab")
}
