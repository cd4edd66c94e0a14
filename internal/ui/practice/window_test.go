package practice

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"porchlight/assets"
	"porchlight/internal/game"
	"porchlight/internal/game/gamefile"
	"porchlight/internal/game/library"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// fixture drives practice players of a host on 127.0.0.1.
type fixture struct {
	*Players
	t      *testing.T
	host   *host.Host
	game   *game.Game
	at     string // "": players connect to host; otherwise to this address
	queue  *uitest.Queue
	runs   int    // dispatched functions that have run
	cancel func() // closes all connections
	work   *sync.WaitGroup
	app    *uitest.App
}

// newFixture prepares practice players of a built-in game. The end of the test closes them.
func newFixture(t *testing.T, gameName string) *fixture {
	t.Helper()
	return newFixtureIn(t, uitest.NewApp(theme.VariantDark), gameName)
}

func newFixtureIn(t *testing.T, a *uitest.App, gameName string) *fixture {
	t.Helper()
	a.Settings().SetTheme(kit.NewTheme())
	games, err := library.New(assets.Games(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	g, err := games.Find(gameName)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{t: t, game: g, queue: uitest.NewQueue(), work: &sync.WaitGroup{}, app: a}
	f.host = host.New(journal.New(journal.Options{Records: 1 << 12, Bytes: 1 << 20, Events: 1 << 8}))
	ctx, cancel := context.WithCancel(context.Background())
	f.cancel = cancel
	f.Players = New(ctx, Params{App: a, Dispatch: f.queue.Dispatch, Go: f.work.Go, Target: func() (string, *game.Game, bool) {
		if f.at != "" {
			return f.at, f.game, true
		}
		return f.host.Addr().String(), f.game, f.host.Addr().IsValid()
	}})
	t.Cleanup(func() {
		f.cancel()
		f.work.Wait()
		f.Close()
		f.host.Stop()
	})
	return f
}

// start hosts the game with a player limit.
func (f *fixture) start(players int) {
	f.t.Helper()
	if err := f.host.Start(host.Config{Addr: netip.MustParseAddr("127.0.0.1"), Players: players, Game: f.game}); err != nil {
		f.t.Fatal(err)
	}
}

// open opens another practice player.
func (f *fixture) open() *player {
	f.Open()
	return f.windows[len(f.windows)-1]
}

// join opens another practice player and waits until it is connected.
func (f *fixture) join() *player {
	f.t.Helper()
	p := f.open()
	f.awaitState(p, "Connected to "+f.host.Addr().String()+" as a player, the way a friend would.")
	return p
}

func (f *fixture) await(what string, reached func() bool) {
	f.t.Helper()
	deadline := time.After(uitest.Patience)
	for {
		for _, call := range f.queue.TakeAll() {
			call()
			f.runs++
		}
		if reached() {
			return
		}
		select {
		case <-f.queue.More:
		case <-time.After(5 * time.Millisecond):
		case <-deadline:
			states := make([]string, 0, len(f.windows))
			for _, p := range f.windows {
				states = append(states, p.state.Text+" "+fmt.Sprint(rowsOf(p)))
			}
			f.t.Fatalf("waited in vain for %s; the players say\n%s", what, strings.Join(states, "\n"))
		}
	}
}

// awaitState waits until a player shows a sentence as its state.
func (f *fixture) awaitState(p *player, sentence string) {
	f.t.Helper()
	f.await(sentence, func() bool { return p.state.Text == sentence })
}

// awaitRows waits until a player shows exactly these rows.
func (f *fixture) awaitRows(p *player, rows ...string) {
	f.t.Helper()
	f.await(fmt.Sprint(rows), func() bool { return slices.Equal(rowsOf(p), rows) })
}

// rowsOf returns the rows of a player without their times.
func rowsOf(p *player) []string {
	var rows []string
	for _, r := range p.rows {
		rows = append(rows, directionText(r.direction)+" "+kit.PayloadText(r.bytes, uint32(r.length), false, 1000))
	}
	return rows
}

// submit types into the focused widget of a player's window and presses Enter.
func submit(p *player, text string) {
	for _, r := range text {
		p.window.Canvas().Focused().TypedRune(r)
	}
	p.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// harness returns a harness for the window of a player.
func (f *fixture) harness(p *player) *uitest.Harness {
	return uitest.New(f.t, f.app, p.window, f.queue)
}

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
