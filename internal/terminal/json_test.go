package terminal

import (
	"bytes"
	"encoding/json"
	"net/netip"
	"reflect"
	"strings"
	"testing"

	"porchlight/internal/journal"
	"porchlight/internal/lan"
)

// names returns the names of events in JSON lines and the number of skipped records.
func names(t *testing.T, lines string) (list []string, skipped int) {
	t.Helper()
	for line := range strings.Lines(lines) {
		var e struct {
			Event string
			Count int
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		list = append(list, e.Event)
		skipped += e.Count
	}
	return list, skipped
}

func TestJSONPrintsEveryRecordOnceAndInOrder(t *testing.T) {
	j := journal.New(journal.Options{})
	var out bytes.Buffer
	p := newJSONPrinter(&out, j, nil, false)
	var want []string
	for i := range 3 * batchSize {
		msg := []byte("50,50")
		j.Message(noon, 0, msg, msg, 1, 0)
		want = append(want, "received", "sent")
		if i%100 == 0 {
			j.Event(noon, journal.Event{Kind: journal.Joined, Addr: from})
			want = append(want, "joined")
			if err := p.print(noon); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := p.print(noon); err != nil {
		t.Fatal(err)
	}
	if got, _ := names(t, out.String()); !reflect.DeepEqual(got, want) {
		t.Errorf("%d events were printed, want %d, or they are out of order", len(got), len(want))
	}
}

func TestJSONCountsOverwrittenRecords(t *testing.T) {
	j := journal.New(journal.Options{Records: 64})
	var out bytes.Buffer
	p := newJSONPrinter(&out, j, nil, false)
	for range 1000 {
		j.Message(noon, 0, []byte("50,50"), nil, 0, 0)
	}
	if err := p.print(noon); err != nil {
		t.Fatal(err)
	}
	list, skipped := names(t, out.String())
	if list[0] != "skipped" || skipped != 1000-64 || len(list) != 1+64 {
		t.Errorf("it begins with %s, counts %d as skipped, and has %d lines", list[0], skipped, len(list))
	}
}

func TestQuietJSONPrintsNeitherMessagesNorSkips(t *testing.T) {
	j := journal.New(journal.Options{Records: 64})
	var out bytes.Buffer
	p := newJSONPrinter(&out, j, nil, true)
	j.Event(noon, journal.Event{Kind: journal.Joined, Addr: from})
	for range 1000 {
		j.Message(noon, 0, []byte("50,50"), nil, 0, 0)
	}
	j.Event(noon, journal.Event{Kind: journal.Left, Reason: journal.ByPlayer, Addr: from})
	if err := p.print(noon); err != nil {
		t.Fatal(err)
	}
	if got, _ := names(t, out.String()); !reflect.DeepEqual(got, []string{"joined", "left"}) {
		t.Errorf("it printed %v", got)
	}
}

func TestJSONHostingHasTheAddresses(t *testing.T) {
	j := journal.New(journal.Options{})
	var out bytes.Buffer
	addresses := []lan.Address{{IP: netip.MustParseAddr("192.168.1.23")}, {IP: netip.MustParseAddr("10.0.0.7")}}
	p := newJSONPrinter(&out, j, addresses, false)
	j.Event(noon, journal.Event{Kind: journal.Hosting, Addr: netip.MustParseAddrPort("0.0.0.0:5555")})
	if err := p.print(noon); err != nil {
		t.Fatal(err)
	}
	if want := `"addresses":["192.168.1.23","10.0.0.7"]`; !strings.Contains(out.String(), want) {
		t.Errorf("it printed %s, want %s in it", out.String(), want)
	}
}
