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
	err = c.inNamespace(func() error {
		conn, err = net.DialTimeout("tcp4", address, 30*time.Second)
		return err
	})
	return conn, err
}

// inNamespace runs do on a thread that is in the computer's network namespace. Sockets that do opens stay in that
// namespace. The thread then returns to its own namespace instead of ending, because the end of a thread kills the
// programs that it started with a parent-death signal (prctl(2), PR_SET_PDEATHSIG).
func (c *Computer) inNamespace(do func() error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	own, err := os.Open("/proc/thread-self/ns/net")
	if err != nil {
		return err
	}
	defer func() { _ = own.Close() }()
	target, err := os.Open("/run/netns/" + c.name)
	if err != nil {
		return err
	}
	defer func() { _ = target.Close() }()
	if err := unix.Setns(int(target.Fd()), unix.CLONE_NEWNET); err != nil {
		return fmt.Errorf("setns: %w", err)
	}
	err = do()
	if restoreErr := unix.Setns(int(own.Fd()), unix.CLONE_NEWNET); restoreErr != nil {
		runtime.LockOSThread() // never unlocked: no other goroutine may use a thread in the wrong namespace
		return errors.Join(err, fmt.Errorf("setns: %w", restoreErr))
	}
	return err
}
