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

// Rough is what a bad cable does to each packet, in both directions.
type Rough struct {
	Loss   float64       // how many are lost: 0.05 is one of twenty
	Twice  float64       // how many arrive a second time
	Hasty  float64       // how many are not delayed, and so overtake others
	Delay  time.Duration // of all others
	Jitter time.Duration // the most by which a delay is longer
}

// Cable joins two computers beside the switch. It is made of two TUN devices and of this process, which
// carries packets between them; tc's netem does the same where the kernel has it, which not all have.
type Cable struct {
	rough     Rough
	ends      [2]*os.File
	carriers  sync.WaitGroup
	underWay  sync.WaitGroup // packets
	Lost      atomic.Int64
	Doubled   atomic.Int64
	Overtaken atomic.Int64 // packets that others were sent before, though they came later
}

// RoughCable joins the computer to another by a cable that is bad. Each gets an address on it, such as
// "10.7.0.1/24". Close it before the network.
func (c *Computer) RoughCable(other *Computer, own, others string, rough Rough) (*Cable, error) {
	cable := &Cable{rough: rough}
	for i, end := range []struct {
		computer *Computer
		address  string
	}{{c, own}, {other, others}} {
		var err error
		if cable.ends[i], err = end.computer.tun("cable"); err == nil {
			err = ips("-n "+end.computer.name+" addr add "+end.address+" dev cable", "-n "+end.computer.name+" link set cable up")
		}
		if err != nil {
			return nil, errors.Join(err, cable.closeEnds())
		}
	}
	for i := range cable.ends {
		cable.carriers.Go(func() { cable.carry(cable.ends[i], cable.ends[1-i], rand.New(rand.NewPCG(1, uint64(i)))) })
	}
	return cable, nil
}

// Close takes the cable away.
func (c *Cable) Close() error {
	err := c.closeEnds()
	c.carriers.Wait()
	c.underWay.Wait()
	return err
}

func (c *Cable) closeEnds() error {
	var all error
	for _, end := range c.ends {
		if end != nil {
			all = errors.Join(all, end.Close())
		}
	}
	return all
}

// carry takes packets from one end to the other until the cable is closed.
func (c *Cable) carry(from, to *os.File, random *rand.Rand) {
	var sent atomic.Int64 // the number of the newest packet that was sent
	buf := make([]byte, 1<<16)
	for number := int64(1); ; number++ {
		n, err := from.Read(buf)
		if err != nil {
			return
		}
		if random.Float64() < c.rough.Loss {
			c.Lost.Add(1)
			continue
		}
		copies := 1
		if random.Float64() < c.rough.Twice {
			c.Doubled.Add(1)
			copies = 2
		}
		packet := append([]byte{}, buf[:n]...)
		for range copies {
			delay := c.rough.Delay + time.Duration(random.Float64()*float64(c.rough.Jitter))
			if random.Float64() < c.rough.Hasty {
				delay = 0
			}
			c.underWay.Add(1)
			time.AfterFunc(delay, func() {
				defer c.underWay.Done()
				if newest := sent.Load(); newest > number {
					c.Overtaken.Add(1)
				} else {
					sent.CompareAndSwap(newest, number)
				}
				_, _ = to.Write(packet) // one that cannot be sent is lost, as packets may be
			})
		}
	}
}

// tun makes a TUN device (Linux, Documentation/networking/tuntap.rst): what is read is what the computer
// sends there, packet by packet, and what is written arrives. The end of the file is that of the device.
func (c *Computer) tun(name string) (file *os.File, err error) {
	err = c.inside(func() error {
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
