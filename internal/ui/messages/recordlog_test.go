package messages

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"porchlight/internal/ui/kit"
	"porchlight/internal/ui/uitest"

	"pgregory.net/rapid"

	"porchlight/internal/journal"
)

// logModel models a recordLog: it keeps all records and selects those that the log must show.
type logModel struct {
	all    []record // by number
	ring   int      // how many of them the journal holds
	seen   int      // records below were pulled
	floor  int      // records below were cleared away
	until  int      // paused: records from here on wait
	pulled int      // number of records at the last pull
	paused bool
	filter filter
	rows   []int
}

type record struct {
	seat    int
	in, out string
	event   bool
}

func (m *logModel) passes(r record) bool {
	if m.filter.bySeat && r.seat != m.filter.seat {
		return false
	}
	find := strings.ToLower(m.filter.find)
	return find == "" || !r.event && (strings.Contains(strings.ToLower(r.in), find) || strings.Contains(strings.ToLower(r.out), find))
}

// end returns the number of the first record that must not be pulled.
func (m *logModel) end() int {
	if m.paused {
		return m.until
	}
	return len(m.all)
}

// pull models recordLog.pull.
func (m *logModel) pull(hold bool) {
	m.pulled = len(m.all)
	for ; m.seen < m.end(); m.seen++ {
		if hold && len(m.rows) >= maxRows {
			return
		}
		if m.seen >= len(m.all)-m.ring && m.passes(m.all[m.seen]) {
			m.rows = append(m.rows, m.seen)
		}
	}
	m.rows = m.rows[max(0, len(m.rows)-maxRows):]
}

func (m *logModel) reload() {
	m.rows, m.seen = nil, m.floor
	m.pull(false)
}

func TestTheLogShowsTheSameAsAnUnboundedOne(t *testing.T) {
	texts := []string{"50,50", "Hello", "HELLO world", "Äpfel", "äPFEL", "\xff\x00", strings.Repeat("x", 300) + "needle" + strings.Repeat("y", 300), ""}
	finds := []string{"", "", "hello", "O", "äpfel", "needle", "xy", "nowhere"}
	rapid.Check(t, func(t *rapid.T) {
		ring := 1 << rapid.IntRange(4, 15).Draw(t, "log of records")
		j := journal.New(journal.Options{Records: ring, Bytes: 1 << 21, Events: 64})
		log := newRecordLog(j)
		m := &logModel{ring: ring}
		var undo func()
		before := 0 // floor before the last clear
		say := func(r record) {
			if r.event {
				j.Event(noon, journal.Event{Kind: journal.Joined, Seat: r.seat})
			} else {
				in := []byte(r.in)
				out := in
				if r.out != r.in {
					out = []byte(r.out)
				}
				j.Message(noon, r.seat, in, out, 1, 0)
			}
			m.all = append(m.all, r)
		}
		t.Repeat(map[string]func(*rapid.T){
			"a few come": func(t *rapid.T) {
				for range rapid.IntRange(1, 20).Draw(t, "count") {
					say(record{
						seat: rapid.IntRange(0, 3).Draw(t, "seat"), event: rapid.IntRange(0, 5).Draw(t, "event") == 0,
						in: rapid.SampledFrom(texts).Draw(t, "in"), out: rapid.SampledFrom(texts).Draw(t, "out"),
					})
				}
			},
			"a flood comes": func(t *rapid.T) {
				if len(m.all) > 4*maxRows {
					t.Skip("enough came")
				}
				for i := range rapid.IntRange(maxRows/2, 2*maxRows).Draw(t, "count") {
					say(record{seat: i % 4, in: "Hello", out: "Hello"})
				}
			},
			"follow": func(*rapid.T) {
				log.pull(false)
				m.pull(false)
			},
			"hold": func(*rapid.T) {
				log.pull(true)
				m.pull(true)
			},
			"pause": func(*rapid.T) {
				log.hold(true)
				m.paused, m.until = true, m.seen
			},
			"go on": func(*rapid.T) {
				log.hold(false)
				m.paused = false
			},
			"filter": func(t *rapid.T) {
				f := filter{find: rapid.SampledFrom(finds).Draw(t, "find")}
				if f.bySeat = rapid.Bool().Draw(t, "by seat"); f.bySeat {
					f.seat = rapid.IntRange(0, 3).Draw(t, "seat")
				}
				same := f == m.filter || f.bySeat == m.filter.bySeat && f.seat == m.filter.seat && strings.EqualFold(f.find, m.filter.find)
				log.setFilter(f)
				if m.filter = f; !same {
					m.reload()
				}
			},
			"clear": func(*rapid.T) {
				before = m.floor
				undo = log.clear()
				m.floor = len(m.all)
				m.reload()
			},
			"undo": func(t *rapid.T) {
				if undo == nil {
					t.Skip("nothing to undo")
				}
				undo()
				undo = nil
				m.floor = before
				m.reload()
			},
			"": func(t *rapid.T) {
				if log.len() != len(m.rows) {
					t.Fatalf("the rows are %d, want %d", ends(numbers(log)), ends(m.rows))
				}
				for i, n := range m.rows {
					if log.row(i).Number != uint64(n) {
						t.Fatalf("the rows are %d, want %d", ends(numbers(log)), ends(m.rows))
					}
				}
				if got, want := int(log.newerCount()), m.pulled-max(m.seen, m.floor); got != want {
					t.Fatalf("%d wait, want %d", got, want)
				}
				for i, n := range m.rows {
					if i > 5 && i < len(m.rows)-5 {
						continue
					}
					checkRow(t, log.row(i), m.all[n])
					if log.find(uint64(n)) != i {
						t.Fatalf("record %d is found in row %d, want %d", n, log.find(uint64(n)), i)
					}
				}
				if len(m.rows) > 0 && (log.find(uint64(m.rows[0])-1) != -1 || log.find(uint64(m.rows[len(m.rows)-1])+1) != -1) {
					t.Fatal("a record is found that is not there")
				}
			},
		})
	})
}

