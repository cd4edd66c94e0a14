package host_test

import (
	"fmt"
	"io"
	"net"
	"net/netip"

	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// A host without a game of its own echoes.
func Example() {
	h := host.New(journal.New(journal.Options{}))
	if err := h.Start(host.Config{Addr: netip.MustParseAddr("127.0.0.1")}); err != nil {
		fmt.Println(err)
		return
	}
	defer h.Stop()

	friend, err := net.Dial("tcp", h.Addr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer friend.Close()
	fmt.Fprint(friend, "50,50")
	answer := make([]byte, 5)
	_, err = io.ReadFull(friend, answer)
	fmt.Printf("%s %v\n", answer, err)
	// Output: 50,50 <nil>
}
