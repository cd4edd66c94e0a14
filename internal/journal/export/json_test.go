package export

import (
	"bytes"
	"errors"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"porchlight/internal/journal"
)

// jsonOf returns the journal as JSON lines.
func jsonOf(t testing.TB, j *journal.Journal) string {
	t.Helper()
	var out bytes.Buffer
	if err := NewJSONWriter(&out, 0).Write(readAll(j)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestEachEventHasItsJSONLine(t *testing.T) {
	defer func(here *time.Location) { time.Local = here }(time.Local)
	time.Local = time.FixedZone("", 2*3600) // the lines must have UTC everywhere
	for name, row := range map[string]struct {
		write func(j *journal.Journal)
		want  string
	}{
		"hosting": {
			func(j *journal.Journal) {
				j.Event(noon, journal.Event{Kind: journal.Hosting, Seat: -1, Addr: netip.MustParseAddrPort("0.0.0.0:5555")})
			},
			`{"event":"hosting","time":"2026-03-01T12:00:00.12Z","address":"0.0.0.0","port":5555}`,
		},
		"hosting on an IPv6 address": {
			func(j *journal.Journal) {
				j.Event(noon, journal.Event{Kind: journal.Hosting, Seat: -1, Addr: netip.MustParseAddrPort("[::1]:5555")})
			},
			`{"event":"hosting","time":"2026-03-01T12:00:00.12Z"}`,
		},
		"joined": {
			func(j *journal.Journal) { j.Event(noon, journal.Event{Kind: journal.Joined, Seat: 0, Addr: player}) },
			`{"event":"joined","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","seat":0}`,
		},
		"a message and its answer": {
			func(j *journal.Journal) { j.Message(noon, 1, []byte("50,50"), []byte("100,100"), 2, 0) },
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":1,"length":5,"text":"50,50"}
{"event":"sent","time":"2026-03-01T12:00:00.12Z","seat":1,"about":1,"to":2,"length":7,"text":"100,100"}`,
		},
		"a message without an answer": {
			func(j *journal.Journal) { j.Message(noon, 0, []byte("hello"), []byte("not sent"), 0, 0) },
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":5,"text":"hello"}`,
		},
		"an empty message": {
			func(j *journal.Journal) { j.Message(noon, 0, nil, nil, 1, 0) },
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":0,"text":""}
{"event":"sent","time":"2026-03-01T12:00:00.12Z","seat":0,"about":0,"to":1,"length":0,"text":""}`,
		},
		"bytes": {
			func(j *journal.Journal) { j.Message(noon, 0, []byte{0xff, 0, 1}, []byte("ok"), 1, 0) },
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":3,"base64":"/wAB"}
{"event":"sent","time":"2026-03-01T12:00:00.12Z","seat":0,"about":0,"to":1,"length":2,"text":"ok"}`,
		},
		"control and invisible characters": {
			func(j *journal.Journal) {
				j.Message(noon, 0, []byte("\x1b[2J\x7f\u009b\u202e\u2028\ufeff\U000e0041<&>\"\\\n"), nil, 0, 0)
			},
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":26,"text":"\u001b[2J\u007f\u009b\u202e\u2028\ufeff\udb40\udc41<&>\"\\\n"}`,
		},
		"overwritten": {
			func(j *journal.Journal) { j.Message(noon, 0, make([]byte, 300), make([]byte, 20), 1, 0) },
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":300}
{"event":"sent","time":"2026-03-01T12:00:00.12Z","seat":0,"about":0,"to":1,"length":20}`,
		},
		"left": {
			func(j *journal.Journal) {
				j.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.ConnectionLost, Seat: 2, Addr: player, Detail: "connection reset by peer"})
			},
			`{"event":"left","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","seat":2,"reason":"connection lost","detail":"connection reset by peer"}`,
		},
		"refused": {
			func(j *journal.Journal) {
				j.Event(noon, journal.Event{Kind: journal.Refused, Reason: journal.GameFull, Seat: -1, Addr: player})
			},
			`{"event":"refused","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","reason":"full"}`,
		},
		"rejected repeatedly": {
			func(j *journal.Journal) {
				j.Event(noon, journal.Event{Kind: journal.Refused, Reason: journal.TooManyAttempts, Seat: -1, Addr: player, Count: 12})
			},
			`{"event":"refused","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","reason":"too often","count":12}`,
		},
		"slowed": {
			func(j *journal.Journal) {
				j.Event(noon, journal.Event{Kind: journal.Slowed, Reason: journal.TooMuch, Seat: 3, Addr: player, Count: 64_000_000})
			},
			`{"event":"slowed","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","seat":3,"reason":"too much","count":64000000}`,
		},
		"pending": {
			func(j *journal.Journal) { j.Event(noon, journal.Event{Kind: journal.Pending, Seat: -1, Addr: player}) },
			`{"event":"waiting","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123"}`,
		},
		"rejected": {
			func(j *journal.Journal) {
				j.Event(noon, journal.Event{Kind: journal.Refused, Reason: journal.Rejected, Seat: -1, Addr: player})
			},
			`{"event":"refused","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","reason":"turned away"}`,
		},
		"a browser": {
			func(j *journal.Journal) {
				j.Event(noon, journal.Event{Kind: journal.PageServed, Seat: -1, Addr: player})
			},
			`{"event":"visited","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123"}`,
		},
		"banned": {
			func(j *journal.Journal) {
				j.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.Banned, Seat: 3, Addr: player})
			},
			`{"event":"left","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","seat":3,"reason":"banned"}`,
		},
		"trouble": {
			func(j *journal.Journal) {
				j.Event(noon, journal.Event{Kind: journal.Trouble, Seat: -1, Detail: "no descriptors \xff\u202e"})
			},
			`{"event":"trouble","time":"2026-03-01T12:00:00.12Z","detail":"no descriptors \ufffd\u202e"}`,
		},
		"stopped": {
			func(j *journal.Journal) { j.Event(noon, journal.Event{Kind: journal.Stopped, Seat: -1}) },
			`{"event":"stopped","time":"2026-03-01T12:00:00.12Z"}`,
		},
	} {
		j := journal.New(journal.Options{Records: 8, Bytes: 256, Events: 8})
		row.write(j)
		if got := jsonOf(t, j); got != row.want+"\n" {
			t.Errorf("%s:\n%swant:\n%s", name, got, row.want)
		}
	}
}

