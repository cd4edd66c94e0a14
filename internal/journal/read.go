package journal

import "sort"

const (
	// MaxRead is the limit, in bytes of messages, of one call of [Journal.Read]. A longer message is
	// returned alone.
	MaxRead = 256 << 10
	// maxCopy is the number of bytes that a reader copies while it holds the lock.
	maxCopy = 64 << 10
	// maxIdle is the capacity that an entry keeps without bytes in it.
	maxIdle = 1 << 10
)

// An Entry is a copy of a record with its bytes. The methods of Journal and Reader that read fill entries
// and reuse their memory.
type Entry struct {
	Record
	In     []byte // the message: InLen bytes, less if limited
	Out    []byte // the answer: OutLen bytes, less if limited; shares In's memory if IsEcho
	Gone   bool   // the bytes are overwritten: only their lengths are known
	Detail string
	Lost   Lost // of Skipped
}

// Lost is a number of records of a kind that were overwritten before they were read.
type Lost struct {
	Kind  Kind // Message stands for HostMessage too
	Count uint64
}

// Range returns the numbers of the first record that the journal holds and of the next one that it
// will hold.
func (j *Journal) Range() (first, next uint64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.first(), j.next
}

func (j *Journal) first() uint64 {
	if n := uint64(len(j.records)); j.next > n {
		return j.next - n
	}
	return 0
}

// Read fills dst with records, from a number on, and returns how many. It returns 0 only at the end of
// the journal. It returns fewer than len(dst) at the end of the journal and after [MaxRead] bytes of
// messages. If the first records are overwritten, it starts with the oldest one left: compare its
// Number.
//
// A positive limit shortens longer messages to their first and last limit/2 bytes.
//
// Entries are resized, so dst does not keep the memory of earlier long messages.
func (j *Journal) Read(from uint64, dst []Entry, limit int) int {
	n := j.readRecords(from, dst, limit)
	for i := range dst {
		dst[i].resize(i < n, limit) // without the lock: allocating can take milliseconds
	}
	j.readBytes(dst[:n])
	return n
}

// readRecords fills dst with records without their bytes, as many as MaxRead allows.
func (j *Journal) readRecords(from uint64, dst []Entry, limit int) (n int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	total := 0
	for from = max(from, j.first()); n < len(dst) && from < j.next; n++ {
		e := &dst[n]
		j.load(e, &j.records[from&uint64(len(j.records)-1)])
		in, out := e.sizes(limit)
		if total += in + out; total > MaxRead && n > 0 {
			break
		}
		from++
	}
	return n
}

// load fills an entry without bytes. The lock is held.
func (j *Journal) load(e *Entry, r *Record) {
	e.Record, e.Gone, e.Detail, e.Lost = *r, false, "", Lost{}
	if r.HasBytes() {
		e.Gone = r.InLen|r.OutLen != 0 && j.isOverwritten(r.at)
		return
	}
	if ev := &j.events[r.at&uint64(len(j.events)-1)]; ev.record.Number == r.Number {
		e.Detail = ev.detail
	}
}

// isOverwritten reports whether the byte ring has lost a position. The lock is held.
func (j *Journal) isOverwritten(at uint64) bool { return j.end-at > uint64(len(j.bytes)) }

// sizes returns the bytes to copy of a message and of its answer.
func (e *Entry) sizes(limit int) (in, out int) {
	if !e.HasBytes() || e.Gone {
		return 0, 0
	}
	in, out = limited(int(e.InLen), limit), limited(int(e.OutLen), limit)
	if e.same {
		out = 0
	}
	return in, out
}

// limited returns the length of a message of n bytes after a limit.
func limited(n, limit int) int {
	if limit > 0 && n > limit {
		return limit / 2 * 2
	}
	return n
}

