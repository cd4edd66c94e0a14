package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"porchlight/test/headless"
)

// hostile is a client that misbehaves on one connection after the other until its context ends.
type hostile struct {
	program *headless.Program
	random  *rand.Rand
	visits  *visits
}

// visits counts the connections of all hostile clients, by kind.
type visits struct {
	byKind  [20]atomic.Int64 // indexed like kinds; the next one counts clients that only connect and close
	refused atomic.Int64     // failed to connect

	mu      sync.Mutex
	longest time.Duration // from the end of a flooder to its leave
}

// kind is one way to misbehave. Its function does so on a connection for about a duration and ignores errors.
type kind struct {
	name  string
	share int // relative frequency
	do    func(h *hostile, conn *net.TCPConn, duration time.Duration)
}

// kinds returns all kinds.
func kinds() []kind {
	return []kind{
		{"flood", 4, (*hostile).flood},
		{"flood without reading, and end like a killed program", 4, (*hostile).floodAndVanish},
		{"whole large messages", 2, (*hostile).largeMessages},
		{"the largest messages without a pause", 1, (*hostile).hoard},
		{"never read", 16, (*hostile).neverRead},
		{"read a byte a second", 10, (*hostile).readSlowly},
		{"send a byte a second", 10, (*hostile).sendSlowly},
		{"say nothing", 10, (*hostile).silent},
		{"garbage", 8, (*hostile).garbage},
		{"reset inside a message", 8, (*hostile).resetInsideMessage},
		{"half-close", 8, (*hostile).halfClose},
		{"hold back the end of a large message", 12, (*hostile).holdBack},
		{"a length beyond the limit", 4, (*hostile).claimLength},
		{"browser", 4, (*hostile).browser},
		{"long name", 4, (*hostile).longName},
	}
}

// run connects again and again until ctx is done. Each connection is of a random kind; one third of them only connect
// and close.
func (h *hostile) run(ctx context.Context, number int) {
	all := kinds()
	dialer := net.Dialer{
		Timeout:   5 * time.Second,
		LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+number%8))},
	}
	for ctx.Err() == nil {
		conn, err := dialer.DialContext(ctx, "tcp4", h.program.Address().String())
		if err != nil {
			h.visits.refused.Add(1)
			pause(ctx, 100*time.Millisecond)
			continue
		}
		tcp, ok := conn.(*net.TCPConn)
		if !ok {
			return
		}
		at := h.pick(all)
		duration := time.Duration(1+h.random.IntN(15_000)) * time.Millisecond
		_ = tcp.SetDeadline(time.Now().Add(duration + time.Second))
		stop := context.AfterFunc(ctx, func() { _ = tcp.SetDeadline(time.Unix(1, 0)) })
		if h.random.IntN(3) > 0 { // otherwise it only connects and closes
			all[at].do(h, tcp, duration)
			h.visits.byKind[at].Add(1)
		} else {
			h.visits.byKind[len(all)].Add(1)
		}
		stop()
		if h.random.IntN(2) > 0 {
			_ = tcp.SetLinger(0)
		}
		_ = tcp.Close()
	}
}

// pick returns the index of a random kind, weighted by the shares.
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

// frame returns a message with its length before it.
func frame(msg []byte) []byte { return append(fmt.Appendf(nil, "%-*d", header, len(msg)), msg...) }

// sendName sends a name, which the game requires first.
func (h *hostile) sendName(conn net.Conn) { _, _ = conn.Write(frame([]byte("hostile"))) }

// joinOtherRoom joins and reports whether the room is another one than the good players'. A player is ended if those
// in its own room send more than it can receive, because its queue is bounded and senders do not wait for it.
func (h *hostile) joinOtherRoom(conn net.Conn) bool {
	greeting := make([]byte, header+1)
	h.sendName(conn)
	_, err := io.ReadFull(conn, greeting)
	return err == nil && (greeting[0] != '1' || greeting[header] != '0')
}

// discard reads until the end of the stream or the deadline. The returned channel is closed then.
func discard(conn net.Conn) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(io.Discard, conn)
	}()
	return done
}

// hold reads for a duration, or until the end of the stream, or until the end of the run.
func hold(conn net.Conn, duration time.Duration) {
	_ = conn.SetReadDeadline(time.Now().Add(duration))
	_, _ = io.Copy(io.Discard, conn)
}

func (h *hostile) flood(conn *net.TCPConn, duration time.Duration) {
	if !h.joinOtherRoom(conn) {
		return
	}
	done := discard(conn)
	for end := time.Now().Add(duration); time.Now().Before(end); {
		if _, err := conn.Write(bytes.Repeat(frame(make([]byte, h.random.IntN(3000))), 20)); err != nil {
			break
		}
	}
	_ = conn.CloseWrite()
	<-done
}

