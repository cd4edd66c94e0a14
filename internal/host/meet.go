package host

import (
	"encoding/binary"
	"errors"
	"os"
	"time"

	"porchlight/internal/journal"
)

// sniffTimeout is how long a newcomer that says nothing is taken for a possible browser, where browsers
// get a page. A browser speaks at once; who waits to be greeted is greeted after this time. What a
// newcomer says is never held back.
const sniffTimeout = 40 * time.Millisecond

// ADBName is the name of a player that turns out to be the Android tools on this machine. They look
// for emulators on odd ports from 5555 up.
const ADBName = "Android tools (adb)"

// sniff looks at the first bytes of a newcomer without taking them, announces it, and tells whether it
// stays. A browser gets its page instead of a seat, where browsers are answered.
func (p *player) sniff() (stays bool) {
	if !p.answersBrowsers && !p.isLocal {
		p.announce()
		return true
	}
	wait := time.Duration(0)
	if p.answersBrowsers {
		wait = p.host.timing.sniff
	} else {
		p.announce()
	}
	said, err := p.peek(wait)
	if errors.Is(err, os.ErrDeadlineExceeded) && p.ended.Load() == 0 {
		p.announce()
		said, err = p.peek(0)
	}
	if p.answersBrowsers && isBrowser(said) {
		p.showPage()
		p.end(journal.Browser, "")
		p.host.journal.Event(time.Now(), journal.Event{Kind: journal.PageServed, Seat: -1, Addr: p.addr})
		return false
	}
	p.announce()
	if err != nil {
		p.end(p.reasonOf(err))
	}
	if p.isLocal && isADB(said) {
		name := ADBName
		p.name.Store(&name)
		p.host.journal.Event(time.Now(), journal.Event{Kind: journal.Named, Seat: p.seat, Addr: p.addr, Detail: name})
	}
	return p.ended.Load() == 0
}

// announce makes a newcomer a player that others hear of, if it is not yet: it is journalled, greeted
// and announced to its room.
func (p *player) announce() {
	h := p.host
	h.mu.Lock()
	defer h.mu.Unlock()
	if p.isAnnounced {
		return
	}
	now := time.Now()
	p.isAnnounced, p.joined = true, now
	p.lastHeard.Store(now.UnixNano())
	h.journal.Event(now, journal.Event{Kind: journal.Joined, Seat: p.seat, Addr: p.addr})
	p.room.greet(p)
}

// peek waits until the player says something, or for so long, and gives the beginning of it without
// taking it; 0 waits without end. The error is reading's.
func (p *player) peek(wait time.Duration) (said []byte, err error) {
	if wait > 0 {
		p.readUntil(time.Now().Add(wait))
		defer p.readUntil(time.Time{})
	}
	return p.in.Peek()
}

// readUntil limits how long the player's goroutine may read; the zero time is no limit. Whoever is
// ended already has no time left: end's own limit is put back.
func (p *player) readUntil(t time.Time) {
	_ = p.conn.SetReadDeadline(t) // these fail only when the connection is closed already
	if p.ended.Load() != 0 {
		_ = p.conn.SetReadDeadline(past())
	}
}

// isADB tells whether bytes begin with an adb CONNECT message: its command, and the same with all
// bits turned as its last word (AOSP, packages/modules/adb/protocol.txt).
func isADB(said []byte) bool {
	const connect, size = 0x4e584e43, 24
	return len(said) >= size &&
		binary.LittleEndian.Uint32(said) == connect &&
		binary.LittleEndian.Uint32(said[size-4:]) == connect^0xffffffff
}
