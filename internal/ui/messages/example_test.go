package messages_test

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2/test"

	"porchlight/internal/journal"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/messages"
)

// A view pulls what is new from its journal whenever it is updated.
func Example() {
	app := test.NewApp()
	app.Settings().SetTheme(kit.NewTheme())
	window := app.NewWindow("")
	defer window.Close()
	inline := func(f func()) { f() }
	j := journal.New(journal.Options{})
	view := messages.New(messages.Params{
		Journal: j, Window: window, Clipboard: app.Clipboard(), Toast: kit.NewToast(inline),
		Go: inline, Dispatch: inline, OnSaved: func(string, error) {}, OnFilter: func(int) {},
	})
	window.SetContent(view.Box)

	j.Message(time.Now(), 0, []byte("ping"), []byte("pong"), 1, 0)
	view.Update(j.Version(), true)
	fmt.Println(view.List.Length(), "row")
	// Output: 1 row
}
