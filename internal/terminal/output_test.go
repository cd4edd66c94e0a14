package terminal

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// limitedOutput has room for a number of bytes.
type limitedOutput struct {
	bytes.Buffer
	room int
}

var errNoRoom = errors.New("no room")

func (l *limitedOutput) Write(b []byte) (int, error) {
	n := min(len(b), l.room-l.Len())
	_, _ = l.Buffer.Write(b[:n]) // never fails
	if n < len(b) {
		return n, errNoRoom
	}
	return n, nil
}

func TestAFailedOutputIsReportedOnceUntilItHasRecovered(t *testing.T) {
	var told []string
	stopped := make(chan struct{})
	close(stopped) // no attempt waits
	w := &limitedOutput{room: 6}
	o := &retryingOutput{w: w, stopped: stopped, tell: func(s string) { told = append(told, s) }}
	for _, step := range []struct {
		room    int
		written int
		err     error
		told    int
	}{{6, 4, nil, 0}, {6, 2, errNoRoom, 1}, {7, 1, errNoRoom, 1}, {100, 4, nil, 1}, {11, 0, errNoRoom, 2}} {
		w.room = step.room
		n, err := o.Write([]byte("1234"))
		if n != step.written || !errors.Is(err, step.err) || len(told) != step.told {
			t.Errorf("with room for %d: %d bytes written, %v, and %q was told, want %d, %v and %d sentences", step.room, n, err, told, step.written, step.err, step.told)
		}
	}
	if !strings.Contains(told[0], "standard output") || !strings.Contains(told[0], "(no room)") {
		t.Errorf("it told %q", told[0])
	}
	if w.String() != "12341211234" {
		t.Errorf("the output has %q", w.String())
	}
}
