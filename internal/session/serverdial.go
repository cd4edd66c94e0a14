package session

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"time"

	proxyproto "github.com/pires/go-proxyproto"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/upstream"
)

// dialer returns the function that connects players to a game's own server; nil where it has none.
func (s *Session) dialer(g *game.Game, run uint64) host.Dialer {
	if g.Rule != game.RuleForward {
		return nil
	}
	return func(ctx context.Context, player, local netip.AddrPort) (*net.TCPConn, error) {
		address, err := s.serverAddress(g, run)
		if err != nil {
			return nil, err
		}
		c, err := (&net.Dialer{KeepAlive: -1}).DialContext(ctx, "tcp", address)
		if err != nil {
			return nil, err
		}
		tcp, ok := c.(*net.TCPConn)
		if !ok {
			return nil, errors.New("not a TCP connection")
		}
		if g.Server.ProxyProtocol {
			if err := sendPlayerAddress(tcp, player, local); err != nil {
				_ = tcp.Close() // nothing is lost
				return nil, err
			}
		}
		return tcp, nil
	}
}

// sendPlayerAddress sends a PROXY protocol header of version 2 (haproxy.org, proxy-protocol.txt, section 2.2).
func sendPlayerAddress(tcp *net.TCPConn, player, local netip.AddrPort) error {
	if err := tcp.SetWriteDeadline(time.Now().Add(time.Second)); err != nil {
		return err
	}
	header := proxyproto.HeaderProxyFromAddrs(2, net.TCPAddrFromAddrPort(player), net.TCPAddrFromAddrPort(local))
	if _, err := header.WriteTo(tcp); err != nil {
		return err
	}
	return tcp.SetWriteDeadline(time.Time{})
}

// errNotListening is the error of connecting to a server that listens nowhere yet.
var errNotListening = errors.New("it listens on no port")

// serverAddress returns the address of a game's own server.
func (s *Session) serverAddress(g *game.Game, run uint64) (string, error) {
	if g.Server.Address != "" {
		return g.Server.Address, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.own.run != run || s.own.State != ServerListening {
		return "", errNotListening // the watcher will find out, and the player tries again
	}
	return s.own.Address, nil
}

// findServer returns the address on which a server listens, as this computer reaches it; "": on none.
func findServer(ctx context.Context, program *upstream.Program) string {
	all := program.Listening(ctx)
	if len(all) == 0 {
		return ""
	}
	a := all[0]
	switch {
	case !a.Addr().IsUnspecified():
	case a.Addr().Is4():
		a = netip.AddrPortFrom(loopback, a.Port())
	default:
		a = netip.AddrPortFrom(netip.IPv6Loopback(), a.Port())
	}
	return a.String()
}
