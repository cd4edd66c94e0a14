package ports

import (
	"fmt"
	"io"
	"net"
	"os"
	"testing"

	"go.uber.org/goleak"
)

// listenVariable is an environment variable that makes the test binary listen on a free port of 127.0.0.1,
// print the port, and exit at the end of its input.
const listenVariable = "PORCHLIGHT_TEST_HOLDS_A_PORT"

func TestMain(m *testing.M) {
	if os.Getenv(listenVariable) != "" {
		l, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(l.Addr().(*net.TCPAddr).Port)
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}
