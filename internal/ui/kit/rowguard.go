package kit

import "time"

// SettleTime is how long a row must have been in its place before its buttons work, so that a second click
// does not hit another row that has moved up under the pointer.
const SettleTime = 700 * time.Millisecond

// RowGuard records which rows of a list have moved or changed their player within the last SettleTime. UI
// goroutine only.
type RowGuard struct{ until []time.Time } // by row: when its buttons work again

// Moved records that the rows from from to rows-1 now show others than before.
func (s *RowGuard) Moved(from, rows int, now time.Time) {
	for len(s.until) < rows {
		s.until = append(s.until, time.Time{})
	}
	for i := from; i < rows; i++ {
		s.until[i] = now.Add(SettleTime)
	}
}

// IsSettled reports whether a row has been in its place for SettleTime.
func (s *RowGuard) IsSettled(row int, now time.Time) bool {
	return row >= len(s.until) || !now.Before(s.until[row])
}
