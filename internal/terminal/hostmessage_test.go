package terminal

import (
	"bytes"
	"strings"
	"testing"

	"porchlight/internal/journal"
)

func TestALineTellsWhomAMessageIsForAndAboutAndThatNobodyHeardIt(t *testing.T) {
	text := func(s string) []byte { return []byte(s) }
	for _, c := range []struct {
		write func(j *journal.Journal)
		want  string
	}{
		{func(j *journal.Journal) { j.Message(noon, 1, text("hi"), text("hi"), 0, journal.Unheard) }, "player 1: hi -> nobody heard it"},
		{func(j *journal.Journal) { j.HostMessage(noon, 1, -1, text("white"), 1, journal.ToSeat) }, "host to player 1: white"},
		{func(j *journal.Journal) { j.HostMessage(noon, 1, 0, text("Ada"), 1, journal.ToSeat) }, "host to player 1, of player 0: Ada"},
		{func(j *journal.Journal) { j.HostMessage(noon, 1, 1, text("Ada\a joined"), 3, 0) }, `host, of player 1: Ada\a joined to 3 players`},
		{func(j *journal.Journal) { j.HostMessage(noon, 1, 1, text("-"), 0, 0) }, "host, of player 1: -, which nobody heard"},
	} {
		j := journal.New(journal.Options{Records: 8, Bytes: 1 << 10, Events: 8})
		c.write(j)
		var out bytes.Buffer
		if err := newPlainPrinter(&out, j, false).print(noon); err != nil || !strings.HasSuffix(out.String(), "  "+c.want+"\n") {
			t.Errorf("printed is %q (%v), want %q", out.String(), err, c.want)
		}
	}
}
