package practice_test

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2/test"

	"porchlight/internal/game"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/practice"
)

// A practice player opens a window of its own, even while nothing is hosted.
func Example() {
	app := test.NewApp()
	app.Settings().SetTheme(kit.NewTheme())
	inline := func(f func()) { f() }
	players := practice.New(context.Background(), practice.Params{
		App: app, Dispatch: inline, Go: inline,
		Target: func() (address string, g *game.Game, hosting bool) { return "", game.Echo(), false },
	})
	defer players.Close()
	players.Open()
	windows := app.Driver().AllWindows()
	fmt.Println(windows[len(windows)-1].Title())
	// Output: Practice player A
}
