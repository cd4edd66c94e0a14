package client_test

import (
	"context"
	"fmt"
	"net/netip"

	"porchlight/internal/client"
	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// A player of an echo game receives its own message.
func Example() {
	h := host.New(journal.New(journal.Options{}))
	if err := h.Start(host.Config{Addr: netip.MustParseAddr("127.0.0.1")}); err != nil {
		fmt.Println(err)
		return
	}
	defer h.Stop()

	player, err := client.Dial(context.Background(), h.Addr().String(), game.Echo())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer player.Close()
	if err := player.Send([]byte("is anybody there?")); err != nil {
		fmt.Println(err)
		return
	}
	answer, err := player.Next()
	fmt.Printf("%s %v\n", answer, err)
	// Output: is anybody there? <nil>
}
