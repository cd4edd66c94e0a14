package players_test

import (
	"fmt"
	"net/netip"

	"fyne.io/fyne/v2/test"

	"porchlight/internal/host"
	"porchlight/internal/session"
	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/players"
)

// A list shows the players that are appended when it is updated.
func Example() {
	app := test.NewApp()
	app.Settings().SetTheme(kit.NewTheme())
	window := app.NewWindow("")
	defer window.Close()
	list := players.NewList(players.Params{
		Kick: func(host.ConnID) {}, Ban: func(netip.Addr) {}, OnClicked: func(int) {}, OnTry: func() {}, OnTrouble: func() {},
	})
	window.SetContent(list.Box)

	list.Update(func(dst []session.Player) []session.Player {
		return append(dst, session.Player{Player: host.Player{Seat: 2}}, session.Player{Player: host.Player{Seat: 5}})
	}, true, 0)
	fmt.Println(list.Seats(100))
	// Output: [2 5]
}
