package access_test

import (
	"fmt"
	"net/netip"

	"fyne.io/fyne/v2/test"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/session"
	"porchlight/internal/ui/access"
	"porchlight/internal/ui/kit"
)

// noNetworks are the networks of a computer that has none.
type noNetworks struct{}

func (noNetworks) Addresses() []lan.Address { return nil }
func (noNetworks) Version() uint64          { return 1 }

// A window is made once and shows the lists of a snapshot whenever it is updated.
func Example() {
	app := test.NewApp()
	app.Settings().SetTheme(kit.NewTheme())
	j := journal.New(journal.Options{})
	s := session.New(session.Options{Host: host.New(j), Journal: j, Networks: noNetworks{}, Game: game.Echo()})
	defer s.Close()
	window := access.New(access.Params{App: app, Session: s, OnChanged: func() {}})
	window.Show()
	window.Update(&session.Snapshot{Banned: []netip.Addr{netip.MustParseAddr("192.168.1.40")}})
	fmt.Println(window.Window.Title())
	window.Hide()
	// Output: Who may come in
}
