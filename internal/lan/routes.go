package lan

import (
	"net"
	"net/netip"
	"time"

	"github.com/jackpal/gateway"
)

// gatewayTime bounds how long the system may take to list its routes; on Windows that is a command.
const gatewayTime = 1500 * time.Millisecond

// routing is what the system says of its default routes, as in [Table].
type routing struct {
	gateways []netip.Addr
	chosen   netip.Addr
}

// routes asks the system for its default routes. Without any, and without the right or the command
// to ask, it is empty, and the ranking goes by the adapters alone. There is no telling how long the
// system takes.
func routes() routing { return routesBy(gateway.DiscoverGateways, gateway.DiscoverInterface) }

// routesBy is routes where the answers of the system come from the two functions.
func routesBy(gateways func() ([]net.IP, error), chosen func() (net.IP, error)) routing {
	var r routing
	if ips, err := gateways(); err == nil {
		for _, ip := range ips {
			r.gateways = append(r.gateways, addrOf(ip))
		}
	}
	if ip, err := chosen(); err == nil {
		r.chosen = addrOf(ip)
	}
	return r
}

func addrOf(ip net.IP) netip.Addr {
	a, _ := netip.AddrFromSlice(ip)
	return a.Unmap()
}

// An inquiry asks for the routes, one question at a time: a system that does not answer is not asked
// again meanwhile. It is for one goroutine.
type inquiry struct {
	ask     func() routing
	pending chan routing // nil where no question is open
}

// open tells whether a question has not been answered yet.
func (q *inquiry) open() bool { return q.pending != nil }

// answer asks, unless a question is open, and waits for the answer. It is not ok where the answer
// does not come within gatewayTime or before stop is closed; the question stays open then, and the
// next call looks for its answer without waiting.
func (q *inquiry) answer(stop <-chan struct{}) (r routing, ok bool) {
	if q.open() {
		select {
		case r = <-q.pending:
			q.pending = nil
			return r, true
		default:
			return routing{}, false
		}
	}
	q.pending = make(chan routing, 1)
	go func(to chan<- routing) { to <- q.ask() }(q.pending)
	late := time.NewTimer(gatewayTime)
	defer late.Stop()
	select {
	case r = <-q.pending:
		q.pending = nil
		return r, true
	case <-late.C:
	case <-stop:
	}
	return routing{}, false
}
