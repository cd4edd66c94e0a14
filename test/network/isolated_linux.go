package network

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
)

// isolated is set in the environment of a test process that runs on a computer of its own.
const isolated = "PORCHLIGHT_TEST_ISOLATED"

// Isolate has run called on a computer with a network of its own and nobody else on it, since the program under
// test connects to its own address. For that it starts this process anew on that computer, with the same
// arguments. It returns the exit status, which run returns in that process. Without root, run is called in this
// process, except in continuous integration.
func Isolate(run func() (status int)) (status int) {
	if os.Getenv(isolated) != "" {
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
			cmd.Env = append(os.Environ(), isolated+"=yes")
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
			err = cmd.Run()
		}
	}
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return failed.ExitCode()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}
