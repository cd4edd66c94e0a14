package network

import (
	"errors"
	"fmt"
	"os"
	"os/exec"

	"porchlight/test/need"
)

// isolatedVariable is the environment variable that marks the test process that Isolate starts.
const isolatedVariable = "PORCHLIGHT_TEST_ISOLATED"

// Isolate calls run in a process on a new computer, which is alone on its network, and returns the exit status that
// run returns. The programs under test connect to this machine's own addresses, which nothing else uses there. Isolate
// starts the executable of this process again, with the same arguments, on that computer; the new process calls run.
//
// If no network can be created, Isolate calls run in this process. In continuous integration it returns 1 instead.
func Isolate(run func() (status int)) (status int) {
	if os.Getenv(isolatedVariable) != "" {
		return run()
	}
	n, err := New()
	if errors.Is(err, ErrUnavailable) && !need.InCI() {
		return run()
	}
	if err == nil {
		defer func() { _ = n.Close() }() // the next New removes what a failed Close leaves
		var c *Computer
		if c, err = n.Computer("wlan0", "192.168.99.1/24"); err == nil {
			cmd := c.Command(os.Args[0], os.Args[1:]...)
			cmd.Env = append(os.Environ(), isolatedVariable+"=yes")
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
			err = cmd.Run()
		}
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.Exited() {
		return exit.ExitCode()
	}
	if err != nil { // also if a signal ended the process
		fmt.Fprintln(os.Stderr, "running the tests in a network namespace:", err)
		return 1
	}
	return 0
}
