package host

import (
	"errors"
	"io"
	"time"

	"porchlight/internal/conn"
	"porchlight/internal/framing"
	"porchlight/internal/journal"
)

// hostCause is the cause with which the host ends a connection.
type hostCause struct{ reason journal.Reason }

func (e *hostCause) Error() string { return e.reason.String() }

// reasonOf returns the journal's reason and detail for the cause of a connection's end. For nil it returns 0.
func reasonOf(cause error) (reason journal.Reason, detail string) {
	if cause == nil {
		return 0, ""
	}
	if e, ok := errors.AsType[*hostCause](cause); ok {
		return e.reason, ""
	}
	if reason, detail, ok := serverReason(cause); ok {
		return reason, detail
	}
	if e, ok := errors.AsType[*framing.FrameError](cause); ok {
		if errors.Is(e, io.ErrUnexpectedEOF) {
			return journal.CutOff, e.Error()
		}
		return journal.BadMessage, e.Error()
	}
	if e, ok := errors.AsType[*conn.RateExceeded](cause); ok {
		return rateReason(e), ""
	}
	if e, ok := errors.AsType[*conn.PanicError](cause); ok {
		return journal.Fault, e.Error()
	}
	switch {
	case errors.Is(cause, io.EOF), errors.Is(cause, conn.ErrRestDiscarded):
		return journal.ByPlayer, ""
	case errors.Is(cause, conn.ErrTooSlow):
		return journal.TooSlow, ""
	case errors.Is(cause, conn.ErrNoMemory):
		return journal.NoMemory, ""
	}
	return journal.ConnectionLost, conn.SystemError(cause)
}

// rateReason returns the journal's reason for a rate limit.
func rateReason(e *conn.RateExceeded) journal.Reason {
	if e.Kind == conn.LimitBytes {
		return journal.TooMuch
	}
	return journal.TooFast
}

// leave notifies the player's room, frees its seat and closes its connection. The room is notified first, so
// that a later player gets the seat only after the others know that it is free.
func (p *player) leave() {
	h, r := p.run.host, p.run
	p.room.leave(p)
	cause := p.conn.Cause()
	reason, detail := reasonOf(cause)
	h.mu.Lock()
	r.access.Closed(p.addr.Addr())
	r.seats.release(p.seat)
	if p.isAnnounced {
		h.journal.Event(time.Now(), journal.Event{
			Kind: journal.Left, Reason: reason, Seat: p.seat, Conn: uint64(p.id), Addr: p.addr, Detail: detail,
		})
	}
	h.mu.Unlock()
	p.conn.CloseAfter(cause, r.linger())
}
