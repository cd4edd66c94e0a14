package help_test

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2/test"

	"porchlight/internal/diagnose"
	"porchlight/internal/ui/help"
	"porchlight/internal/ui/kit"
)

// A help window is made once and opens with the page that was asked for.
func Example() {
	app := test.NewApp()
	app.Settings().SetTheme(kit.NewTheme())
	inline := func(f func()) { f() }
	window := help.New(context.Background(), help.Params{
		App: app, Dispatch: inline, Go: inline,
		Evidence: func() *diagnose.Evidence { return &diagnose.Evidence{} },
	})
	window.Show(help.Freezes)
	fmt.Println(window.Page())
	// Output: freezes
}
