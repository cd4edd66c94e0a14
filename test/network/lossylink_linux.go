package network

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// LinkFaults says what a lossy link does to packets, in both directions. Loss, Duplicate and Reorder are
// probabilities for each packet.
type LinkFaults struct {
	Loss      float64       // that it is dropped
	Duplicate float64       // that it arrives twice
	Reorder   float64       // that it is not delayed, and so arrives before earlier packets
	Delay     time.Duration // of all other packets
	Jitter    time.Duration // the maximum added to a delay at random
}

// LossyLink connects two computers directly, beside the switch. It consists of two TUN devices, between which
// this process forwards packets. Unlike tc's netem it needs no kernel module. Its counters may be read at any time.
type LossyLink struct {
	faults     LinkFaults
	ends       [2]*os.File
	forwarders sync.WaitGroup
	inFlight   sync.WaitGroup // packets
	Lost       atomic.Int64
	Duplicated atomic.Int64
	Reordered  atomic.Int64 // packets that were delivered after a later one
}

// LossyLinkTo connects the computer to another one by a lossy link. Each gets an address on the link, such as
// "10.7.0.1/24". The caller closes the link before the network.
func (c *Computer) LossyLinkTo(other *Computer, own, others string, faults LinkFaults) (*LossyLink, error) {
	link := &LossyLink{faults: faults}
	for i, end := range []struct {
		computer *Computer
		address  string
	}{{c, own}, {other, others}} {
		var err error
		if link.ends[i], err = end.computer.openTUN("lossy"); err == nil {
			err = ips("-n "+end.computer.name+" addr add "+end.address+" dev lossy", "-n "+end.computer.name+" link set lossy up")
		}
		if err != nil {
			return nil, errors.Join(err, link.closeEnds())
		}
	}
	for i := range link.ends {
		link.forwarders.Go(func() { link.forward(link.ends[i], link.ends[1-i], rand.New(rand.NewPCG(1, uint64(i)))) })
	}
	return link, nil
}

// Close removes the link and waits for the packets in flight.
func (c *LossyLink) Close() error {
	err := c.closeEnds()
	c.forwarders.Wait()
	c.inFlight.Wait()
	return err
}

func (c *LossyLink) closeEnds() error {
	var all error
	for _, end := range c.ends {
		if end != nil {
			all = errors.Join(all, end.Close())
		}
	}
	return all
}

// forward forwards packets from one end to the other until the link is closed.
func (c *LossyLink) forward(from, to *os.File, random *rand.Rand) {
	var sent atomic.Int64 // the number of the newest packet delivered
	buf := make([]byte, 1<<16)
	for number := int64(1); ; number++ {
		n, err := from.Read(buf)
		if err != nil {
			return
		}
		if random.Float64() < c.faults.Loss {
			c.Lost.Add(1)
			continue
		}
		copies := 1
		if random.Float64() < c.faults.Duplicate {
			c.Duplicated.Add(1)
			copies = 2
		}
		packet := append([]byte{}, buf[:n]...)
		for range copies {
			delay := c.faults.Delay + time.Duration(random.Float64()*float64(c.faults.Jitter))
			if random.Float64() < c.faults.Reorder {
				delay = 0
			}
			c.inFlight.Add(1)
			time.AfterFunc(delay, func() {
				defer c.inFlight.Done()
				if newest := sent.Load(); newest > number {
					c.Reordered.Add(1)
				} else {
					sent.CompareAndSwap(newest, number)
				}
				_, _ = to.Write(packet) // a failed write loses the packet
			})
		}
	}
}

// openTUN creates a TUN device on the computer (Linux, Documentation/networking/tuntap.rst). Each read returns a
// packet that the computer sends; each write delivers one to it. Closing the file removes the device.
func (c *Computer) openTUN(name string) (file *os.File, err error) {
	err = c.inNamespace(func() error {
		fd, err := unix.Open("/dev/net/tun", unix.O_RDWR|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
		if err != nil {
			return fmt.Errorf("/dev/net/tun: %w", err)
		}
		request, err := unix.NewIfreq(name)
		if err == nil {
			request.SetUint16(unix.IFF_TUN | unix.IFF_NO_PI)
			err = unix.IoctlIfreq(fd, unix.TUNSETIFF, request)
		}
		if err != nil {
			return errors.Join(fmt.Errorf("making a TUN device: %w", err), unix.Close(fd))
		}
		file = os.NewFile(uintptr(fd), name)
		return nil
	})
	return file, err
}
