package session_test

import (
	"fmt"
	"net/netip"
	"os"
	"path/filepath"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
	"porchlight/internal/lan"
	"porchlight/internal/session"
	"porchlight/internal/settings"
)

// nowhere is a computer without a network.
type nowhere struct{}

func (nowhere) Addresses() []lan.Address { return nil }
func (nowhere) Version() uint64          { return 0 }

// A face starts the hosting and shows what the snapshot says.
func Example() {
	folder, err := os.MkdirTemp("", "session-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(folder)
	remembered, err := settings.Open(filepath.Join(folder, "settings.toml"), func(err error) { fmt.Println(err) })
	if err != nil {
		fmt.Println(err)
		return
	}
	j := journal.New(journal.Options{})
	s := session.New(session.Options{
		Host: host.New(j), Journal: j, Networks: nowhere{}, Preferences: remembered, Game: game.Echo(),
		Base: host.Config{Addr: netip.MustParseAddr("127.0.0.1")},
	})
	defer s.Close()
	s.SetPort(0) // any free one
	if err := <-s.Start(); err != nil {
		fmt.Println(err)
		return
	}
	now := s.Snapshot()
	fmt.Println(now.Phase == session.Hosting, now.Plan.Game.Name, now.Addresses.Join.Addr())
	// Output: true Echo 127.0.0.1
}
