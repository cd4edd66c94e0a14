package session

import (
	"os"
	"testing"

	"porchlight/internal/access"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/settings"
)

func stored(t *testing.T, text string) *settings.Store {
	t.Helper()
	path := t.TempDir() + "/settings.toml"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := settings.Open(path, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func TestAFileOfAnEarlierVersionIsRead(t *testing.T) {
	t.Parallel()
	f := newSession(t, rememberedPort, func(o *Options) {
		o.Preferences = stored(t, `port = 6000
players = 7
address = "192.168.1.23"
let-in-from-anywhere = true
ask-before-letting-in = true
connections-of-one-address = 8
connections-a-second = 9
page-for-browsers = false
owner = "Ada"
messages-a-second = 10
bytes-a-second = 11
send-out-who-is-too-fast = true
`)
		o.Flags.Owner = "somebody"
	})
	want := Plan{
		Game: f.options.Game, Port: 6000, Limit: 7,
		Policy:    access.Policy{Anywhere: true, Ask: true, PerAddress: 8, PerSecond: 9},
		Owner:     "Ada",
		RateLimit: host.RateLimit{Messages: 10, Bytes: 11, Drop: true},
	}
	if got := f.Snapshot().Plan; got != want {
		t.Errorf("the plan is %+v, want %+v", got, want)
	}
	if f.addrs.selected.String() != "192.168.1.23" {
		t.Errorf("picked is %v", f.addrs.selected)
	}
}

func TestRememberedValuesThatMakeNoSenseAreReplaced(t *testing.T) {
	t.Parallel()
	f := newSession(t, rememberedPort, func(o *Options) {
		o.Preferences = stored(t, `port = 70000
players = -1
address = "home"
connections-of-one-address = -8
connections-a-second = 9000000
messages-a-second = -1
bytes-a-second = -1
`)
		o.Flags.Owner = "Ada"
	})
	want := Plan{
		Game: f.options.Game, Port: host.DefaultPort, Limit: game.DefaultPlayers,
		Policy:   access.Policy{PerAddress: access.DefaultPerAddress, PerSecond: access.DefaultPerSecond},
		Browsers: true, Owner: "Ada",
		RateLimit: host.RateLimit{Messages: host.DefaultMessages, Bytes: host.DefaultBytes},
	}
	if got := f.Snapshot().Plan; got != want {
		t.Errorf("the plan is %+v, want %+v", got, want)
	}
}

func TestWhatTheCommandLineSaysHoldsForThisRunAlone(t *testing.T) {
	t.Parallel()
	p := access.Policy{Anywhere: true, PerAddress: 3}
	f := newSession(t, withPort(0), withLimit(3), withPolicy(p), func(o *Options) {
		o.Flags.RateLimit = func(host.RateLimit) host.RateLimit { return host.RateLimit{Messages: 4} }
	})
	f.mustStart()
	p.Ask = true
	f.SetPolicy(p)
	f.Close()
	store := f.options.Preferences
	if store.IntWithFallback("port", -5) != -5 || store.IntWithFallback("players", -5) != -5 ||
		store.Bool("let-in-from-anywhere") || store.IntWithFallback("messages-a-second", -5) != -5 {
		t.Error("a flag is remembered")
	}
	if !store.Bool("ask-before-letting-in") {
		t.Error("what the person changed is not remembered")
	}
}

func TestWhatThePersonChoosesIsRemembered(t *testing.T) {
	t.Parallel()
	f := newSession(t)
	g := game.Echo()
	g.Name, g.Players = "Pong", 4
	f.SetGame(g)
	f.SetPort(6001)
	f.SetLimit(5)
	f.Close()
	store := f.options.Preferences
	if RememberedGame(store) != "Pong" || store.IntWithFallback("port", 0) != 6001 || store.IntWithFallback("players", 0) != 5 {
		t.Errorf("remembered are %q, %d, %d", RememberedGame(store), store.IntWithFallback("port", 0), store.IntWithFallback("players", 0))
	}
}

func TestAChangeSurvivesAQuickQuit(t *testing.T) {
	t.Parallel()
	path := t.TempDir() + "/settings.toml"
	store, err := settings.Open(path, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	f := newSession(t, func(o *Options) { o.Preferences = store })
	f.SetOwner("Ada") // as at a key press
	if _, err := os.Stat(path); err == nil {
		t.Error("the command wrote to the disk")
	}
	f.Close()
	store.Flush()
	again, err := settings.Open(path, func(err error) { t.Error(err) })
	if err != nil || again.String("owner") != "Ada" {
		t.Errorf("next time it is %q, %v", again.String("owner"), err)
	}
}

func TestAnEditedGameReplacesTheChosenOneUnlessTheCommandLineGaveIt(t *testing.T) {
	t.Parallel()
	edited := game.Echo()
	f := newSession(t)
	before := f.Snapshot()
	f.UpdateGame(before.Plan.Game)
	if f.Snapshot() != before {
		t.Error("the same game makes a new snapshot")
	}
	f.UpdateGame(edited)
	if got := f.Snapshot().Plan; got.Game != edited || got.Limit != before.Plan.Limit {
		t.Errorf("the plan is %+v", got)
	}
	given := game.Echo()
	given.Players = 7
	f = newSession(t, func(o *Options) { o.Game, o.Flags.GameGiven = given, true })
	f.UpdateGame(edited)
	if got := f.Snapshot().Plan; got.Game != given || got.Limit != 7 {
		t.Errorf("of the command line's game the plan is %+v", got)
	}
}
