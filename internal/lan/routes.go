package lan

import (
	"net"
	"net/netip"
	"time"

	"github.com/jackpal/gateway"
)

// routesTimeout bounds a query of the system's routes, which runs a command on Windows.
const routesTimeout = 1500 * time.Millisecond

// routing is the system's default routes, as in [Table].
type routing struct {
	gateways []netip.Addr
	chosen   netip.Addr
}

// routes queries the system's default routes. The result is empty if there are none or the query fails; the ranking
// then uses the adapters only. The query has no timeout.
func routes() routing { return routesBy(gateway.DiscoverGateways, gateway.DiscoverInterface) }

// routesBy is routes with the given functions for the system's.
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

// routesQuery queries the routes, at most once at a time. It is not safe for concurrent use.
type routesQuery struct {
	ask     func() routing
	pending chan routing // receives the result; nil if no query is pending
}

// isPending reports whether a query has not returned.
func (q *routesQuery) isPending() bool { return q.pending != nil }

// query starts a query and waits for its result. ok is false if there is none within routesTimeout or before stop is
// closed; the query is then pending, and the next call returns its result, if there is one, without waiting.
func (q *routesQuery) query(stop <-chan struct{}) (r routing, ok bool) {
	if q.isPending() {
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
	timeout := time.NewTimer(routesTimeout)
	defer timeout.Stop()
	select {
	case r = <-q.pending:
		q.pending = nil
		return r, true
	case <-timeout.C:
	case <-stop:
	}
	return routing{}, false
}
