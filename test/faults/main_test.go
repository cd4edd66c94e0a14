// Package faults holds tests of the built program with players that do what no player should, and over
// networks that do what networks do. Each has good players in the same game meanwhile, who check every
// byte and how long they wait.
package faults

import (
	"fmt"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"

	"porchlight/test/built"
)

// patience is how long a test waits for what must come, on a machine that is busy with other things.
const patience = 60 * time.Second

// longest is how long a good player may wait for its answer, whatever others do. It leaves room for a
// busy machine, and none for waiting until a bad player is given up on, which takes 10 s.
const longest = 5 * time.Second

// builtPath is where the program under test is. TestMain sets it once.
var builtPath string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	var err error
	if builtPath, err = built.Headless.Build(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	status := m.Run()
	// Toxiproxy leaves these behind where it cuts somebody off.
	theirs := []goleak.Option{
		goleak.IgnoreAnyFunction("github.com/Shopify/toxiproxy/v2.(*ToxicLink).read"),
		goleak.IgnoreAnyFunction("github.com/Shopify/toxiproxy/v2/toxics.(*ToxicStub).Run"),
	}
	if err := goleak.Find(theirs...); err != nil && status == 0 {
		fmt.Fprintln(os.Stderr, "after the tests:", err)
		return 1
	}
	return status
}
