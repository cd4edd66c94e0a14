package network

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
)

// isolatedVariable is the environment variable that marks a test process that runs on a computer of its own.
const isolatedVariable = "PORCHLIGHT_TEST_ISOLATED"

// Isolate calls run on a computer that is alone on its network, since the program under test connects to its own
// address. It starts this executable again on that computer, with the same arguments, and calls run in that
// process. It returns the exit status, which run returns. Without root it calls run in this process, except in
// continuous integration.
func Isolate(run func() (status int)) (status int) {
	if os.Getenv(isolatedVariable) != "" {
		return run()
	}
	n, err := New()
	if errors.Is(err, ErrNotRoot) && os.Getenv("CI") != "true" {
		return run()
	}
	if err == nil {
		defer func() { _ = n.Close() }() // leftovers are removed by the next New
		var c *Computer
		if c, err = n.Computer("wlan0", "192.168.99.1/24"); err == nil {
			cmd := c.Command(os.Args[0], os.Args[1:]...)
			cmd.Env = append(os.Environ(), isolatedVariable+"=yes")
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
			err = cmd.Run()
		}
	}
	if failed, ok := errors.AsType[*exec.ExitError](err); ok && failed.Exited() {
		return failed.ExitCode()
	}
	if err != nil { // a signal, too
		fmt.Fprintln(os.Stderr, "the tests on a computer of their own:", err)
		return 1
	}
	return 0
}