// numbers returns the numbers of the records in a log's rows.
func numbers(l *recordLog) []int {
	list := make([]int, l.len())
	for i := range list {
		list[i] = int(l.row(i).Number)
	}
	return list
}

func ends(n []int) []int {
	if len(n) <= 8 {
		return n
	}
	return append(append([]int{len(n)}, n[:4]...), n[len(n)-4:]...)
}

// checkRow checks that a row shows a record, with its bytes cut.
func checkRow(t *rapid.T, e *journal.Entry, want record) {
	if int(e.Seat) != want.seat || (e.Kind != journal.Message) != want.event {
		t.Fatalf("row %+v, want %+v", e, want)
	}
	if want.event {
		return
	}
	if int(e.InLen) != len(want.in) || int(e.OutLen) != len(want.out) ||
		!bytes.Equal(e.In, uitest.CutMiddle([]byte(want.in), kit.MaxPayloadBytes)) || !bytes.Equal(e.Out, uitest.CutMiddle([]byte(want.out), kit.MaxPayloadBytes)) {
		t.Fatalf("row %q → %q, want %q → %q", e.In, e.Out, want.in, want.out)
	}
}

func TestRecordsLostWhilePausedHideNoOthers(t *testing.T) {
	j := journal.New(journal.Options{Records: 8, Bytes: 1 << 10, Events: 8})
	say := func(n int) {
		for range n {
			j.Message(noon, 0, []byte("x"), nil, 0, 0)
		}
	}
	log := newRecordLog(j)
	say(4)
	log.pull(false)
	log.hold(true)
	say(20)
	log.setFilter(filter{find: "x"}) // all matching records were overwritten
	if log.len() != 0 {
		t.Fatalf("%d rows from after the pause", log.len())
	}
	log.hold(false)
	log.pull(false)
	if got := numbers(log); !slices.Equal(got, []int{16, 17, 18, 19, 20, 21, 22, 23}) {
		t.Errorf("the rows are %d", got)
	}
}
