package host_test

import (
	"encoding/binary"
	"net/netip"
	"testing"
	"time"

	"porchlight/internal/host"
	"porchlight/internal/journal"
)

// turnedAwayOften is how many connections the journal says were turned away as too often, in how many
// records.
func (h *house) turnedAwayOften() (connections, records int) {
	for _, e := range h.events(journal.Refused) {
		if e.Reason == journal.TooManyAttempts {
			connections += e.Count()
			records++
		}
	}
	return connections, records
}

func TestOneAddressMayConnectSoOftenASecond(t *testing.T) {
	t.Parallel()
	const tellTime = 100 * time.Millisecond
	h := newHouse(t)
	h.SetTellTime(tellTime)
	h.start(host.Config{Access: host.AccessPolicy{PerSecond: 1}})
	const tries = 50
	began := time.Now()
	in := 0
	for range tries {
		g := h.stranger(host.FromNear)
		g.says("hello")
		if reply, _ := readSome(g); reply == "hello" {
			in++
		}
	}
	if most := 4 + int(time.Since(began)/time.Second); in < 2 || in > most {
		t.Errorf("%d came in, want 2 to %d", in, most)
	}
	waitFor(t, "the record of the last", func() bool {
		connections, _ := h.turnedAwayOften()
		return connections == tries-in
	})
	if _, records := h.turnedAwayOften(); records > 3+int(time.Since(began)/tellTime) {
		t.Errorf("%d records tell of it", records)
	}
	for range 10 {
		h.guest().echoes("programs on this computer do not count")
	}
	h.SetAccessPolicy(host.AccessPolicy{PerSecond: 10})
	h.stranger(host.FromNear).echoes("another limit")
	h.SetAccessPolicy(host.AccessPolicy{})
	h.stranger(host.FromNear).echoes("no limit")
}

// readSome reads what comes first, or "" where the stream ends.
func readSome(g *guest) (string, error) {
	b := make([]byte, 16)
	n, err := g.Read(b)
	return string(b[:n]), err
}

func TestWhoIsTurnedAwayAsTooOftenReadsAnOrderlyEnd(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: host.AccessPolicy{PerSecond: 1}})
	last := h.stranger(host.FromNear)
	for range 5 {
		last = h.stranger(host.FromNear)
	}
	if rest := last.hearsTheEnd(); len(rest) != 0 {
		t.Errorf("it heard %q", rest)
	}
}

func TestWhatWasTurnedAwayIsCountedToTheLastWhenHostingStops(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: host.AccessPolicy{PerSecond: 1}})
	const tries = 30
	for range tries {
		h.stranger(host.FromNear)
	}
	in := len(h.events(journal.Joined))
	waitFor(t, "who came in", func() bool { in = len(h.events(journal.Joined)); return in >= 2 })
	h.Stop()
	if connections, _ := h.turnedAwayOften(); connections != tries-len(h.events(journal.Joined)) {
		t.Errorf("%d of %d are told of, and %d came in", connections, tries, in)
	}
	records := h.records()
	if last := records[len(records)-1]; last.Kind != journal.Stopped {
		t.Errorf("the last record is %+v", last)
	}
}

// Who is banned or a stranger would else fill the journal, and make the lamp say that a friend came.
func TestAFloodOfWhoMayNotComeInIsBoundedToo(t *testing.T) {
	t.Parallel()
	const tellTime = 100 * time.Millisecond
	h := newHouse(t)
	h.SetTellTime(tellTime)
	h.start(host.Config{Access: host.AccessPolicy{PerSecond: 1}})
	began := time.Now()
	for range 30 {
		h.stranger(host.FromOutside)
	}
	if _, reached := h.LastAttemptAt(localhost); reached {
		t.Error("a stranger counts as a friend")
	}
	waitFor(t, "the record of the last", func() bool {
		connections, _ := h.turnedAwayOften()
		return connections+len(h.events(journal.Refused)) >= 30
	})
	if n := len(h.events(journal.Refused)); n > 6+2*int(time.Since(began)/tellTime) {
		t.Errorf("%d records tell of it", n)
	}
}

// address is the nth of many.
func address(n int) netip.Addr {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], 10<<24|uint32(n))
	return netip.AddrFrom4(b)
}

func TestHowOftenAnAddressConnectedIsForgottenInTime(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: host.AccessPolicy{PerSecond: 1}})
	now := time.Now()
	for n := range 3 * host.MaxKnockers { // nobody twice, and all at once
		if !h.MayKnock(address(n), now) {
			t.Fatalf("address %d may not connect", n)
		}
		if h.Knockers() > host.MaxKnockers {
			t.Fatalf("%d addresses are remembered", h.Knockers())
		}
		now = now.Add(time.Microsecond)
	}
	later := now.Add(2 * time.Second)
	for range 3 {
		h.MayKnock(address(1), later)
	}
	if n := h.Knockers(); n > 2 {
		t.Errorf("%d addresses are remembered when all others have been away long enough", n)
	}
	if h.MayKnock(address(1), later) {
		t.Error("who connects too often was forgotten")
	}
}

func TestWhoConnectsTooOftenIsNotForgottenForThoseWhoCameBefore(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: host.AccessPolicy{PerSecond: 1}})
	now := time.Now()
	busy := address(1 << 20)
	h.MayKnock(busy, now)
	for n := range host.MaxKnockers - 1 {
		h.MayKnock(address(n), now)
	}
	for h.MayKnock(busy, now.Add(time.Millisecond)) {
	}
	h.MayKnock(address(1<<21), now.Add(2*time.Millisecond)) // one must go
	if h.MayKnock(busy, now.Add(3*time.Millisecond)) {
		t.Error("who connects too often was forgotten")
	}
}

func TestOneAddressDoesNotFillTheDoor(t *testing.T) {
	t.Parallel()
	away := elsewhere(t)
	h := open(t, host.Config{Access: asked()})
	var last *guest
	for range host.MaxWaitingOf {
		last = h.stranger(host.FromNear)
	}
	h.waits(last)
	h.stranger(host.FromNear).isRefusedBecause(h, journal.TooMany)
	h.waits(h.strangerFrom(away, host.FromNear))
	for range host.MaxWaitingOf {
		h.waits(h.knock()) // programs on this computer
	}
	_ = last.Close()
	waitFor(t, "one to give up", func() bool { return len(h.Pending(nil)) == 2*host.MaxWaitingOf })
	h.waits(h.stranger(host.FromNear))
}

func TestThisComputersProgramsDoNotFillTheDoorForOthers(t *testing.T) {
	t.Parallel()
	h := open(t, host.Config{Access: asked()})
	var last *guest
	for range host.MaxWaiting {
		last = h.knock()
	}
	h.waits(last)
	h.knock().isRefusedBecause(h, journal.TooMany)
	h.waits(h.strangerFrom(elsewhere(t), host.FromNear))
}
