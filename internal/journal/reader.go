package journal

// maxWalk is the number of records that [Reader.ReadEvents] looks at while it holds the lock.
const maxWalk = 8 << 10

// A Reader reads a journal in order, every record once. If the ring of records has overtaken it, it continues
// with the ring of events. Records that neither ring holds any more it counts: before the next record it
// returns an entry Skipped for each kind of them, with an exact count.
//
// A Reader is a value. A copy reads the same records again, or counts those that were overwritten in
// between. It must not be used by two goroutines at a time.
type Reader struct {
	journal *Journal
	next    uint64      // number of records before, read or counted; behind lost ones of which not all are counted, less
	seen    eventCounts // events among them
}

// NewReader returns a reader of the records from the oldest on.
func (j *Journal) NewReader() Reader { return Reader{journal: j} }

// NewReaderAtEnd returns a reader of the records that follow.
func (j *Journal) NewReaderAtEnd() Reader {
	j.mu.Lock()
	defer j.mu.Unlock()
	return Reader{journal: j, next: j.next, seen: j.written}
}

// Next returns the number of the next record.
func (r *Reader) Next() uint64 { return r.next }

// Read fills dst with the next records and returns how many. It returns 0 only at the end of the journal.
// It returns fewer than len(dst) at the end of the journal and after [MaxRead] bytes of messages. limit is
// that of [Journal.Read], and memory is reused as there.
func (r *Reader) Read(dst []Entry, limit int) int {
	n := r.readRecords(dst, limit)
	for i := range dst {
		dst[i].resize(i < n, limit) // without the lock, as in Journal.Read
	}
	r.journal.readBytes(dst[:n])
	return n
}

// Pass moves the reader behind an entry, the next one that a copy of the reader has read.
func (r *Reader) Pass(e *Entry) {
	switch {
	case e.Kind == Skipped:
		r.next += e.Lost.Count
		if e.Lost.Kind != Message {
			r.seen[e.Lost.Kind] += e.Lost.Count
		}
		return
	case !e.HasBytes():
		r.seen[e.Kind]++
	}
	r.next++
}

// readRecords fills dst with records without their bytes, as many as MaxRead allows.
func (r *Reader) readRecords(dst []Entry, limit int) (n int) {
	j := r.journal
	j.mu.Lock()
	defer j.mu.Unlock()
	for total := 0; n < len(dst); n++ {
		e := &dst[n]
		p := r.position()
		switch lost := r.lostBefore(p); {
		case lost.Count > 0:
			e.fillSkipped(p.number-1, lost)
		case p.record == nil:
			return n
		default:
			j.load(e, p.record)
			in, out := e.sizes(limit)
			if total += in + out; total > MaxRead && n > 0 {
				return n
			}
		}
		r.Pass(e)
	}
	return n
}

// fillSkipped makes an entry of lost records, of which the last has a number.
func (e *Entry) fillSkipped(last uint64, lost Lost) {
	e.Record = Record{Number: last, Kind: Skipped, Seat: -1}
	e.Gone, e.Detail, e.Lost = false, "", lost
}

// ReadEvents fills dst with the next events and returns how many, and the number of messages, overwritten or
// not, that it has passed. It returns 0 only at the end of the journal.
func (r *Reader) ReadEvents(dst []Entry) (n int, messages uint64) {
	Release(dst)
	for more := true; more && n == 0 && len(dst) > 0; {
		var passed uint64
		n, passed, more = r.readEvents(dst)
		messages += passed
	}
	return n, messages
}

// readEvents is ReadEvents for about maxWalk records. It reports whether there are more.
func (r *Reader) readEvents(dst []Entry) (n int, messages uint64, more bool) {
	j := r.journal
	j.mu.Lock()
	defer j.mu.Unlock()
	for walked := 0; n < len(dst) && walked < maxWalk; walked++ {
		p := r.eventPosition()
		e := &dst[n]
		lost := r.lostBefore(p)
		switch {
		case lost.Kind == Message && lost.Count > 0:
			r.next += lost.Count
			messages += lost.Count
			continue
		case lost.Count > 0:
			e.fillSkipped(p.number-1, lost)
		case p.record == nil:
			return n, messages, false
		case p.record.HasBytes():
			r.next++
			messages++
			continue
		default:
			j.load(e, p.record)
		}
		r.Pass(e)
		n++
	}
	return n, messages, true
}

// position is a place in the journal to continue at.
type position struct {
	record *Record     // nil: the end
	number uint64      // of the record
	before eventCounts // events before it, by kind
}

// position returns the next record that a ring holds. The lock is held.
func (r *Reader) position() position {
	j := r.journal
	first := j.first()
	if r.next < first {
		if i := j.firstEvent(r.next); i < j.nextEvent && j.eventRecord(i).Number < first {
			return r.positionOfEvent(i)
		}
		return position{j.recordAt(first), first, j.goneFromRecords}
	}
	return position{j.recordAt(r.next), r.next, r.seen}
}

// eventPosition returns the next event if the ring of events holds all that follow, otherwise position. The lock is
// held.
func (r *Reader) eventPosition() position {
	j := r.journal
	i := j.firstEvent(r.next)
	switch {
	case i == j.oldestEvent() && r.seen != j.goneFromEvents:
		return r.position()
	case i == j.nextEvent:
		return position{nil, j.next, r.seen}
	}
	return r.positionOfEvent(i)
}

// positionOfEvent returns the position of an event by its event number, the first one in its ring that is not before
// the reader's next record. The lock is held.
func (r *Reader) positionOfEvent(event uint64) position {
	j := r.journal
	p := position{j.eventRecord(event), j.eventRecord(event).Number, r.seen}
	if event == j.oldestEvent() {
		p.before = j.goneFromEvents
	}
	return p
}

// recordAt returns a record in the ring by its number, or nil at the end. The lock is held.
func (j *Journal) recordAt(number uint64) *Record {
	if number == j.next {
		return nil
	}
	return &j.records[number&uint64(len(j.records)-1)]
}

// lostBefore returns the number of records of one kind that are lost before a position; 0 if none are.
func (r *Reader) lostBefore(p position) Lost {
	messages := p.number - r.next
	lost := Lost{Kind: Message}
	if messages == 0 {
		return lost
	}
	for k := range p.before {
		if n := p.before[k] - r.seen[k]; n > 0 {
			messages -= n
			if lost.Count == 0 {
				lost = Lost{Kind(k), n}
			}
		}
	}
	if messages > 0 {
		return Lost{Message, messages}
	}
	return lost
}
