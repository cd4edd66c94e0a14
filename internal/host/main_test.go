package host_test

import (
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"
)

// asOther names the environment variable that makes the test binary another program: see subprocesses.
const asOther = "PORCHLIGHT_TEST_AS"

// subprocesses are the programs that tests start as processes of their own. They talk in lines on standard
// input and output, end with their input, and return the exit status.
var subprocesses = map[string]func() int{"holds a port": holdsAPort}

func TestMain(m *testing.M) {
	if name := os.Getenv(asOther); name != "" {
		run, ok := subprocesses[name]
		if !ok {
			fmt.Fprintln(os.Stderr, "no such program:", name)
			os.Exit(2)
		}
		os.Exit(run())
	}
	goleak.VerifyTestMain(m)
}
