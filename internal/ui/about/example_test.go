package about_test

import (
	"fmt"

	"fyne.io/fyne/v2/test"

	"porchlight/internal/ui/about"
	"porchlight/internal/ui/kit"
)

// The window shows the build that it was made for.
func Example() {
	app := test.NewApp()
	app.Settings().SetTheme(kit.NewTheme())
	window := about.New(app, about.Build{Version: "0.1.0"})
	window.Show()
	for _, w := range app.Driver().AllWindows() {
		if w.Title() != "" {
			fmt.Println(w.Title())
		}
	}
	window.Hide()
	// Output: About Porchlight
}
