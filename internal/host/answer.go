package host

import (
	"porchlight/internal/conn"
	"porchlight/internal/framing"
	"porchlight/internal/game"
)

// answerer holds the memory that a player's answers are made in, which is used again for each message.
type answerer struct{ scratch, frame []byte }

// maxKeptBuffer is how many bytes of each are kept; those of a large message are freed.
const maxKeptBuffer = 64 << 10

// answer asks the rule for the answer to a message, delivers it and writes the journal.
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
		// It is journalled under the lock too, so that no reply is recorded before what it replies to.
		r.delivery.Lock()
		defer r.delivery.Unlock()
		to = r.deliver(p, frame, len(answer), audience)
	}
	p.run.host.journal.Message(m.Received, p.seat, m.Bytes, answer, to, marksOf(m))
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

// framed frames an answer, after the sender's name as a message of its own where the game says so. The
// frame is the answer itself where nothing is added to it.
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

// isSameMemory reports whether a, which is not empty, begins where b does.
func isSameMemory(a, b []byte) bool { return len(b) > 0 && &a[0] == &b[0] }
