package host

import (
	"porchlight/internal/conn"
	"porchlight/internal/framing"
	"porchlight/internal/game"
)

// answerer holds the buffers for a player's answers, which are reused for each message.
type answerer struct{ scratch, frame []byte }

// maxKeptBuffer is the capacity in bytes up to which each buffer is kept.
const maxKeptBuffer = 64 << 10

// answer calls the rule for a message, delivers the answer and journals both.
func (a *answerer) answer(p *player, m conn.Message) {
	r, g := p.room, p.run.config.Game
	p.info.Players = int(r.count.Load())
	answer, audience := r.rule.Answer(&p.info, m.Bytes, a.scratch[:0])
	frame, err := a.framed(g, p.info.Name, answer)
	to := 0
	switch {
	case err != nil:
		p.run.reportError(p, err)
	case audience == game.Sender && p.conn.Send(frame, len(answer)):
		to = 1
	case audience == game.Others, audience == game.Everyone:
		// The message is journalled under the lock, so that no reply is journalled before its message.
		r.delivery.Lock()
		defer r.delivery.Unlock()
		to = r.deliver(p, frame, len(answer), audience)
	}
	p.run.host.journal.Message(m.Received, p.seat, m.Bytes, answer, to, marksOf(m))
	p.conn.Charge(m.Received, to)
	if len(answer) > 0 && !isSameMemory(answer, m.Bytes) {
		a.scratch = answer
	}
	if cap(a.scratch) > maxKeptBuffer {
		a.scratch = nil
	}
	if cap(a.frame) > maxKeptBuffer {
		a.frame = nil
	}
}

// framed frames an answer, preceded by the sender's name as a message of its own if the game says so. The
// frame is the answer itself if nothing is added to it.
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

// isSameMemory reports whether a, which must not be empty, begins at the same address as b.
func isSameMemory(a, b []byte) bool { return len(b) > 0 && &a[0] == &b[0] }
