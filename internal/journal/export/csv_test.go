package export

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
	"porchlight/internal/printable/printabletest"
)

// tableOf parses the CSV of a journal.
func tableOf(t testing.TB, j *journal.Journal, header bool) [][]string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteCSV(&out, readAll(j), header); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(out.String(), "\n") {
		if c := printabletest.UnsafeCharacter(line); c != "" {
			t.Errorf("%q in %q", c, line)
		}
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestCSVHasARowPerRecordAfterItsHeader(t *testing.T) {
	j := journal.New(journal.Options{Records: 16, Bytes: 64, Events: 8})
	j.Event(noon, journal.Event{Kind: journal.Joined, Seat: 0, Addr: player})
	j.Message(noon, 0, []byte("a,\"b\"\n"), []byte{0xff, 0}, 3, 0)
	j.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.ConnectionLost, Seat: 0, Addr: player, Detail: "reset\r\n"})
	j.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.Kicked, Seat: 1, Addr: player})
	j.Event(noon, journal.Event{Kind: journal.Trouble, Seat: -1, Detail: "too many open files: "})
	j.Message(noon, 1, make([]byte, 100), nil, 0, 0)
	j.Event(noon, journal.Event{Kind: journal.Pending, Seat: -1, Addr: player})
	j.Event(noon, journal.Event{Kind: journal.Refused, Reason: journal.GaveUp, Seat: -1, Addr: player})
	j.Event(noon, journal.Event{Kind: journal.PageServed, Seat: -1, Addr: player})
	j.Event(noon, journal.Event{Kind: journal.Refused, Reason: journal.TooManyAttempts, Seat: -1, Addr: player, Count: 12})
	j.Event(noon, journal.Event{Kind: journal.Slowed, Reason: journal.TooFast, Seat: 1, Addr: player, Count: 50})

	at := noon.Local().Format("2006-01-02 15:04:05.000")
	want := [][]string{
		{"time", "event", "seat", "address", "received bytes", "received", "answered players", "answer bytes", "answer", "reason"},
		{at, "joined", "0", "192.168.1.40:50123", "", "", "", "", "", ""},
		{at, "message", "0", "", "6", `a,"b"\n`, "3", "2", "ff 00", ""},
		{at, "left", "0", "192.168.1.40:50123", "", "", "", "", "", `connection lost: reset\r\n`},
		{at, "left", "1", "192.168.1.40:50123", "", "", "", "", "", "kicked"},
		{at, "trouble", "", "", "", "", "", "", "", "too many open files: "},
		{at, "message", "1", "", "100", "", "0", "0", "", ""},
		{at, "waiting", "", "192.168.1.40:50123", "", "", "", "", "", ""},
		{at, "refused", "", "192.168.1.40:50123", "", "", "", "", "", "gave up"},
		{at, "visited", "", "192.168.1.40:50123", "", "", "", "", "", ""},
		{at, "refused", "", "192.168.1.40:50123", "", "", "", "", "", "too often: 12"},
		{at, "slowed", "1", "192.168.1.40:50123", "", "", "", "", "", "too fast: 50"},
	}
	got := tableOf(t, j, true)
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	if got := tableOf(t, j, false); !slices.EqualFunc(got, want[1:], slices.Equal) {
		t.Errorf("without a header: %q", got)
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for _, text := range []string{
		"=1+1", "+1", "-1", "@SUM(A1)", `=cmd|' /C calc'!A0`, `=HYPERLINK("http://example.com","x")`,
		" =1+1", "\u00a0\u3000 -1", "＝1+1", "＋1", "－1", "＠x",
	} {
		j := journal.New(journal.Options{Records: 4, Bytes: 256, Events: 4})
		echo(j, text)
		j.Event(noon, journal.Event{Kind: journal.Trouble, Seat: -1, Detail: text})
		rows := tableOf(t, j, false)
		for _, cell := range []string{rows[0][5], rows[0][8], rows[1][9]} {
			if cell != "'"+text {
				t.Errorf("%q is written as %q", text, cell)
			}
		}
	}
	for _, text := range []string{"50,-50", "a=b", "'quoted'", "*1", "\t=1", ""} {
		j := journal.New(journal.Options{Records: 4, Bytes: 256, Events: 4})
		echo(j, text)
		if cell := tableOf(t, j, false)[0][5]; cell != printable.Text([]byte(text)) {
			t.Errorf("%q is written as %q", text, cell)
		}
	}
}

func FuzzCSV(f *testing.F) {
	payloads := printabletest.Payloads()
	for i, s := range payloads {
		f.Add([]byte(s), []byte(payloads[len(payloads)-1-i]), s)
	}
	f.Fuzz(func(t *testing.T, in, out []byte, detail string) {
		if len(in) > 1<<12 || len(out) > 1<<12 {
			return
		}
		j := journal.New(journal.Options{Records: 8, Bytes: 1 << 13, Events: 8})
		j.Message(noon, 0, in, out, 1, 0)
		j.Event(noon, journal.Event{Kind: journal.Trouble, Seat: -1, Detail: detail})
		rows := tableOf(t, j, false)
		if len(rows) != 2 || len(rows[0]) != len(csvHeader) {
			t.Fatalf("%q", rows)
		}
		for _, cell := range append(rows[0], rows[1]...) {
			if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@") {
				t.Errorf("a formula: %q", cell)
			}
		}
		if got := strings.TrimPrefix(rows[0][5], "'"); got != strings.TrimPrefix(printable.Text(in), "'") {
			t.Errorf("%q came back as %q", in, got)
		}
	})
}