// floodAndVanish fills the buffers of both sockets with messages of one byte and closes, without an end of its stream
// that could overtake them.
func (h *hostile) floodAndVanish(conn *net.TCPConn, duration time.Duration) {
	if !h.joinOtherRoom(conn) {
		return
	}
	flood := bytes.Repeat(frame([]byte("x")), 5000)
	_ = conn.SetDeadline(time.Now().Add(min(duration, 3*time.Second)))
	for {
		if _, err := conn.Write(flood); errors.Is(err, os.ErrDeadlineExceeded) {
			break
		} else if err != nil {
			return // it was ended as too slow
		}
	}
	closed := time.Now()
	_ = conn.Close()
	h.visits.addSeatOfGone(h.program, conn.LocalAddr().String(), closed)
}

// addSeatOfGone measures the time from the end of a flooder to its leave. Where the program does not report that
// leave in time, or only counts it because nobody read its output, it measures nothing.
func (v *visits) addSeatOfGone(program *headless.Program, address string, closed time.Time) {
	for end := closed.Add(3 * maxWait); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		left, ok := program.Left(address)
		if !ok || left.Time.Before(closed) {
			continue
		}
		v.mu.Lock()
		v.longest = max(v.longest, left.Time.Sub(closed))
		v.mu.Unlock()
		return
	}
}

// hoard sends the largest messages, as fast as they are taken.
func (h *hostile) hoard(conn *net.TCPConn, duration time.Duration) {
	if !h.joinOtherRoom(conn) {
		return
	}
	done := discard(conn)
	msg := frame(make([]byte, largest))
	for end := time.Now().Add(duration); time.Now().Before(end); {
		if _, err := conn.Write(msg); err != nil {
			break
		}
	}
	_ = conn.CloseWrite()
	<-done
}

func (h *hostile) largeMessages(conn *net.TCPConn, duration time.Duration) {
	if !h.joinOtherRoom(conn) {
		return
	}
	done := discard(conn)
	msg := frame(make([]byte, large))
	for end := time.Now().Add(duration); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if _, err := conn.Write(msg); err != nil {
			break
		}
	}
	_ = conn.CloseWrite()
	<-done
}

func (h *hostile) neverRead(conn *net.TCPConn, duration time.Duration) {
	_ = conn.SetReadBuffer(4096)
	h.sendName(conn)
	msg := frame(make([]byte, 2000))
	for end := time.Now().Add(duration); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if _, err := conn.Write(msg); err != nil {
			return
		}
	}
}

func (h *hostile) readSlowly(conn *net.TCPConn, duration time.Duration) {
	_ = conn.SetReadBuffer(4096)
	h.sendName(conn)
	for end := time.Now().Add(duration); time.Now().Before(end); time.Sleep(time.Second) {
		if _, err := conn.Read(make([]byte, 1)); err != nil {
			return
		}
	}
}

func (h *hostile) sendSlowly(conn *net.TCPConn, duration time.Duration) {
	msg := frame([]byte("slow"))
	for i, end := 0, time.Now().Add(duration); time.Now().Before(end); time.Sleep(time.Second) {
		if _, err := conn.Write(msg[i%len(msg) : i%len(msg)+1]); err != nil {
			return
		}
		i++
	}
}

func (h *hostile) silent(conn *net.TCPConn, duration time.Duration) { hold(conn, duration) }

func (h *hostile) garbage(conn *net.TCPConn, duration time.Duration) {
	data := make([]byte, 1+h.random.IntN(100_000))
	for i := range data {
		data[i] = byte(h.random.Uint32())
	}
	_, _ = conn.Write(data)
	hold(conn, min(duration, time.Second))
}

func (h *hostile) resetInsideMessage(conn *net.TCPConn, _ time.Duration) {
	h.sendName(conn)
	whole := frame(make([]byte, 1+h.random.IntN(50_000)))
	_, _ = conn.Write(whole[:h.random.IntN(len(whole))])
	_ = conn.SetLinger(0)
}

func (h *hostile) halfClose(conn *net.TCPConn, duration time.Duration) {
	h.sendName(conn)
	_, _ = conn.Write(frame(make([]byte, 500)))
	_ = conn.CloseWrite()
	hold(conn, duration)
}

func (h *hostile) holdBack(conn *net.TCPConn, duration time.Duration) {
	h.sendName(conn)
	done := discard(conn)
	whole := frame(make([]byte, large))
	_, _ = conn.Write(whole[:len(whole)-1])
	_ = conn.SetReadDeadline(time.Now().Add(duration))
	<-done
}

func (h *hostile) claimLength(conn *net.TCPConn, duration time.Duration) {
	h.sendName(conn)
	_, _ = conn.Write([]byte("9999999999"))
	hold(conn, duration)
}

func (h *hostile) browser(conn *net.TCPConn, duration time.Duration) {
	_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: porchlight\r\n\r\n")
	hold(conn, duration)
}

func (h *hostile) longName(conn *net.TCPConn, duration time.Duration) {
	_, _ = conn.Write(frame(bytes.Repeat([]byte("name"), large/4)))
	hold(conn, duration)
}
