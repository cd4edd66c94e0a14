package host

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"runtime/debug"
	"sync/atomic"
	"syscall"
	"time"

	"porchlight/internal/game"
	"porchlight/internal/journal"
)

// Player is what a host knows of one connected client, as it was when it was asked for.
type Player struct {
	Seat        int
	Addr        netip.AddrPort
	Joined      time.Time
	LastHeard   time.Time // Joined while it has said nothing
	MessagesIn  uint64    // from the player
	MessagesOut uint64    // to the player
	BytesIn     uint64
	BytesOut    uint64
}

// player is one connection. Its goroutine, serve, reads, answers and at last hangs up; other
// goroutines may call end and use the outbox.
type player struct {
	host   *Host
	conn   *net.TCPConn
	addr   netip.AddrPort
	seat   int
	joined time.Time
	out    outbox

	ended  atomic.Uint32 // the journal.Reason, once there is one
	detail atomic.Pointer[string]

	messagesIn, messagesOut atomic.Uint64
	bytesIn, bytesOut       atomic.Uint64
	lastHeard               atomic.Int64 // nanoseconds since 1970
}

// end decides why the player leaves, if that is not decided yet, and wakes its goroutine, which does
// the rest. Any goroutine may call it that does not hold the outbox's lock; it does not wait.
func (p *player) end(r journal.Reason, detail string) {
	if !p.ended.CompareAndSwap(0, uint32(r)) {
		return
	}
	if detail != "" {
		p.detail.Store(&detail)
	}
	p.out.close()
	_ = p.conn.SetReadDeadline(time.Unix(1, 0)) // fails only when the connection is closed already
}

// serve is the player's goroutine.
func (p *player) serve() {
	defer p.host.running.Done()
	defer p.leave()
	defer p.recoverPanic()
	buf := make([]byte, p.host.config.ReadBuffer)
	var scratch []byte
	for {
		n, err := p.conn.Read(buf)
		if n > 0 && p.ended.Load() == 0 {
			scratch = p.answer(buf[:n], scratch)
		}
		if err != nil {
			p.end(p.reasonOf(err))
			return
		}
	}
}

// answer asks the rule what to say to a message, sends that and writes the journal. It returns the
// scratch space for the next message.
func (p *player) answer(msg, scratch []byte) []byte {
	h := p.host
	now := time.Now()
	p.lastHeard.Store(now.UnixNano())
	p.messagesIn.Add(1)
	p.bytesIn.Add(uint64(len(msg)))
	answer, audience := h.config.Rule.Answer(p.seat, msg, scratch[:0])
	to := 0
	if audience == game.Others || audience == game.Everyone {
		to = h.sendToOthers(p, answer)
	}
	if audience == game.Sender || audience == game.Everyone {
		if p.send(answer) {
			to++
		}
	}
	h.journal.Message(now, p.seat, msg, answer, to)
	p.out.wait()
	if cap(answer) > cap(scratch) && len(answer) > 0 && &answer[0] != &msg[0] {
		return answer
	}
	return scratch
}

// send hands one answer to the player, in one write where the socket takes it, and counts it.
func (p *player) send(answer []byte) bool {
	if !p.out.send(answer) {
		return false
	}
	p.messagesOut.Add(1)
	p.bytesOut.Add(uint64(len(answer)))
	return true
}

// reasonOf tells what the end of reading means.
func (p *player) reasonOf(err error) (journal.Reason, string) {
	if errors.Is(err, io.EOF) {
		// After a failed write some systems report a lost connection as the end of the stream.
		if err = p.out.failure(); err == nil || errors.Is(err, syscall.EPIPE) {
			return journal.ByPlayer, ""
		}
	}
	return journal.ConnectionLost, systemWords(err)
}

// systemWords is the innermost error of a connection's, without the addresses around it.
func systemWords(err error) string {
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	var call *os.SyscallError
	if errors.As(err, &call) {
		err = call.Err
	}
	return err.Error()
}

// recoverPanic turns a panic of this goroutine into the end of its player.
func (p *player) recoverPanic() {
	if r := recover(); r != nil {
		p.end(journal.Fault, fmt.Sprintf("%v at %s", r, debug.Stack()))
	}
}

// leave gives the seat back and hangs up.
func (p *player) leave() {
	h := p.host
	e := journal.Event{Kind: journal.Left, Reason: journal.Reason(p.ended.Load()), Seat: p.seat, Addr: p.addr}
	if d := p.detail.Load(); d != nil {
		e.Detail = *d
	}
	h.mu.Lock()
	h.seats.release(p.seat)
	h.journal.Event(time.Now(), e)
	h.mu.Unlock()
	hangUp(p.conn, farewell)
}

func (p *player) snapshot() Player {
	return Player{
		Seat:        p.seat,
		Addr:        p.addr,
		Joined:      p.joined,
		LastHeard:   time.Unix(0, p.lastHeard.Load()),
		MessagesIn:  p.messagesIn.Load(),
		MessagesOut: p.messagesOut.Load(),
		BytesIn:     p.bytesIn.Load(),
		BytesOut:    p.bytesOut.Load(),
	}
}
