package upstream

import (
	"context"
	"net/netip"
	"slices"

	"github.com/shirou/gopsutil/v4/net"
)

// Listening returns the TCP addresses on which the server or one of its children listens now, in the order in which
// Listening first saw them. It asks the system and sends nothing. It returns nil if ctx ends first. It takes
// milliseconds on Linux and Windows and up to a second on macOS, where it runs lsof.
func (p *Program) Listening(ctx context.Context) []netip.AddrPort {
	if p.hasEnded() {
		return nil
	}
	found := make(chan []netip.AddrPort, 1) // buffered: the goroutine does not wait after the end of ctx
	go func() { found <- listening(ctx, p.child.processes()) }()
	select {
	case now := <-found:
		return p.inOrder(now)
	case <-ctx.Done():
		return nil
	}
}

// inOrder returns each of the addresses once, by their first sight.
func (p *Program) inOrder(now []netip.AddrPort) []netip.AddrPort {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, a := range now {
		if !slices.Contains(p.seen, a) {
			p.seen = append(p.seen, a)
		}
	}
	// A server that takes another port again and again would fill the memory.
	p.seen = slices.DeleteFunc(p.seen, func(a netip.AddrPort) bool { return !slices.Contains(now, a) })
	return slices.Clone(p.seen)
}

// listening returns the addresses on which processes listen: by process, and by port within one.
func listening(ctx context.Context, pids []int) (all []netip.AddrPort) {
	for _, pid := range pids {
		connections, err := net.ConnectionsPidWithContext(ctx, "tcp", int32(pid))
		if err != nil {
			continue // it has ended
		}
		var own []netip.AddrPort
		for i := range connections {
			c := &connections[i]
			addr, err := netip.ParseAddr(c.Laddr.IP)
			if c.Laddr.IP == "*" { // lsof's
				addr, err = netip.IPv4Unspecified(), nil
			}
			if c.Status == "LISTEN" && err == nil {
				own = append(own, netip.AddrPortFrom(addr, uint16(c.Laddr.Port)))
			}
		}
		slices.SortFunc(own, func(a, b netip.AddrPort) int { return int(a.Port()) - int(b.Port()) })
		all = append(all, own...) // several processes may have the same socket
	}
	return all
}