func TestHostingListsTheAddresses(t *testing.T) {
	j := journal.New(journal.Options{Records: 8, Bytes: 64, Events: 8})
	j.Event(noon, journal.Event{Kind: journal.Hosting, Seat: -1, Addr: netip.MustParseAddrPort("0.0.0.0:5555")})
	j.Event(noon, journal.Event{Kind: journal.Joined, Seat: 0, Addr: player})
	var out bytes.Buffer
	w := NewJSONWriter(&out, 0)
	w.Addresses = []netip.Addr{netip.MustParseAddr("192.168.1.23"), netip.MustParseAddr("10.0.0.2")}
	if err := w.Write(readAll(j)); err != nil {
		t.Fatal(err)
	}
	want := `{"event":"hosting","time":"2026-03-01T12:00:00.12Z","address":"0.0.0.0","port":5555,"addresses":["192.168.1.23","10.0.0.2"]}
{"event":"joined","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","seat":0}
`
	if out.String() != want {
		t.Errorf("%swant:\n%s", out.String(), want)
	}
}

// writeNew writes the entries from a record on.
func writeNew(t *testing.T, j *journal.Journal, w *JSONWriter, from uint64) {
	t.Helper()
	entries := make([]journal.Entry, 64)
	if err := w.Write(entries[:j.Read(from, entries, 0)]); err != nil {
		t.Fatal(err)
	}
}

