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

// practising sits before practice players of a host on 127.0.0.1.
type practising struct {
	*Players
	t      *testing.T
	host   *host.Host
	game   *game.Game
	at     string // where the players connect instead, where set
	queue  *uitest.Queue
	runs   int    // how much was dispatched and run
	finish func() // ends all connections
	work   *sync.WaitGroup
	app    *uitest.App
}

// practise prepares practice players of a built-in game. The end of the test closes them.
func practise(t *testing.T, gameName string) *practising {
	t.Helper()
	return practiseIn(t, uitest.NewApp(theme.VariantDark), gameName)
}

func practiseIn(t *testing.T, a *uitest.App, gameName string) *practising {
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
	ps := &practising{t: t, game: g, queue: uitest.NewQueue(), work: &sync.WaitGroup{}, app: a}
	ps.host = host.New(journal.New(journal.Options{Records: 1 << 12, Bytes: 1 << 20, Events: 1 << 8}))
	ctx, finish := context.WithCancel(context.Background())
	ps.finish = finish
	ps.Players = New(ctx, Params{App: a, Dispatch: ps.queue.Dispatch, Go: ps.work.Go, Where: func() (string, *game.Game, bool) {
		if ps.at != "" {
			return ps.at, ps.game, true
		}
		return ps.host.Addr().String(), ps.game, ps.host.Addr().IsValid()
	}})
	t.Cleanup(func() {
		ps.finish()
		ps.work.Wait()
		ps.Close()
		ps.host.Stop()
	})
	return ps
}

func (ps *practising) hosts(players int) {
	ps.t.Helper()
	if err := ps.host.Start(host.Config{Addr: netip.MustParseAddr("127.0.0.1"), Players: players, Game: ps.game}); err != nil {
		ps.t.Fatal(err)
	}
}

// player opens one more practice player.
func (ps *practising) player() *player {
	ps.Open()
	return ps.windows[len(ps.windows)-1]
}

// joined opens one more and waits until it is connected.
func (ps *practising) joined() *player {
	ps.t.Helper()
	p := ps.player()
	ps.sees(p, "Connected to "+ps.host.Addr().String()+" as a player, the way a friend would.")
	return p
}

func (ps *practising) await(what string, reached func() bool) {
	ps.t.Helper()
	deadline := time.After(uitest.Patience)
	for {
		for _, f := range ps.queue.TakeAll() {
			f()
			ps.runs++
		}
		if reached() {
			return
		}
		select {
		case <-ps.queue.More:
		case <-time.After(5 * time.Millisecond):
		case <-deadline:
			said := make([]string, 0, len(ps.windows))
			for _, p := range ps.windows {
				said = append(said, p.state.Text+" "+fmt.Sprint(rowsOf(p)))
			}
			ps.t.Fatalf("waited in vain for %s; the players say\n%s", what, strings.Join(said, "\n"))
		}
	}
}

// sees waits until the state of a player is told in a sentence.
func (ps *practising) sees(p *player, sentence string) {
	ps.t.Helper()
	ps.await(sentence, func() bool { return p.state.Text == sentence })
}

// has waits until a player shows just these rows.
func (ps *practising) has(p *player, rows ...string) {
	ps.t.Helper()
	ps.await(fmt.Sprint(rows), func() bool { return slices.Equal(rowsOf(p), rows) })
}

// rowsOf are the rows of a player without their times.
func rowsOf(p *player) []string {
	var rows []string
	for _, r := range p.rows {
		rows = append(rows, wayText(r.way)+" "+kit.PayloadText(r.bytes, uint32(r.length), false, 1000))
	}
	return rows
}

// types types where the focus is in the player's window, and presses Enter.
func types(p *player, text string) {
	for _, r := range text {
		p.window.Canvas().Focused().TypedRune(r)
	}
	p.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// personAt sits before the window of one player, to look at it.
func (ps *practising) personAt(p *player) *uitest.Harness {
	return uitest.New(ps.t, ps.app, p.window, ps.queue)
}

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
