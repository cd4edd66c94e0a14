package ui_test

import (
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2/test"

	"porchlight/assets"
	"porchlight/internal/game/library"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/session"
	"porchlight/internal/settings"
	"porchlight/internal/ui"
)

// A window wants what it shows, where to keep what the person chooses, and a way to the UI goroutine;
// with Fyne's driver that is fyne.Do. Nothing is drawn here, so that what it dispatches may be left out.
func Example() {
	folder, err := os.MkdirTemp("", "ui-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	games, err := library.New(assets.Games(), filepath.Join(folder, "games"))
	if err != nil {
		fmt.Println(err)
		return
	}
	settings, err := settings.Open(filepath.Join(folder, "settings.toml"), func(err error) { fmt.Println(err) })
	if err != nil {
		fmt.Println(err)
		return
	}
	networks := lan.Watch()
	defer networks.Close()

	app := test.NewApp()
	j := journal.New(journal.Options{})
	window := ui.New(ui.Params{
		App: app,
		Session: session.New(session.Options{
			Host: host.New(j), Journal: j, Networks: networks, Preferences: settings, Game: ui.RememberedGame(games, settings),
		}),
		Journal:  j,
		Settings: settings,
		Library:  games,
		Dispatch: func(func()) {},
	})
	defer window.Finish()
	// Fyne's test driver begins with a window of its own.
	windows := app.Driver().AllWindows()
	fmt.Println(windows[len(windows)-1].Title())
	// Output: Porchlight
}
