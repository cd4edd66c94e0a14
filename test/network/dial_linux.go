package network

import (
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

// inside runs do where the network is the computer's. What it opens stays the computer's.
func (c *Computer) inside(do func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread cannot be used elsewhere, and ends here
		done <- func() error {
			place, err := os.Open("/run/netns/" + c.name)
			if err != nil {
				return err
			}
			defer func() { _ = place.Close() }()
			if err := unix.Setns(int(place.Fd()), unix.CLONE_NEWNET); err != nil {
				return fmt.Errorf("setns: %w", err)
			}
			return do()
		}()
	}()
	return <-done
}
