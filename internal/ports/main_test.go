package ports

import (
	"fmt"
	"io"
	"net"
	"os"
	"testing"

	"go.uber.org/goleak"
)

// holds is set where this test program is to be another run of itself, which listens on a free port of
// 127.0.0.1, writes which, and ends with its input.
const holds = "PORCHLIGHT_TEST_HOLDS_A_PORT"

func TestMain(m *testing.M) {
	if os.Getenv(holds) != "" {
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
