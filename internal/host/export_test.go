package host

import (
	"errors"
	"net"
	"net/netip"
	"time"

	"porchlight/internal/journal"
)

// Waiting is how many bytes the sockets of all players have not taken yet.
func (h *Host) Waiting() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for _, p := range h.seats.taken {
		if p != nil {
			p.out.mu.Lock()
			n += p.out.waiting
			p.out.mu.Unlock()
		}
	}
	return n
}

// Ending tells whether it is decided that the player on a seat leaves.
func (h *Host) Ending(seat int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	p := h.seats.at(seat)
	return p != nil && p.ended.Load() != 0
}

// What a newcomer is looked at by.
const (
	HeadSize  = headSize
	GreetTime = sniffTimeout
)

// IsBrowser judges a newcomer's first bytes.
func IsBrowser(said []byte) bool { return isBrowser(said) }

// IsADB judges them too.
func IsADB(said []byte) bool { return isADB(said) }

// Where a connection comes from.
const (
	FromHere    = originLocal
	FromNear    = originNearby
	FromOutside = originOutside
)

// Admit lets a connection in, or not, as if it came from there.
func (h *Host) AdmitForTest(conn *net.TCPConn, from origin) { h.admitConn(conn, from) }

// Connections is how many connections of how many addresses are counted.
func (h *Host) Connections() (connections, addresses int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, n := range h.connsByAddr {
		connections += n
	}
	return connections, len(h.connsByAddr)
}

// Origin is where a connection comes from.
type Origin = origin

// OriginOf judges that of a connection to an address of a machine that has these addresses.
func OriginOf(from, to netip.Addr, own ...netip.Prefix) Origin {
	o := ownNetworks{list: own, read: time.Now()}
	return o.originOf(from, to, o.read)
}

// MaxWaiting bounds how many may wait at the door.
const MaxWaiting = maxWaiting

// Checking tells whether a check is connected and waits to arrive.
func (h *Host) Checking() bool {
	c := h.selfTest.Load()
	if c == nil {
		return false
	}
	select {
	case <-c.dialled:
		return true
	default:
		return false
	}
}

// ReadsAfterItsEnd ends a player on a connection, has its goroutine lift its own time limit after
// that, and returns what reading says then.
func ReadsAfterItsEnd(conn *net.TCPConn) error {
	p := &player{conn: conn}
	if err := p.out.init(p); err != nil {
		return err
	}
	p.end(journal.Kicked, "")
	p.readUntil(time.Time{})
	_, err := conn.Read(make([]byte, 1))
	return err
}

// Meter makes a meter, and gives what it does with what is added.
func Meter(limit, longest int) func(now time.Time, n int) time.Duration {
	m := bucketMeter{limit: limit, maxCost: longest}
	return m.add
}

// MaxKnockers bounds how many addresses are remembered that connected.
const MaxKnockers = maxBuckets

// MaxWaitingOf bounds how many of one address may wait at the door.
const MaxWaitingOf = maxWaitingOf

// MayKnock counts that an address connected then, and tells whether it may.
func (h *Host) MayKnock(a netip.Addr, now time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.allowConn(a, now)
}

// Knockers is how many addresses are remembered that connected.
func (h *Host) Knockers() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.connRates.buckets)
}

// SetGreetTime sets how long the host, which is off, takes a newcomer for a possible browser.
func (h *Host) SetGreetTime(d time.Duration) { h.timing.sniff = d }

// SetDoorTime sets how often those who wait at the door of the host, which is off, look for an answer.
func (h *Host) SetDoorTime(d time.Duration) { h.timing.pendingPoll = d }

// SetCheckTime sets the time limit of each half of a check.
func (h *Host) SetCheckTime(d time.Duration) { h.timing.selfTest = d }

// SetTellTime sets how often the journal of the host, which is off, is told of an address that connects
// too often.
func (h *Host) SetTellTime(d time.Duration) { h.timing.report = d }

// SetAcceptPause replaces the clock by which the host, which is off, pauses after it failed to accept.
func (h *Host) SetAcceptPause(after func(time.Duration) <-chan time.Time) { h.timing.after = after }

// SetSendBuffer bounds what the kernel takes for a player on a seat, in bytes, so that little has to be
// sent until something waits.
func (h *Host) SetSendBuffer(seat, bytes int) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	p := h.seats.at(seat)
	if p == nil {
		return errors.New("nobody is on the seat")
	}
	return p.conn.SetWriteBuffer(bytes)
}
