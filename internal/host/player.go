package host

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/journal"
)

// Player is what a host knows of one connected client, as it was when it was asked for.
type Player struct {
	Seat         int
	Addr         netip.AddrPort
	Joined       time.Time
	LastHeard    time.Time // Joined while it has said nothing
	MessagesIn   uint64    // from the player
	MessagesOut  uint64    // to the player
	BytesIn      uint64
	BytesOut     uint64
	PartialBytes int    // bytes that came of a message whose end has not, however long ago
	Name         string // as it gave it; "" where it gave none
}

// player is one connection. Its goroutine, serve, reads, answers and at last hangs up; other
// goroutines may call end and send.
//
// What each message touches stands first and together: among a thousand players it is out of the
// processor's caches whenever one of them speaks again.
type player struct {
	host *Host
	room *room
	in   *framing.Reader // of the player's goroutine

	ended        atomic.Uint32 // the journal.Reason, once there is one
	isIntroduced bool          // it hears the others of its room; under room.mu
	isNamed      bool          // it gave its name; serve's
	isAnnounced  bool          // it was journalled and greeted; under Host.mu
	seat         int

	messagesIn, messagesOut atomic.Uint64
	bytesIn, bytesOut       atomic.Uint64
	lastHeard               atomic.Int64 // nanoseconds since 1970
	throttle                throttle

	input meteredReader
	out   outbox
	info  game.PlayerInfo // before serve runs, the accepting goroutine's; then serve's

	conn            *net.TCPConn
	addr            netip.AddrPort
	joined          time.Time   // at the door, until it is announced; under Host.mu
	isLocal         bool        // from this machine
	answersBrowsers bool        // a browser is answered with a page
	pendingID       uint64      // as a visitor at the door
	admitted        atomic.Bool // from the door
	detail          atomic.Pointer[string]
	name            atomic.Pointer[string] // nil while it gave none
}

// assignSeat gives the player its seat and its place in a room. Host.mu is held.
func (p *player) assignSeat(seat int) {
	p.seat = seat
	number, inRoom := place(seat, p.host.config.Game.Room)
	p.room = p.host.room(number)
	p.info = game.PlayerInfo{Seat: inRoom, Room: number, Name: "Player " + strconv.Itoa(inRoom), Address: p.addr.String()}
	p.room.join(p)
}

// end decides why the player leaves, if that is not decided yet, and wakes its goroutine, which does
// the rest. Any goroutine may call it that does not hold the outbox's lock; it does not wait.
func (p *player) end(r journal.Reason, detail string) {
	if !p.ended.CompareAndSwap(0, uint32(r)) {
		return
	}
	if detail != "" {
		d := detail // a copy, so that a player without one costs none
		p.detail.Store(&d)
	}
	p.out.close()
	p.throttle.wake()
	_ = p.conn.SetReadDeadline(past()) // fails only when the connection is closed already
}

// past is a deadline that is over.
func past() time.Time { return time.Unix(1, 0) }

// initReader makes ready to read messages.
func (p *player) initReader() error {
	c := &p.host.config
	p.in = c.Game.In.NewPooledReader(&p.input, p.host.buffers, c.ReadBuffer, c.Game.Largest)
	p.input.player = p
	return p.input.socket.init(p.conn)
}

// serve is the player's goroutine, once it has a seat.
func (p *player) serve() {
	defer p.leave()
	defer p.recoverPanic()
	if !p.sniff() {
		return
	}
	g := p.host.config.Game
	defer p.input.account(0)
	var a answerer
	for {
		msg, err := p.in.Next()
		if p.ended.Load() != 0 {
			return
		}
		if err != nil {
			p.end(p.reasonOf(err))
			return
		}
		now := time.Now()
		p.lastHeard.Store(now.UnixNano())
		p.messagesIn.Add(1)
		p.bytesIn.Add(uint64(len(msg)))
		if g.NameFirst && !p.isNamed {
			p.setName(now, msg, marksOf(p.in))
		} else {
			a.answer(p, now, msg, marksOf(p.in))
		}
		p.out.wait()
		p.applyRateLimit(now, len(msg))
	}
}

// marksOf tells what TCP did to the message that was read last.
func marksOf(in *framing.Reader) (m journal.Mark) {
	if in.FilledBuffer() {
		m = journal.FilledBuffer
	}
	if in.IndexInRead() > 1 {
		m |= journal.Coalesced
	}
	return m
}

// setName keeps a player's first message as its name, answers that where the game does, and lets
// the player into the talk of its room.
func (p *player) setName(now time.Time, msg []byte, marks journal.Mark) {
	p.isNamed = true
	if name := strings.TrimSpace(string(msg[:min(len(msg), game.MaxName)])); name != "" {
		p.info.Name = name
		p.name.Store(&name)
	}
	p.host.journal.Event(now, journal.Event{Kind: journal.Named, Seat: p.seat, Addr: p.addr, Detail: p.info.Name})
	p.room.mu.Lock()
	defer p.room.mu.Unlock()
	p.info.Players = int(p.room.count.Load())
	text, ok := p.host.texts.NameReply(&p.info)
	to := 0
	if ok && p.sendText(text) {
		to = 1
	}
	p.host.journal.Message(now, p.seat, msg, text, to, marks)
	p.room.introduce(p)
}

