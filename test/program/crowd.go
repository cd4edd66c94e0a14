package program

import (
	"fmt"
	"net"
	"testing"
	"time"

	"porchlight/internal/hosttest"
)

// LimitFiles returns a command line that runs a command with a limit of n open files. The flag is ulimit's: -S sets the
// soft limit, which the program may raise, -H the hard limit, and "" both.
func LimitFiles(flag string, n int, command ...string) []string {
	return append([]string{"sh", "-c", fmt.Sprintf(`ulimit %s -n %d && exec "$0" "$@"`, flag, n)}, command...)
}

// ConnectCrowd connects n clients to a port of 127.0.0.1 and returns after each has received an echo. The end of the
// test closes the connections.
func ConnectCrowd(t *testing.T, port, n int) []net.Conn {
	t.Helper()
	all := make([]net.Conn, 0, n)
	t.Cleanup(func() {
		for _, c := range all {
			_ = c.Close()
		}
	})
	for i := range n {
		c, err := Dial(port)
		if err != nil {
			t.Fatalf("client %d: %v", i, err)
		}
		all = append(all, c)
		EchoNumber(t, c, i)
	}
	return all
}

// EchoNumber sends a message with a client's number and checks that it comes back.
func EchoNumber(t *testing.T, c net.Conn, number int) {
	t.Helper()
	msg := fmt.Appendf(nil, "player %d", number)
	if err := c.SetDeadline(time.Now().Add(Timeout)); err != nil {
		t.Fatal(err)
	}
	if err := hosttest.Lockstep(c, msg, make([]byte, len(msg))); err != nil {
		t.Fatalf("%s: %v", msg, err)
	}
}
