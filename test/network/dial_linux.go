package network

import (
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// Dial connects from the computer to a TCP address such as "192.168.1.23:5555".
func (c *Computer) Dial(address string) (conn net.Conn, err error) {
	err = c.inside(func() error {
		conn, err = net.DialTimeout("tcp4", address, 30*time.Second)
		return err
	})
	return conn, err
}

// inside runs do where the network is the computer's. What it opens stays the computer's. The thread comes
// back to its own network: if it ended, it would take along the programs that it started, which are to
// end with their parent (prctl(2), PR_SET_PDEATHSIG).
func (c *Computer) inside(do func() error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	own, err := os.Open("/proc/thread-self/ns/net")
	if err != nil {
		return err
	}
	defer func() { _ = own.Close() }()
	place, err := os.Open("/run/netns/" + c.name)
	if err != nil {
		return err
	}
	defer func() { _ = place.Close() }()
	if err := unix.Setns(int(place.Fd()), unix.CLONE_NEWNET); err != nil {
		return fmt.Errorf("setns: %w", err)
	}
	err = do()
	if back := unix.Setns(int(own.Fd()), unix.CLONE_NEWNET); back != nil {
		runtime.LockOSThread() // for good: the thread is of no use to anybody else
		return errors.Join(err, fmt.Errorf("setns: %w", back))
	}
	return err
}
