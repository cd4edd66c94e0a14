package ports_test

import (
	"fmt"
	"net"
	"net/netip"

	"porchlight/internal/ports"
)

// If a port is taken, another one is free.
func ExampleNextFree() {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port

	free := ports.NextFree(netip.MustParseAddr("127.0.0.1"), port)
	fmt.Println(free != 0, free != port)
	// Output: true true
}
