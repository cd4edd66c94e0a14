package test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"

	"porchlight/test/network"
)

// inPrivate tells a run of the tests that it is on a computer of a network of its own, and where the
// program was built.
const inPrivate = "PORCHLIGHT_TEST_PROGRAM"

// privately runs all tests on a computer of a network that it makes for them, with nobody else on it,
// since the program under test connects to its own address. Without root they run where they are: it
// is not done then.
func privately() (status int, done bool) {
	n, err := network.New()
	if errors.Is(err, network.ErrNotRoot) && os.Getenv("CI") != "true" {
		return 0, false
	}
	if err == nil {
		defer func() { _ = n.Close() }() // what stays behind is swept away by the next
		var c *network.Computer
		if c, err = n.Computer("wlan0", "192.168.99.1/24"); err == nil {
			cmd := c.Command(os.Args[0], os.Args[1:]...)
			cmd.Env = append(os.Environ(), inPrivate+"="+built)
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
			err = cmd.Run()
		}
	}
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return failed.ExitCode(), true
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1, true
	}
	return 0, true
}
