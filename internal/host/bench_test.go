package host_test

import (
	"fmt"
	"net"
	"net/netip"
	"sync"
	"testing"

	"porchlight/internal/game"
	"porchlight/internal/host"
	"porchlight/internal/hosttest"
)

func BenchmarkEcho(b *testing.B) {
	inEachSize(b, func(b *testing.B, players, bytes int) {
		h := open(b, host.Config{RateLimit: defaultRateLimit()})
		play(b, h.Addr(), players, bytes)
	})
}

// BenchmarkBareEcho is what Echo is measured against.
func BenchmarkBareEcho(b *testing.B) {
	inEachSize(b, func(b *testing.B, players, bytes int) {
		l, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			b.Fatal(err)
		}
		var all sync.WaitGroup
		defer all.Wait()
		defer func() { _ = l.Close() }()
		all.Go(func() { bareEcho(l, &all) })
		play(b, netip.MustParseAddrPort(l.Addr().String()), players, bytes)
	})
}

// bareEcho is the simplest server that echoes: a goroutine a connection, and nothing else.
func bareEcho(l net.Listener, all *sync.WaitGroup) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		all.Go(func() {
			defer func() { _ = conn.Close() }()
			buf := make([]byte, game.DefaultBuffer)
			for {
				n, err := conn.Read(buf)
				if err != nil {
					return
				}
				if _, err := conn.Write(buf[:n]); err != nil {
					return
				}
			}
		})
	}
}

func inEachSize(b *testing.B, bench func(b *testing.B, players, bytes int)) {
	for _, players := range []int{1, 50, 1000} {
		for _, bytes := range []int{32, 2048} {
			b.Run(fmt.Sprintf("players=%d/bytes=%d", players, bytes), func(b *testing.B) {
				bench(b, players, bytes)
			})
		}
	}
}

// play connects clients, which send b.N messages in lockstep between them.
func play(b *testing.B, addr netip.AddrPort, players, bytes int) {
	b.Helper()
	msg := make([]byte, bytes)
	conns := make([]*net.TCPConn, players)
	replies := make([][]byte, players)
	for i := range conns {
		conn, err := hosttest.Dial(addr)
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		conns[i], replies[i] = conn, make([]byte, bytes)
		if err := hosttest.Lockstep(conn, msg, replies[i]); err != nil { // it is in
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	b.ResetTimer()
	var all sync.WaitGroup
	for i, conn := range conns {
		rounds := b.N / players
		if i < b.N%players {
			rounds++
		}
		all.Go(func() {
			for range rounds {
				if err := hosttest.Lockstep(conn, msg, replies[i]); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	b.StopTimer()
}
