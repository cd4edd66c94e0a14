package hosttest_test

import (
	"testing"

	"porchlight/internal/host"
	"porchlight/internal/hosttest"
)

func Example() {
	_ = func(t *testing.T) {
		server := hosttest.Open(t, host.Config{}) // echoes
		client := server.Connect()
		client.Echo("hello")
		server.WaitMessages(1)
	}
	// Output:
}