// answerer holds the memory that answers are made in, used again for each message.
type answerer struct{ scratch, frame []byte }

// maxKeptBuffer is how much of it is kept, in bytes; a large message's is given back.
const maxKeptBuffer = 64 << 10

// answer asks the rule what to say to a message, sends that and writes the journal.
func (a *answerer) answer(p *player, now time.Time, msg []byte, marks journal.Mark) {
	h := p.host
	g := h.config.Game
	p.info.Players = int(p.room.count.Load())
	answer, audience := p.room.rule.Answer(&p.info, msg, a.scratch[:0])
	frame, err := a.framed(g, p.info.Name, answer)
	to := 0
	switch {
	case err != nil:
		h.reportError(err)
	case audience == game.Sender && p.send(frame, len(answer)):
		to = 1
	case audience == game.Others, audience == game.Everyone:
		// Journalled under the lock too, so that nobody's reply stands before what it replies to.
		p.room.mu.Lock()
		defer p.room.mu.Unlock()
		to = p.room.deliver(p, frame, len(answer), audience)
	}
	h.journal.Message(now, p.seat, msg, answer, to, marks)
	if len(answer) > 0 && !sameMemory(answer, msg) {
		a.scratch = answer
	}
	if cap(a.scratch) > maxKeptBuffer {
		a.scratch = nil
	}
	if cap(a.frame) > maxKeptBuffer {
		a.frame = nil
	}
}

// framed puts an answer into the stream, with the speaker's name as a message before it where the
// game says so. Where nothing is put around the answer it is the frame itself.
func (a *answerer) framed(g *game.Game, name string, answer []byte) (frame []byte, err error) {
	if g.Out == (framing.Framing{}) && !g.NameFrame {
		return answer, nil
	}
	frame = a.frame[:0]
	if g.NameFrame {
		if frame, err = g.Out.Append(frame, []byte(name)); err != nil {
			return nil, err
		}
	}
	if frame, err = g.Out.Append(frame, answer); err == nil {
		a.frame = frame
	}
	return frame, err
}

// sameMemory tells whether a, which is not empty, begins where b does.
func sameMemory(a, b []byte) bool { return len(b) > 0 && &a[0] == &b[0] }

// sendText puts the host's own words into the stream and hands them to the player.
func (p *player) sendText(text []byte) bool {
	frame, err := p.host.config.Game.Out.Append(nil, text)
	if err != nil {
		p.host.reportError(err)
		return false
	}
	return p.send(frame, len(text))
}

// send hands a frame to the player, in one write where the socket takes it, and counts its payload
// in bytes.
func (p *player) send(frame []byte, payload int) bool {
	if !p.out.send(frame) {
		return false
	}
	p.messagesOut.Add(1)
	p.bytesOut.Add(uint64(payload))
	return true
}

// reasonOf tells what the end of reading means.
func (p *player) reasonOf(err error) (journal.Reason, string) {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		// After a failed write some systems report a lost connection as the end of the stream.
		failed := p.out.failure()
		switch {
		case failed != nil && !errors.Is(failed, syscall.EPIPE):
			err = failed
		case errors.Is(err, io.EOF):
			return journal.ByPlayer, ""
		}
	}
	if errors.Is(err, errNoMemory) {
		return journal.NoMemory, ""
	}
	if bad, ok := errors.AsType[*framing.FrameError](err); ok {
		if errors.Is(bad, io.ErrUnexpectedEOF) {
			return journal.CutOff, bad.Error()
		}
		return journal.BadMessage, bad.Error()
	}
	return journal.ConnectionLost, systemError(err)
}

// systemError is the innermost error of a connection's, without the addresses around it.
func systemError(err error) string {
	if op, ok := errors.AsType[*net.OpError](err); ok {
		err = op.Err
	}
	if call, ok := errors.AsType[*os.SyscallError](err); ok {
		err = call.Err
	}
	return err.Error()
}

// recoverPanic turns a panic of this goroutine into the end of its player.
func (p *player) recoverPanic() {
	r := recover()
	if r == nil {
		return
	}
	stack := debug.Stack() // still that of the panic: this runs on top of it
	p.end(journal.Fault, fmt.Sprint(r))
	if tell := p.host.config.OnPanic; tell != nil {
		tell(r, stack)
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
	h.removeConn(p)
	h.seats.release(p.seat)
	if p.isAnnounced {
		h.journal.Event(time.Now(), e)
	}
	p.room.leave(p)
	h.mu.Unlock()
	if e.Reason == journal.ByPlayer {
		_ = p.conn.Close() // all that it said was read: nothing is left to turn the end into a reset
		return
	}
	closeGracefully(p.conn, h.timing.linger)
}

func (p *player) snapshot() Player {
	s := Player{
		Seat:         p.seat,
		Addr:         p.addr,
		Joined:       p.joined,
		LastHeard:    time.Unix(0, p.lastHeard.Load()),
		MessagesIn:   p.messagesIn.Load(),
		MessagesOut:  p.messagesOut.Load(),
		BytesIn:      p.bytesIn.Load(),
		BytesOut:     p.bytesOut.Load(),
		PartialBytes: int(p.input.partial.Load()),
	}
	if name := p.name.Load(); name != nil {
		s.Name = *name
	}
	return s
}
