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

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"porchlight/assets"
	"porchlight/internal/game"
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