func TestSkippedCountsOverwrittenRecords(t *testing.T) {
	j := journal.New(journal.Options{Records: 4, Bytes: 1 << 10, Events: 8})
	var out bytes.Buffer
	w := NewJSONWriter(&out, 0)
	flood := func(n int) {
		for range n {
			j.Message(noon, 0, []byte("m"), nil, 0, 0)
		}
	}
	flood(3)
	writeNew(t, j, w, 0)
	flood(9) // of records 3 to 11, 8 to 11 remain
	writeNew(t, j, w, 3)
	flood(2)
	writeNew(t, j, w, 12)
	const line = `{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":1,"text":"m"}` + "\n"
	want := strings.Repeat(line, 3) + `{"event":"skipped","count":5}` + "\n" + strings.Repeat(line, 6)
	if out.String() != want {
		t.Errorf("%swant:\n%s", out.String(), want)
	}
}

func TestEntriesSkippedAreWrittenWithTheirKind(t *testing.T) {
	j := journal.New(journal.Options{Records: 2, Bytes: 64, Events: 2})
	r := j.NewReader()
	for range 3 {
		j.Event(noon, journal.Event{Kind: journal.Joined, Seat: 0})
	}
	echo(j, "m")
	echo(j, "m")
	echo(j, "m")
	entries := make([]journal.Entry, 16)
	var out bytes.Buffer
	if err := NewJSONWriter(&out, 0).Write(entries[:r.Read(entries, 0)]); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		if strings.Contains(line, "skipped") {
			got = append(got, line)
		}
	}
	want := []string{`{"event":"skipped","count":1,"kind":"joined"}` + "\n", `{"event":"skipped","count":1,"kind":"message"}` + "\n"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestANameThatIsNotUTF8IsWrittenAsBase64(t *testing.T) {
	for name, want := range map[string]string{
		"Ada":         `"name":"Ada"`,
		"Ada\ufffd":   `"name":"Ada\ufffd"`,
		"Ada\xff\xfe": `"base64":"QWRh//4="`,
	} {
		j := journal.New(journal.Options{Records: 2, Bytes: 64, Events: 2})
		j.Event(noon, journal.Event{Kind: journal.Named, Seat: 0, Detail: name})
		if got := jsonOf(t, j); !strings.HasSuffix(got, `"seat":0,`+want+"}\n") {
			t.Errorf("%q is %s want %s", name, got, want)
		}
	}
}

func TestAWriterCanStartAtAnyRecord(t *testing.T) {
	j := journal.New(journal.Options{Records: 4, Bytes: 64, Events: 8})
	for range 3 {
		echo(j, "m")
	}
	var out bytes.Buffer
	writeNew(t, j, NewJSONWriter(&out, 2), 2)
	if strings.Contains(out.String(), "skipped") || strings.Count(out.String(), "received") != 1 {
		t.Error(out.String())
	}
}

func TestASelectionOfEntriesSkipsNothing(t *testing.T) {
	j := journal.New(journal.Options{Records: 16, Bytes: 64, Events: 8})
	j.Event(noon, journal.Event{Kind: journal.Joined, Seat: 0})
	echo(j, "m")
	j.Event(noon, journal.Event{Kind: journal.Left, Seat: 0})
	entries := make([]journal.Entry, 8)
	var out bytes.Buffer
	w := NewJSONWriter(&out, 0)
	w.Sparse = true
	if err := w.Write(entries[:j.ReadEvents(0, entries)]); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "skipped") || strings.Count(out.String(), "\n") != 2 {
		t.Error(out.String())
	}
}

// failingWriter counts writes and fails each.
type failingWriter struct{ writes int }

var errFull = errors.New("disk full")

func (f *failingWriter) Write([]byte) (int, error) { f.writes++; return 0, errFull }

func TestShortEntriesAreOneWriteAndErrorsAreReturned(t *testing.T) {
	j := journal.New(journal.Options{Records: 16, Bytes: 64, Events: 8})
	for range 9 {
		echo(j, "m")
	}
	var f failingWriter
	if err := NewJSONWriter(&f, 0).Write(readAll(j)); !errors.Is(err, errFull) || f.writes != 1 {
		t.Errorf("%d writes, error %v", f.writes, err)
	}
	if err := WriteCSV(&f, readAll(j), true); !errors.Is(err, errFull) {
		t.Errorf("CSV: error %v", err)
	}
}
