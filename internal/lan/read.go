package lan

import (
	"net"
	"net/netip"
	"time"

	"github.com/jackpal/gateway"
)

// gatewayTime bounds how long the system may take to list its routes; on Windows that is a command.
const gatewayTime = 1500 * time.Millisecond

// adapters lists this machine's network interfaces. It takes about 0.2 ms.
func adapters() []Adapter {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil // no list is no network, and is shown as that
	}
	radios := radioLabels()
	list := make([]Adapter, 0, len(interfaces))
	for i := range interfaces {
		n := &interfaces[i]
		a := Adapter{
			Name:         n.Name,
			MAC:          n.HardwareAddr.String(),
			Up:           n.Flags&net.FlagUp != 0 && n.Flags&net.FlagRunning != 0,
			Loopback:     n.Flags&net.FlagLoopback != 0,
			PointToPoint: n.Flags&net.FlagPointToPoint != 0,
			Broadcast:    n.Flags&net.FlagBroadcast != 0,
			WiFi:         isRadio(n.Name),
			Label:        radios[n.Name],
		}
		addrs, err := n.Addrs()
		if err != nil {
			continue // the adapter went away in between
		}
		for _, addr := range addrs {
			if p, err := netip.ParsePrefix(addr.String()); err == nil && p.Addr().Is4() {
				a.Prefixes = append(a.Prefixes, p)
			}
		}
		list = append(list, a)
	}
	return list
}

// routes asks the system for its default routes. Without any, without the right or the command to
// ask, or without an answer in time, both are empty, and the ranking goes by the adapters alone.
func routes() (gateways []netip.Addr, chosen netip.Addr) {
	type answer struct {
		gateways []netip.Addr
		chosen   netip.Addr
	}
	got := make(chan answer, 1)
	go func() {
		var a answer
		if ips, err := gateway.DiscoverGateways(); err == nil {
			for _, ip := range ips {
				a.gateways = append(a.gateways, addrOf(ip))
			}
		}
		if ip, err := gateway.DiscoverInterface(); err == nil {
			a.chosen = addrOf(ip)
		}
		got <- a
	}()
	select {
	case a := <-got:
		return a.gateways, a.chosen
	case <-time.After(gatewayTime):
		return nil, netip.Addr{}
	}
}

func addrOf(ip net.IP) netip.Addr {
	a, _ := netip.AddrFromSlice(ip)
	return a.Unmap()
}
