package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// jsonOf writes all that the journal holds as JSON lines.
func jsonOf(t testing.TB, j *Journal) string {
	t.Helper()
	var out bytes.Buffer
	if err := NewJSONWriter(&out, 0).Write(all(j)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestEachEventHasItsJSONLine(t *testing.T) {
	defer func(here *time.Location) { time.Local = here }(time.Local)
	time.Local = time.FixedZone("", 2*3600) // the lines are to say UTC wherever they are written
	for name, row := range map[string]struct {
		write func(j *Journal)
		want  string
	}{
		"hosting": {
			func(j *Journal) {
				j.Event(noon, Event{Kind: Hosting, Seat: -1, Addr: netip.MustParseAddrPort("0.0.0.0:5555")})
			},
			`{"event":"hosting","time":"2026-03-01T12:00:00.12Z","address":"0.0.0.0","port":5555}`,
		},
		"hosting on what the journal cannot keep": {
			func(j *Journal) {
				j.Event(noon, Event{Kind: Hosting, Seat: -1, Addr: netip.MustParseAddrPort("[::1]:5555")})
			},
			`{"event":"hosting","time":"2026-03-01T12:00:00.12Z"}`,
		},
		"joined": {
			func(j *Journal) { j.Event(noon, Event{Kind: Joined, Seat: 0, Addr: guest}) },
			`{"event":"joined","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","seat":0}`,
		},
		"a message and its answer": {
			func(j *Journal) { j.Message(noon, 1, []byte("50,50"), []byte("100,100"), 2, 0) },
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":1,"length":5,"text":"50,50"}
{"event":"sent","time":"2026-03-01T12:00:00.12Z","seat":1,"to":2,"length":7,"text":"100,100"}`,
		},
		"a message without an answer": {
			func(j *Journal) { j.Message(noon, 0, []byte("hello"), []byte("never sent"), 0, 0) },
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":5,"text":"hello"}`,
		},
		"an empty message": {
			func(j *Journal) { j.Message(noon, 0, nil, nil, 1, 0) },
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":0,"text":""}
{"event":"sent","time":"2026-03-01T12:00:00.12Z","seat":0,"to":1,"length":0,"text":""}`,
		},
		"bytes": {
			func(j *Journal) { j.Message(noon, 0, []byte{0xff, 0, 1}, []byte("ok"), 1, 0) },
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":3,"base64":"/wAB"}
{"event":"sent","time":"2026-03-01T12:00:00.12Z","seat":0,"to":1,"length":2,"text":"ok"}`,
		},
		"what a terminal obeys": {
			func(j *Journal) {
				j.Message(noon, 0, []byte("\x1b[2J\x7f\u009b\u202e\u2028\ufeff\U000e0041<&>\"\\\n"), nil, 0, 0)
			},
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":26,"text":"\u001b[2J\u007f\u009b\u202e\u2028\ufeff\udb40\udc41<&>\"\\\n"}`,
		},
		"overwritten": {
			func(j *Journal) { j.Message(noon, 0, make([]byte, 300), make([]byte, 20), 1, 0) },
			`{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":300}
{"event":"sent","time":"2026-03-01T12:00:00.12Z","seat":0,"to":1,"length":20}`,
		},
		"left": {
			func(j *Journal) {
				j.Event(noon, Event{Kind: Left, Reason: ConnectionLost, Seat: 2, Addr: guest, Detail: "connection reset by peer"})
			},
			`{"event":"left","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","seat":2,"reason":"connection lost","detail":"connection reset by peer"}`,
		},
		"refused": {
			func(j *Journal) { j.Event(noon, Event{Kind: Refused, Reason: GameFull, Seat: -1, Addr: guest}) },
			`{"event":"refused","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","reason":"full"}`,
		},
		"refused often": {
			func(j *Journal) {
				j.Event(noon, Event{Kind: Refused, Reason: TooManyAttempts, Seat: -1, Addr: guest, Count: 12})
			},
			`{"event":"refused","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","reason":"too often","count":12}`,
		},
		"slowed": {
			func(j *Journal) {
				j.Event(noon, Event{Kind: Slowed, Reason: TooMuch, Seat: 3, Addr: guest, Count: 64_000_000})
			},
			`{"event":"slowed","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","seat":3,"reason":"too much","count":64000000}`,
		},
		"waiting at the door": {
			func(j *Journal) { j.Event(noon, Event{Kind: Pending, Seat: -1, Addr: guest}) },
			`{"event":"waiting","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123"}`,
		},
		"not let in": {
			func(j *Journal) { j.Event(noon, Event{Kind: Refused, Reason: Rejected, Seat: -1, Addr: guest}) },
			`{"event":"refused","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","reason":"turned away"}`,
		},
		"a browser": {
			func(j *Journal) { j.Event(noon, Event{Kind: PageServed, Seat: -1, Addr: guest}) },
			`{"event":"visited","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123"}`,
		},
		"banned": {
			func(j *Journal) { j.Event(noon, Event{Kind: Left, Reason: Banned, Seat: 3, Addr: guest}) },
			`{"event":"left","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","seat":3,"reason":"banned"}`,
		},
		"trouble": {
			func(j *Journal) { j.Event(noon, Event{Kind: Trouble, Seat: -1, Detail: "no descriptors \xff\u202e"}) },
			`{"event":"trouble","time":"2026-03-01T12:00:00.12Z","detail":"no descriptors \ufffd\u202e"}`,
		},
		"stopped": {
			func(j *Journal) { j.Event(noon, Event{Kind: Stopped, Seat: -1}) },
			`{"event":"stopped","time":"2026-03-01T12:00:00.12Z"}`,
		},
	} {
		j := New(Options{Records: 8, Bytes: 256, Events: 8})
		row.write(j)
		if got := jsonOf(t, j); got != row.want+"\n" {
			t.Errorf("%s:\n%swant:\n%s", name, got, row.want)
		}
	}
}

func TestEveryReasonHasItsOwnWord(t *testing.T) {
	seen := map[string]Reason{}
	for r := ByPlayer; r <= NoDescriptors; r++ {
		word := r.String()
		if other, ok := seen[word]; word == "" || ok {
			t.Errorf("reason %d is %q, as is %d", r, word, other)
		}
		seen[word] = r
	}
	kinds := map[string]Kind{}
	for k := Message; k <= Slowed; k++ {
		word := k.String()
		if other, ok := kinds[word]; word == "" || ok {
			t.Errorf("kind %d is %q, as is %d", k, word, other)
		}
		kinds[word] = k
	}
	if Reason(0).String() != "" || Kind(0).String() != "" || (NoDescriptors+1).String() != "" || (Slowed+1).String() != "" {
		t.Error("what is no reason or no kind has a word")
	}
}

func TestHostingTellsTheAddressesToType(t *testing.T) {
	j := New(Options{Records: 8, Bytes: 64, Events: 8})
	j.Event(noon, Event{Kind: Hosting, Seat: -1, Addr: netip.MustParseAddrPort("0.0.0.0:5555")})
	j.Event(noon, Event{Kind: Joined, Seat: 0, Addr: guest})
	var out bytes.Buffer
	w := NewJSONWriter(&out, 0)
	w.Addresses = []netip.Addr{netip.MustParseAddr("192.168.1.23"), netip.MustParseAddr("10.0.0.2")}
	if err := w.Write(all(j)); err != nil {
		t.Fatal(err)
	}
	want := `{"event":"hosting","time":"2026-03-01T12:00:00.12Z","address":"0.0.0.0","port":5555,"addresses":["192.168.1.23","10.0.0.2"]}
{"event":"joined","time":"2026-03-01T12:00:00.12Z","address":"192.168.1.40:50123","seat":0}
`
	if out.String() != want {
		t.Errorf("%swant:\n%s", out.String(), want)
	}
}

// tell pulls what is new from the journal into the writer.
func tell(t *testing.T, j *Journal, w *JSONWriter, from uint64) {
	t.Helper()
	entries := make([]Entry, 64)
	if err := w.Write(entries[:j.Read(from, entries, 0)]); err != nil {
		t.Fatal(err)
	}
}

func TestSkippedCountsWhatWasOverwritten(t *testing.T) {
	j := New(Options{Records: 4, Bytes: 1 << 10, Events: 8})
	var out bytes.Buffer
	w := NewJSONWriter(&out, 0)
	flood := func(n int) {
		for range n {
			j.Message(noon, 0, []byte("m"), nil, 0, 0)
		}
	}
	flood(3)
	tell(t, j, w, 0)
	flood(9) // 3 to 11, of which 8 to 11 are left
	tell(t, j, w, 3)
	flood(2)
	tell(t, j, w, 12)
	const line = `{"event":"received","time":"2026-03-01T12:00:00.12Z","seat":0,"length":1,"text":"m"}` + "\n"
	want := strings.Repeat(line, 3) + `{"event":"skipped","count":5}` + "\n" + strings.Repeat(line, 6)
	if out.String() != want {
		t.Errorf("%swant:\n%s", out.String(), want)
	}
}

func TestAWriterCanBeginAnywhere(t *testing.T) {
	j := New(Options{Records: 4, Bytes: 64, Events: 8})
	for range 3 {
		say(j, 0, "m")
	}
	var out bytes.Buffer
	tell(t, j, NewJSONWriter(&out, 2), 2)
	if strings.Contains(out.String(), "skipped") || strings.Count(out.String(), "received") != 1 {
		t.Error(out.String())
	}
}

func TestAChoiceOfEntriesSkipsNothing(t *testing.T) {
	j := New(Options{Records: 16, Bytes: 64, Events: 8})
	j.Event(noon, Event{Kind: Joined, Seat: 0})
	say(j, 0, "m")
	j.Event(noon, Event{Kind: Left, Seat: 0})
	entries := make([]Entry, 8)
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

// calls counts the writes that it refuses.
type calls struct{ n int }

var errFull = errors.New("disk full")

func (c *calls) Write([]byte) (int, error) { c.n++; return 0, errFull }

func TestEntriesAreWrittenAtOnceAndErrorsComeBack(t *testing.T) {
	j := New(Options{Records: 16, Bytes: 64, Events: 8})
	for range 9 {
		say(j, 0, "m")
	}
	var c calls
	if err := NewJSONWriter(&c, 0).Write(all(j)); !errors.Is(err, errFull) || c.n != 1 {
		t.Errorf("%d writes, error %v", c.n, err)
	}
	if err := WriteCSV(&c, all(j), true); !errors.Is(err, errFull) {
		t.Errorf("CSV: error %v", err)
	}
}

func FuzzJSONLines(f *testing.F) {
	for i, s := range seeds {
		f.Add([]byte(s), []byte(seeds[len(seeds)-1-i]), s)
	}
	f.Fuzz(func(t *testing.T, in, out []byte, detail string) {
		if len(in) > 1<<12 || len(out) > 1<<12 {
			return
		}
		j := New(Options{Records: 8, Bytes: 1 << 13, Events: 8})
		j.Event(noon, Event{Kind: Trouble, Seat: -1, Detail: detail})
		j.Message(noon, 0, in, out, 1, 0)
		j.Message(noon, 0, in, in, 1, 0)
		written := jsonOf(t, j)
		lines := strings.Split(strings.TrimSuffix(written, "\n"), "\n")
		if len(lines) != 5 {
			t.Fatalf("%d lines: %q", len(lines), written)
		}
		said := [][]byte{nil, in, out, in, in}
		for i, line := range lines {
			if wrong := unsafe(line); wrong != "" {
				t.Errorf("%q in %q", wrong, line)
			}
			var got struct {
				Event  string  `json:"event"`
				Length *int    `json:"length"`
				Text   *string `json:"text"`
				Base64 *[]byte `json:"base64"`
			}
			if err := json.Unmarshal([]byte(line), &got); err != nil {
				t.Fatalf("%v in %q", err, line)
			}
			if i == 0 {
				if got.Event != "trouble" || got.Text != nil || got.Base64 != nil {
					t.Errorf("%q", line)
				}
				continue
			}
			if (got.Text == nil) == (got.Base64 == nil) {
				t.Fatalf("text or base64, not both and not neither: %q", line)
			}
			var back []byte
			if got.Text != nil {
				back = []byte(*got.Text)
			} else {
				back = *got.Base64
			}
			if !bytes.Equal(back, said[i]) || *got.Length != len(said[i]) {
				t.Errorf("%q came back as %q from %q", said[i], back, line)
			}
		}
	})
}
