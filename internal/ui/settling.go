package ui

import "time"

// settleTime is how long a row that came to another place has to stand there before its buttons can be
// pressed: a second click does not hit whoever has moved up under the pointer.
const settleTime = 700 * time.Millisecond

// settling knows which rows of a list have just come to where they are. UI goroutine only.
type settling struct{ until []time.Time } // by row

// moved notes that the rows from one on, up to so many, are others than before.
func (s *settling) moved(from, rows int, now time.Time) {
	for len(s.until) < rows {
		s.until = append(s.until, time.Time{})
	}
	for i := from; i < rows; i++ {
		s.until[i] = now.Add(settleTime)
	}
}

// still tells whether a row has stood where it is for long enough.
func (s *settling) still(row int, now time.Time) bool {
	return row >= len(s.until) || !now.Before(s.until[row])
}
