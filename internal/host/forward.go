package host

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"time"

	"porchlight/internal/conn"
	"porchlight/internal/framing"
	"porchlight/internal/game"
	"porchlight/internal/journal"
)

// Dialer connects a player to the person's own server, for games with the rule forward. player is the player's
// address, and local is this computer's that it connected to.
type Dialer func(ctx context.Context, player, local netip.AddrPort) (*net.TCPConn, error)

const (
	// forwardBuffer is the number of bytes read at a time from a player or a server behind.
	forwardBuffer = 64 << 10
	// maxTapMessage is the limit in bytes of a message that the journal shows in one piece, if the game's framing
	// cuts what a server and its players say.
	maxTapMessage = 64 << 10
	// dialTimeout bounds one attempt to connect to the server.
	dialTimeout = 5 * time.Second
	// serverWait is the time for which a player waits for a server that cannot be reached, as while it starts.
	serverWait = 10 * time.Second
	// dialPause is the time between two attempts.
	dialPause = 200 * time.Millisecond
)

// forwards reports whether the game's players are connected to a server of the person's own.
func (r *run) forwards() bool { return r.config.Game.Rule == game.RuleForward }

// rateLimit returns the rate limit of the run. A server behind reads from a player as fast as it can, which bounds that
// player's bytes already, so the default limit of them does not apply.
func (r *run) rateLimit(l RateLimit) RateLimit {
	if r.forwards() && l.Bytes == DefaultBytes {
		l.Bytes = 0
	}
	return l
}

// forward connects the player to the server and passes bytes on until its connection ends.
func (p *player) forward() {
	server, err := p.dialServer()
	if err != nil {
		missing := &serverMissing{err}
		if p.conn.End(missing) {
			e := journal.Event{Kind: journal.Trouble, Reason: journal.NoServer, Seat: -1, Detail: missing.Error()}
			p.run.host.repeated.report(time.Now(), e)
		}
		return
	}
	in := p.run.config.Game.In.NewCutter(p.run.group.Buffers, forwardBuffer, maxTapMessage)
	out := p.run.config.Game.Out.NewCutter(p.run.group.Buffers, forwardBuffer, maxTapMessage)
	p.conn.Bridge(server, &tap{p.run.host.journal, p.seat, in, out}, p.run.linger)
	in.Discard()
	out.Discard()
}

// dialServer connects to the server. It tries again until serverWait is over, unless the player leaves.
func (p *player) dialServer() (*net.TCPConn, error) {
	local := conn.AddrPort(p.conn.LocalAddr())
	for begin := time.Now(); ; {
		ctx, cancel := context.WithTimeout(context.Background(), dialTimeout)
		server, err := p.run.config.Dial(ctx, p.addr, local)
		cancel()
		if err == nil {
			return server, nil
		}
		if time.Since(begin) > serverWait || p.conn.HasEnded() {
			return nil, err
		}
		select {
		case <-time.After(dialPause):
		case <-p.run.quit:
			return nil, err
		}
		if p.conn.PeerClosed() {
			p.conn.End(io.EOF)
			return nil, err
		}
	}
}

// serverMissing is the cause of a connection's end where the server cannot be reached.
type serverMissing struct{ err error }

func (e *serverMissing) Error() string { return conn.SystemError(e.err) }

func (e *serverMissing) Unwrap() error { return e.err }

// serverReason returns the journal's reason for an end by the server, or by its absence.
func serverReason(cause error) (reason journal.Reason, detail string, ok bool) {
	if e, found := errors.AsType[*serverMissing](cause); found {
		return journal.NoServer, e.Error(), true
	}
	if e, found := errors.AsType[*conn.ServerError](cause); found {
		if errors.Is(e.Err, io.EOF) {
			return journal.ByServer, "", true
		}
		return journal.ByServer, conn.SystemError(e.Err), true
	}
	return 0, "", false
}

// tap journals what a player and the server say, cut by the game's framing. It implements [conn.Tap].
type tap struct {
	journal *journal.Journal
	seat    int
	in, out *framing.Cutter // each used in one goroutine
}

// FromPeer implements conn.Tap.
func (t *tap) FromPeer(at time.Time, b []byte) {
	t.in.Push(b)
	for msg, coalesced, ok := t.in.Next(); ok; msg, coalesced, ok = t.in.Next() {
		t.journal.ToServer(at, t.seat, msg, tapMarks(coalesced))
	}
}

// ToPeer implements conn.Tap.
func (t *tap) ToPeer(at time.Time, b []byte) {
	t.out.Push(b)
	for msg, coalesced, ok := t.out.Next(); ok; msg, coalesced, ok = t.out.Next() {
		t.journal.FromServer(at, t.seat, msg, tapMarks(coalesced))
	}
}

// tapMarks returns the journal's marks of a message that a tap has cut.
func tapMarks(coalesced bool) journal.Mark {
	if coalesced {
		return journal.Coalesced
	}
	return 0
}
