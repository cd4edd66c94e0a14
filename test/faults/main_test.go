// Package faults proves that misbehaving players and bad networks do no harm to the good players in the same game, and
// that the memory, seats and open files of the program stay bounded. The program is the built one without its window. In
// every test good players verify each byte that they receive; in all but the test of relayed streams they also measure
// how long they wait.
package faults

import (
	"fmt"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"

	"porchlight/test/built"
)

// timeout bounds every wait for a state that must come. It is long enough for a busy machine.
const timeout = 60 * time.Second

// maxWait is the longest that a good player may wait for its own message. It allows for a busy machine, but is
// shorter than the 10 s after which the program ends a player that does not read.
const maxWait = 5 * time.Second

// builtPath is the path of the program under test. TestMain sets it once.
var builtPath string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	var err error
	if builtPath, err = built.Headless.Build(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	status := m.Run()
	// Toxiproxy leaks these goroutines when it cuts a connection off.
	ignored := []goleak.Option{
		goleak.IgnoreAnyFunction("github.com/Shopify/toxiproxy/v2.(*ToxicLink).read"),
		goleak.IgnoreAnyFunction("github.com/Shopify/toxiproxy/v2/toxics.(*ToxicStub).Run"),
	}
	if err := goleak.Find(ignored...); err != nil && status == 0 {
		fmt.Fprintln(os.Stderr, "after the tests:", err)
		return 1
	}
	return status
}
