package invite_test

import (
	"fmt"
	"net/netip"

	"fyne.io/fyne/v2/test"

	"porchlight/internal/game"
	"porchlight/internal/session"
	"porchlight/internal/ui/invite"
	"porchlight/internal/ui/kit"
)

// The window is made once and updated with every snapshot.
func Example() {
	app := test.NewApp()
	app.Settings().SetTheme(kit.NewTheme())
	window := invite.New(invite.Params{App: app, Dispatch: func(f func()) { f() }})
	window.Update(&session.Snapshot{
		Plan:      session.Plan{Game: game.Echo(), Browsers: true},
		Addresses: session.Addresses{Join: netip.MustParseAddrPort("192.168.1.23:5555")},
	}, "")
	window.Show()
	for _, w := range app.Driver().AllWindows() {
		if w.Title() != "" {
			fmt.Println(w.Title())
		}
	}
	window.Hide()
	// Output:
	// Invite friends
	// Scan to join
}
