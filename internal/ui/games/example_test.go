package games_test

import (
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2/test"

	"porchlight/assets"
	"porchlight/internal/game/library"
	"porchlight/internal/ui/games"
	"porchlight/internal/ui/kit"
)

// The window reads its library anew whenever it is shown, and says so.
func Example() {
	folder, err := os.MkdirTemp("", "games-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	lib, err := library.New(assets.Games(), filepath.Join(folder, "games"))
	if err != nil {
		fmt.Println(err)
		return
	}
	app := test.NewApp()
	app.Settings().SetTheme(kit.NewTheme())
	window := games.New(games.Params{
		App: app, Library: lib, Dispatch: func(f func()) { f() },
		OnChanged: func() { fmt.Println(len(lib.Items()), "games") },
	})
	window.Show("Echo")
	window.Hide()
	// Output: 9 games
}
