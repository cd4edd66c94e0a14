package terminal

import (
	"fmt"

	"porchlight/internal/journal"
)

// hostMessage prints a message of the host itself: whom it is for, whom it tells of, and who received it.
func (p *plainPrinter) hostMessage(e *journal.Entry) {
	p.buf.WriteString("host")
	isForOne := e.Marks&journal.ToSeat != 0
	if isForOne {
		fmt.Fprintf(&p.buf, " to player %d", e.Seat)
	}
	if e.About >= 0 {
		fmt.Fprintf(&p.buf, ", of player %d", e.About)
	}
	fmt.Fprintf(&p.buf, ": %s", payload(e, e.Out, e.OutLen))
	switch {
	case e.Marks&journal.Unheard != 0:
		p.buf.WriteString(", which nobody heard")
	case !isForOne:
		fmt.Fprintf(&p.buf, " to %s", players(e.To))
	}
}