// resize gives In and Out the lengths that a filled entry needs, and length 0 in any other.
func (e *Entry) resize(filled bool, limit int) {
	if cap(e.In) > 0 && cap(e.Out) > 0 && &e.In[:1][0] == &e.Out[:1][0] {
		e.Out = nil // an echo shares its memory
	}
	in, out := 0, 0
	if filled {
		in, out = e.sizes(limit)
	}
	e.In, e.Out = resize(e.In, in), resize(e.Out, out)
}

// resize returns a buffer of n bytes: b, unless b is too small, or large and mostly unused.
func resize(b []byte, n int) []byte {
	switch {
	case cap(b) >= n && cap(b) <= max(2*n, maxIdle):
		return b[:n]
	case n == 0:
		return nil
	}
	return make([]byte, n)
}

// Release removes the bytes of entries and frees the memory of long messages. A reader that has read all
// records need not call it: [Journal.Read] has done the same.
func Release(entries []Entry) {
	for i := range entries {
		entries[i].resize(false, 0)
	}
}

// readBytes fills In and Out of entries from readRecords. It releases the lock between parts, so writers
// do not wait for a long message; an entry whose bytes are overwritten in between becomes Gone.
func (j *Journal) readBytes(entries []Entry) {
	j.mu.Lock()
	defer j.mu.Unlock()
	copied := 0
	for i := range entries {
		e := &entries[i]
		if !e.HasBytes() || e.Gone {
			continue
		}
		ok := j.copyBytes(e.In, e.at, int(e.InLen), &copied)
		if ok && !e.same {
			ok = j.copyBytes(e.Out, e.at+uint64(e.InLen), int(e.OutLen), &copied)
		}
		switch {
		case !ok:
			e.Gone, e.In, e.Out = true, e.In[:0], e.Out[:0]
		case e.same:
			e.Out = e.In
		}
	}
}

// copyBytes fills dst with n bytes of the ring from a position on, or with the first and last of them if
// dst is shorter. It reports false if they are overwritten. The lock is held, and released whenever
// copied reaches maxCopy.
func (j *Journal) copyBytes(dst []byte, at uint64, n int, copied *int) bool {
	if half := len(dst) / 2; len(dst) < n {
		return j.copyBytes(dst[:half], at, half, copied) && j.copyBytes(dst[half:], at+uint64(n-half), half, copied)
	}
	for len(dst) > 0 {
		if *copied >= maxCopy {
			*copied = 0
			j.mu.Unlock()
			j.yield()
			j.mu.Lock()
		}
		if j.isOverwritten(at) {
			return false
		}
		ring := j.bytes[at&uint64(len(j.bytes)-1):]
		k := copy(dst[:min(len(dst), maxCopy-*copied)], ring)
		dst, at, *copied = dst[k:], at+uint64(k), *copied+k
	}
	return true
}

// ReadEvents is [Journal.Read] for events: records without bytes, from the ring that messages do not
// overwrite. It fills dst with the oldest events whose record number is at least from.
func (j *Journal) ReadEvents(from uint64, dst []Entry) int {
	Release(dst)
	j.mu.Lock()
	defer j.mu.Unlock()
	n := 0
	for start := j.firstEvent(from); n < len(dst) && start < j.nextEvent; n++ {
		j.load(&dst[n], j.eventRecord(start))
		start++
	}
	return n
}

// oldestEvent returns the event number of the first event that the ring holds. The lock is held.
func (j *Journal) oldestEvent() uint64 {
	if n := uint64(len(j.events)); j.nextEvent > n {
		return j.nextEvent - n
	}
	return 0
}

// firstEvent returns the event number of the first event in the ring whose record number is at least from,
// or nextEvent. The lock is held.
func (j *Journal) firstEvent(from uint64) uint64 {
	oldest := j.oldestEvent()
	return oldest + uint64(sort.Search(int(j.nextEvent-oldest), func(i int) bool { return j.eventRecord(oldest+uint64(i)).Number >= from }))
}

// eventRecord returns the record of an event in the ring. The lock is held.
func (j *Journal) eventRecord(number uint64) *Record {
	return &j.events[number&uint64(len(j.events)-1)].record
}
