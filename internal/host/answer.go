package host

import (
	"porchlight/internal/conn"
	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/journal"
)

// answerer holds the buffers for a player's answers, which are reused for each message.
type answerer struct{ scratch, frame []byte }

// maxKeptBuffer is the capacity in bytes up to which each buffer is kept.
const maxKeptBuffer = 64 << 10

// answer calls the rule for a message, delivers the answer and journals both.
//
// Large answers are made one at a time, so that the memory of their copies is bounded. largeAnswers is held
// while one is made and sent, which waits for nothing.
func (a *answerer) answer(p *player, m conn.Message) {
	r := p.room
	isLarge := r.mayAnswerLarge(m.Bytes)
	if isLarge {
		r.delivery.Lock()
		defer r.delivery.Unlock()
		p.run.largeAnswers.Lock()
		defer p.run.largeAnswers.Unlock()
	}
	p.info.Players = int(r.count.Load())
	answer, audience := r.rule.Answer(&p.info, m.Bytes, a.scratch[:0])
	frame, err := a.framed(p.run.config.Game, p.info.Name, answer)
	switch {
	case err != nil:
		p.run.reportError(p, err)
		journalAnswer(p, m, answer, 0, audience)
	case audience == game.Sender:
		journalAnswer(p, m, answer, p.send(frame, len(answer)), audience)
	case isLarge:
		p.conn.Charge(m.Received, r.deliverAnswer(p, m, answer, frame, audience), 0)
	default:
		r.fanOut(p, m, answer, frame, audience)
	}
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

// journalAnswer journals a message with its answer and the number of recipients among its audience.
func journalAnswer(p *player, m conn.Message, answer []byte, to int, audience game.Audience) {
	p.run.host.journal.Message(m.Received, p.seat, m.Bytes, answer, to, marksOf(m)|audienceMarks(to, audience))
}

// audienceMarks returns the journal's marks of an answer.
func audienceMarks(to int, audience game.Audience) (marks journal.Mark) {
	if audience == game.Sender {
		marks = journal.ToSeat
	}
	if to == 0 {
		marks |= journal.Unheard
	}
	return marks
}

// mayAnswerLarge reports whether the answer to a message may be large, because the message or the game's text
// is, or because the rule may answer with an earlier message that was. It remembers such messages.
func (r *room) mayAnswerLarge(msg []byte) bool {
	if len(msg)+r.run.answerText > maxKeptBuffer {
		if r.run.config.Game.Rule == game.RuleSwap {
			r.keepsLarge.Store(true)
		}
		return true
	}
	return r.keepsLarge.Load()
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
