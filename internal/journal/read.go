package journal

// An Entry is a copy of one record with what it says. Entries are filled by [Journal.Read] and
// [Journal.ReadEvents] and may be used again for the next call, which then overwrites their bytes.
type Entry struct {
	Record
	In     []byte // the message, InLen bytes unless cut
	Out    []byte // the answer, OutLen bytes unless cut
	Gone   bool   // the message's bytes have been overwritten: only their lengths are known
	Detail string
}

// IsEcho tells whether the answer is the message itself.
func (e *Entry) IsEcho() bool { return e.same }

// Range gives the numbers of the records that the journal holds: from first up to, but not
// including, next.
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

// Read fills dst with the records from number from on and returns how many it filled: fewer than
// len(dst) where the journal ends. Where records from that number on have been overwritten it begins
// with the oldest it holds; the first entry's Number tells.
//
// A limit above 0 cuts longer messages: of those it copies the first limit/2 and the last limit/2
// bytes, joined. The lock is held for the whole copy, so ask for hundreds of records, not for all.
func (j *Journal) Read(from uint64, dst []Entry, limit int) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	from = max(from, j.first())
	n := 0
	for ; n < len(dst) && from < j.next; n++ {
		j.fill(&dst[n], &j.records[from&uint64(len(j.records)-1)], limit)
		from++
	}
	return n
}

// ReadEvents is Read for what is not a message, out of the ring that a flood of messages does not
// reach. It fills dst with events whose record number is from or higher, oldest first.
func (j *Journal) ReadEvents(from uint64, dst []Entry) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	low := uint64(0)
	if k := uint64(len(j.events)); j.nextEv > k {
		low = j.nextEv - k
	}
	// Walk back from the newest, since a reader is seldom far behind.
	start := j.nextEv
	for start > low && j.events[(start-1)&uint64(len(j.events)-1)].record.Number >= from {
		start--
	}
	n := 0
	for ; n < len(dst) && start < j.nextEv; n++ {
		j.fill(&dst[n], &j.events[start&uint64(len(j.events)-1)].record, 0)
		start++
	}
	return n
}

func (j *Journal) fill(e *Entry, r *Record, limit int) {
	e.Record = *r
	e.In, e.Out, e.Gone, e.Detail = e.In[:0], e.Out[:0], false, ""
	if !r.HasBytes() {
		if ev := &j.events[r.at&uint64(len(j.events)-1)]; ev.record.Number == r.Number {
			e.Detail = ev.detail
		}
		return
	}
	if r.InLen|r.OutLen == 0 {
		return // nothing to lose
	}
	if e.Gone = j.end-r.at > uint64(len(j.bytes)); e.Gone {
		return
	}
	e.In = j.load(e.In, r.at, int(r.InLen), limit)
	if r.same {
		e.Out = append(e.Out, e.In...)
	} else {
		e.Out = j.load(e.Out, r.at+uint64(r.InLen), int(r.OutLen), limit)
	}
}

// load appends n bytes of the ring, from position at on, cut to limit.
func (j *Journal) load(dst []byte, at uint64, n, limit int) []byte {
	if limit > 0 && n > limit {
		half := limit / 2
		dst = j.load(dst, at, half, 0)
		return j.load(dst, at+uint64(n-half), half, 0)
	}
	i := int(at & uint64(len(j.bytes)-1))
	k := min(n, len(j.bytes)-i)
	dst = append(dst, j.bytes[i:i+k]...)
	return append(dst, j.bytes[:n-k]...)
}
