package practice

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"porchlight/assets"
	"porchlight/internal/game"
	"porchlight/internal/game/library"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"
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
	if err := f.host.Start(host.Config{Addr: netip.MustParseAddr("127.0.0.1"), Limit: players, Game: f.game}); err != nil {
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
