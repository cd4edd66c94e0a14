package host_test

import (
	"io"
	"sync"
	"testing"
	"time"

	"porchlight/internal/hosttest"
)

func BenchmarkForward(b *testing.B) {
	f := openForward(b, nil)
	var clients []*hosttest.Client
	for range 50 {
		p, s := f.pair()
		_ = p.SetDeadline(time.Time{})
		_ = s.SetDeadline(time.Time{})
		go func() {
			buf := make([]byte, 2048)
			for {
				n, err := s.TCPConn.Read(buf)
				if err != nil {
					return
				}
				if _, err := s.TCPConn.Write(buf[:n]); err != nil {
					return
				}
			}
		}()
		clients = append(clients, p)
	}
	b.ResetTimer()
	var wg sync.WaitGroup
	for _, c := range clients {
		wg.Go(func() {
			msg, reply := make([]byte, 32), make([]byte, 32)
			for range b.N / 50 {
				_, _ = c.TCPConn.Write(msg)
				if _, err := io.ReadFull(c.TCPConn, reply); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
}
