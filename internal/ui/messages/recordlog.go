package messages

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"porchlight/internal/ui/kit"

	"porchlight/internal/journal"
)

const (
	// maxRows is the maximum number of rows: nobody scrolls through more.
	maxRows  = 10_000
	logBatch = 512
)

// filter selects the records that the list shows. The zero filter shows all.
type filter struct {
	find   string // in the text of a message or its answer, upper and lower case alike
	seat   int    // with bySeat: of this player alone
	bySeat bool
}

func (f filter) all() bool { return f.find == "" && !f.bySeat }

// recordLog holds copies of the newest records that pass the filter. While it follows, the newest row replaces
// the oldest. While it holds, because the person paused it or has scrolled up, rows stay and new records wait.
// UI goroutine only.
type recordLog struct {
	journal *journal.Journal
	filter  filter

	slots []journal.Entry // ring of rows, by row number
	first uint64          // number of the first row
	end   uint64          // number of the row that comes next
	next  uint64          // number of the record to read next
	floor uint64          // records before this one were cleared away
	until uint64          // holding: records from this one on wait
	seen  uint64          // records before this one had come at the last pull
	held  bool
	wide  bool // the text to find is not ASCII alone

	batch   []journal.Entry
	scratch []byte
}

func newRecordLog(j *journal.Journal) *recordLog {
	return &recordLog{journal: j, slots: make([]journal.Entry, maxRows+1), batch: make([]journal.Entry, logBatch)}
}

// len returns the number of rows.
func (l *recordLog) len() int { return int(l.end - l.first) }

// row returns the i-th row, valid until the next pull.
func (l *recordLog) row(i int) *journal.Entry {
	return &l.slots[(l.first+uint64(i))%uint64(len(l.slots))]
}

// pull reads new records. With hold it reads no more than there is room for.
func (l *recordLog) pull(hold bool) {
	_, end := l.journal.Range()
	l.seen = end
	if l.held {
		end = l.until
	}
	if !hold && l.filter.all() && l.next+maxRows < end {
		l.next = end - maxRows // earlier ones would be replaced at once
	}
	for l.next < end && (!hold || l.len() < maxRows) {
		want := l.batch[:min(uint64(len(l.batch)), end-l.next)]
		if hold {
			want = want[:min(len(want), maxRows-l.len())]
		}
		limit := kit.MaxPayloadBytes
		if l.filter.find != "" {
			limit = 0
		}
		n := l.journal.Read(l.next, want, limit)
		if n == 0 {
			break
		}
		l.next = min(want[n-1].Number+1, end)
		for i := range want[:n] {
			if want[i].Number < end && l.shows(&want[i]) {
				l.add(&want[i])
			}
		}
	}
}

// add appends e as the last row; e gets the memory of the row that was in its slot.
func (l *recordLog) add(e *journal.Entry) {
	slot := &l.slots[l.end%uint64(len(l.slots))]
	*slot, *e = *e, *slot
	slot.In, slot.Out = kit.TrimPayload(slot.In), kit.TrimPayload(slot.Out)
	l.end++
	if l.end-l.first > maxRows {
		l.first++
	}
}

// shows reports whether a record passes the filter.
func (l *recordLog) shows(e *journal.Entry) bool {
	f := &l.filter
	if f.bySeat && int(e.Seat) != f.seat {
		return false
	}
	if f.find == "" {
		return true
	}
	return e.HasBytes() && (l.contains(e.In) || !e.IsEcho() && l.contains(e.Out))
}

func (l *recordLog) contains(b []byte) bool {
	if l.wide {
		return bytes.Contains(bytes.ToLower(b), []byte(l.filter.find))
	}
	l.scratch = l.scratch[:0]
	for _, c := range b {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		l.scratch = append(l.scratch, c)
	}
	return bytes.Contains(l.scratch, []byte(l.filter.find))
}

// setFilter replaces the filter and reads the journal again.
func (l *recordLog) setFilter(f filter) {
	f.find = strings.ToLower(f.find)
	if f != l.filter {
		l.filter = f
		l.wide = strings.IndexFunc(f.find, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0
		l.reload()
	}
}

// clear hides what happened until now, and returns a function that undoes that.
func (l *recordLog) clear() (undo func()) {
	before := l.floor
	_, l.floor = l.journal.Range()
	l.reload()
	return func() {
		l.floor = before
		l.reload()
	}
}

// isCleared reports whether nothing has happened since the last clear.
func (l *recordLog) isCleared() bool {
	_, end := l.journal.Range()
	return l.floor == end
}

func (l *recordLog) reload() {
	l.first, l.end, l.next = 0, 0, l.floor
	l.pull(false)
}

// hold makes new records wait, or ends that.
func (l *recordLog) hold(held bool) { l.held, l.until = held, l.next }

// newerCount returns how many records there were at the last pull that it did not read. Later records do not count:
// unless the log holds, the next pull reads them.
func (l *recordLog) newerCount() uint64 { return l.seen - max(l.next, l.floor) }

// find returns the row of a record by its number, or -1.
func (l *recordLog) find(number uint64) int {
	low, high := 0, l.len()
	for low < high {
		if mid := (low + high) / 2; l.row(mid).Number < number {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < l.len() && l.row(low).Number == number {
		return low
	}
	return -1
}

// release frees the rows. The log is empty afterwards.
func (l *recordLog) release() { l.slots, l.batch, l.first, l.end = nil, nil, 0, 0 }

// selection returns a function that reports whether a record passes the filter as it is now, for use in another
// goroutine; nil if all records pass.
func (l *recordLog) selection() func(*journal.Entry) bool {
	if l.filter.all() {
		return nil
	}
	now := &recordLog{filter: l.filter, wide: l.wide}
	return now.shows
}
