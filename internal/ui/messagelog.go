package ui

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"porchlight/internal/ui/kit"

	"porchlight/internal/journal"
)

const (
	// maxRows is how many messages the list holds; a person scrolls through no more.
	maxRows  = 10_000
	logBatch = 512
)

// filter says which records the list shows. The zero filter shows all.
type filter struct {
	find   string // in the text of a message or its answer, upper and lower case alike
	seat   int    // with bySeat: of this player alone
	bySeat bool
}

func (f filter) all() bool { return f.find == "" && !f.bySeat }

// messageLog is what the list of messages shows: copies of the newest records that pass the filter.
// While it follows, the oldest row makes room for the newest; while it holds, because the person
// paused it or reads further up, rows stay and new ones wait. UI goroutine only.
type messageLog struct {
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

func newMessageLog(j *journal.Journal) *messageLog {
	return &messageLog{journal: j, slots: make([]journal.Entry, maxRows+1), batch: make([]journal.Entry, logBatch)}
}

// len is how many rows there are.
func (l *messageLog) len() int { return int(l.end - l.first) }

// row is the i-th row, valid until the next pull.
func (l *messageLog) row(i int) *journal.Entry {
	return &l.slots[(l.first+uint64(i))%uint64(len(l.slots))]
}

// pull takes in what is new. Holding, it takes in no more than there is room for.
func (l *messageLog) pull(hold bool) {
	_, end := l.journal.Range()
	l.seen = end
	if l.held {
		end = l.until
	}
	if !hold && l.filter.all() && l.next+maxRows < end {
		l.next = end - maxRows // the rest would be gone before anybody saw it
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

// add makes e the last row; e gets the memory of the row that was in its place.
func (l *messageLog) add(e *journal.Entry) {
	slot := &l.slots[l.end%uint64(len(l.slots))]
	*slot, *e = *e, *slot
	slot.In, slot.Out = kit.TrimPayload(slot.In), kit.TrimPayload(slot.Out)
	l.end++
	if l.end-l.first > maxRows {
		l.first++
	}
}

// shows tells whether a record passes the filter.
func (l *messageLog) shows(e *journal.Entry) bool {
	f := &l.filter
	if f.bySeat && int(e.Seat) != f.seat {
		return false
	}
	if f.find == "" {
		return true
	}
	return e.Kind == journal.Message && (l.contains(e.In) || !e.IsEcho() && l.contains(e.Out))
}

func (l *messageLog) contains(b []byte) bool {
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

// setFilter shows what passes f, from all that the journal still holds.
func (l *messageLog) setFilter(f filter) {
	f.find = strings.ToLower(f.find)
	if f != l.filter {
		l.filter = f
		l.wide = strings.IndexFunc(f.find, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0
		l.reload()
	}
}

// clear hides what happened until now and returns what undoes that.
func (l *messageLog) clear() (undo func()) {
	before := l.floor
	_, l.floor = l.journal.Range()
	l.reload()
	return func() {
		l.floor = before
		l.reload()
	}
}

func (l *messageLog) reload() {
	l.first, l.end, l.next = 0, 0, l.floor
	l.pull(false)
}

// hold has what comes from now on wait, or takes that back.
func (l *messageLog) hold(held bool) { l.held, l.until = held, l.next }

// waiting is how many of the records that had come at the last pull it did not take in. What came since
// then does not count: where nothing is held back, the next pull takes it in.
func (l *messageLog) waiting() uint64 { return l.seen - max(l.next, l.floor) }

// find gives the row of a record by its number, or -1.
func (l *messageLog) find(number uint64) int {
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
