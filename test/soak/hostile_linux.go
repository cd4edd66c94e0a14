package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync/atomic"
	"time"
)

// hostile is one client that does what it should not, over and over, until its context ends.
type hostile struct {
	host   netip.AddrPort
	random *rand.Rand
	visits *visits
}

// visits counts what they did, by kind.
type visits struct {
	done    [16]atomic.Int64
	refused atomic.Int64 // could not connect
}

// kind is one way to be hostile: it does so on a connection for about so long, and returns. Whatever
// fails is as it may be.
type kind struct {
	name  string
	share int // of all clients, in parts
	do    func(h *hostile, conn *net.TCPConn, long time.Duration)
}

// kinds are all of them.
func kinds() []kind {
	return []kind{
		{"flood", 4, (*hostile).flood},
		{"whole large messages", 2, (*hostile).large},
		{"never read", 16, (*hostile).deaf},
		{"read a byte a second", 10, (*hostile).sip},
		{"send a byte a second", 10, (*hostile).drip},
		{"say nothing", 10, (*hostile).silent},
		{"garbage", 8, (*hostile).garbage},
		{"reset inside a message", 8, (*hostile).cut},
		{"half-close", 8, (*hostile).half},
		{"hold back the end of a large message", 12, (*hostile).hog},
		{"a length that nobody may send", 4, (*hostile).claim},
		{"browser", 4, (*hostile).browser},
		{"long name", 4, (*hostile).name},
	}
}

// run is the life of a client that is of a kind at first and of any afterwards. Between, it comes and
// goes without a word.
func (h *hostile) run(ctx context.Context, number int) {
	all := kinds()
	dialer := net.Dialer{
		Timeout:   5 * time.Second,
		LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+number%8))},
	}
	for ctx.Err() == nil {
		conn, err := dialer.DialContext(ctx, "tcp4", h.host.String())
		if err != nil {
			h.visits.refused.Add(1)
			pause(ctx, 100*time.Millisecond)
			continue
		}
		tcp, ok := conn.(*net.TCPConn)
		if !ok {
			return
		}
		which := h.pick(all)
		long := time.Duration(1+h.random.IntN(15_000)) * time.Millisecond
		_ = tcp.SetDeadline(time.Now().Add(long + time.Second))
		stop := context.AfterFunc(ctx, func() { _ = tcp.SetDeadline(time.Unix(1, 0)) })
		if h.random.IntN(3) > 0 { // the third kind of visit is churn
			all[which].do(h, tcp, long)
			h.visits.done[which].Add(1)
		} else {
			h.visits.done[len(all)].Add(1)
		}
		stop()
		if h.random.IntN(2) > 0 {
			_ = tcp.SetLinger(0)
		}
		_ = tcp.Close()
	}
}

// pick chooses a kind by the shares.
func (h *hostile) pick(all []kind) int {
	sum := 0
	for _, k := range all {
		sum += k.share
	}
	at := h.random.IntN(sum)
	for i, k := range all {
		if at -= k.share; at < 0 {
			return i
		}
	}
	return 0
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// frame is a message with its length before it.
func frame(msg []byte) []byte { return append(fmt.Appendf(nil, "%-*d", header, len(msg)), msg...) }

// joins gives a name, as the game wants.
func (h *hostile) joins(conn net.Conn) { _, _ = conn.Write(frame([]byte("hostile"))) }

// alone joins, and tells whether it is in another room than the good players are. From those in its own
// room who say more than it can take nothing protects a player but its own end: what waits for it is
// bounded, and they are not made to wait.
func (h *hostile) alone(conn net.Conn) bool {
	greeting := make([]byte, header+1)
	h.joins(conn)
	_, err := io.ReadFull(conn, greeting)
	return err == nil && (greeting[0] != '1' || greeting[header] != '0')
}

// listens reads and forgets until the end of the stream or the deadline.
func listens(conn net.Conn) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(io.Discard, conn)
	}()
	return done
}

