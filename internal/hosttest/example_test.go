package hosttest_test

import (
	"fmt"
	"log"
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/hosttest"
	"porchlight/internal/journal"
)

// A test of a server reads like what its clients do.
func TestAServerEchoes(t *testing.T) {
	t.Parallel()
	server := hosttest.Open(t, host.Config{})
	client := server.Connect()
	client.Echo("hello")
	server.WaitMessages(1)
}

func ExampleLockstep() {
	h := host.New(journal.New(journal.Options{Records: 16, Bytes: 1 << 10, Events: 16}))
	if err := h.Start(host.Config{Addr: hosttest.Localhost}); err != nil {
		log.Fatal(err)
	}
	defer h.Stop()
	conn, err := hosttest.Dial(h.Addr())
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()
	msg := []byte("hello")
	fmt.Println(hosttest.Lockstep(conn, msg, make([]byte, len(msg))))
	// Output: <nil>
}