// lasts waits for so long, or until the deadline, which comes early when all is over, or the end.
func lasts(conn net.Conn, long time.Duration) {
	_ = conn.SetReadDeadline(time.Now().Add(long))
	_, _ = io.Copy(io.Discard, conn)
}

func (h *hostile) flood(conn *net.TCPConn, long time.Duration) {
	if !h.alone(conn) {
		return
	}
	done := listens(conn)
	for end := time.Now().Add(long); time.Now().Before(end); {
		if _, err := conn.Write(bytes.Repeat(frame(make([]byte, h.random.IntN(3000))), 20)); err != nil {
			break
		}
	}
	_ = conn.CloseWrite()
	<-done
}

func (h *hostile) large(conn *net.TCPConn, long time.Duration) {
	if !h.alone(conn) {
		return
	}
	done := listens(conn)
	msg := frame(make([]byte, largest))
	for end := time.Now().Add(long); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if _, err := conn.Write(msg); err != nil {
			break
		}
	}
	_ = conn.CloseWrite()
	<-done
}

func (h *hostile) deaf(conn *net.TCPConn, long time.Duration) {
	_ = conn.SetReadBuffer(4096)
	h.joins(conn)
	msg := frame(make([]byte, 2000))
	for end := time.Now().Add(long); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if _, err := conn.Write(msg); err != nil {
			return
		}
	}
}

func (h *hostile) sip(conn *net.TCPConn, long time.Duration) {
	_ = conn.SetReadBuffer(4096)
	h.joins(conn)
	for end := time.Now().Add(long); time.Now().Before(end); time.Sleep(time.Second) {
		if _, err := conn.Read(make([]byte, 1)); err != nil {
			return
		}
	}
}

func (h *hostile) drip(conn *net.TCPConn, long time.Duration) {
	msg := frame([]byte("slow"))
	for i, end := 0, time.Now().Add(long); time.Now().Before(end); time.Sleep(time.Second) {
		if _, err := conn.Write(msg[i%len(msg) : i%len(msg)+1]); err != nil {
			return
		}
		i++
	}
}

func (h *hostile) silent(conn *net.TCPConn, long time.Duration) { lasts(conn, long) }

func (h *hostile) garbage(conn *net.TCPConn, long time.Duration) {
	rubbish := make([]byte, 1+h.random.IntN(100_000))
	for i := range rubbish {
		rubbish[i] = byte(h.random.Uint32())
	}
	_, _ = conn.Write(rubbish)
	lasts(conn, min(long, time.Second))
}

func (h *hostile) cut(conn *net.TCPConn, _ time.Duration) {
	h.joins(conn)
	whole := frame(make([]byte, 1+h.random.IntN(50_000)))
	_, _ = conn.Write(whole[:h.random.IntN(len(whole))])
	_ = conn.SetLinger(0)
}

func (h *hostile) half(conn *net.TCPConn, long time.Duration) {
	h.joins(conn)
	_, _ = conn.Write(frame(make([]byte, 500)))
	_ = conn.CloseWrite()
	lasts(conn, long)
}

func (h *hostile) hog(conn *net.TCPConn, long time.Duration) {
	h.joins(conn)
	done := listens(conn)
	whole := frame(make([]byte, largest))
	_, _ = conn.Write(whole[:len(whole)-1])
	_ = conn.SetReadDeadline(time.Now().Add(long))
	<-done
}

func (h *hostile) claim(conn *net.TCPConn, long time.Duration) {
	h.joins(conn)
	_, _ = conn.Write([]byte("9999999999"))
	lasts(conn, long)
}

func (h *hostile) browser(conn *net.TCPConn, long time.Duration) {
	_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: porchlight\r\n\r\n")
	lasts(conn, long)
}

func (h *hostile) name(conn *net.TCPConn, long time.Duration) {
	_, _ = conn.Write(frame(bytes.Repeat([]byte("name"), largest/4)))
	lasts(conn, long)
}
