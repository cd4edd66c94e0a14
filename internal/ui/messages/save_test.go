package messages

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"porchlight/internal/journal"
)

// save saves to a file of the test, waits for the end and returns the content.
func (h *viewHarness) save(ending string) []byte {
	h.T.Helper()
	name := filepath.Join(h.T.TempDir(), "messages"+ending)
	f, err := os.Create(name)
	if err != nil {
		h.T.Fatal(err)
	}
	h.messages.SaveTo(f, "messages"+ending, ending)
	h.WaitForText("Saved to messages" + ending)
	b, err := os.ReadFile(name)
	if err != nil {
		h.T.Fatal(err)
	}
	return b
}

// jsonLines parses JSON lines and returns the texts of those of an event.
func jsonLines(t *testing.T, b []byte, event string) []string {
	t.Helper()
	var texts []string
	for line := range bytes.Lines(b) {
		var l struct{ Event, Text string }
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if l.Event == event {
			texts = append(texts, l.Text)
		}
	}
	return texts
}

// table parses a saved table and returns its rows after the header.
func table(t *testing.T, b []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 || rows[0][0] != "time" {
		t.Fatalf("no head in %.100q", b)
	}
	return rows[1:]
}

func TestSavingWritesEverythingThatPassesTheFilter(t *testing.T) {
	p := open(t)
	const n = 2*logBatch + 7 // more than one batch
	p.logMany(n)
	check := func(filtered string, want []string) {
		t.Helper()
		texts := jsonLines(t, p.save(".jsonl"), "received")
		var table1 []string
		for _, row := range table(t, p.save(".csv")) {
			table1 = append(table1, row[5])
		}
		if !slices.Equal(texts, want) || !slices.Equal(table1, want) {
			t.Fatalf("%s: %d lines and %d rows, want %d", filtered, len(texts), len(table1), len(want))
		}
	}
	var all, with5 []string
	for i := range n {
		m := fmt.Sprintf("m%d", i)
		all = append(all, m)
		if strings.Contains(m, "m5") {
			with5 = append(with5, m)
		}
	}
	check("all", all)
	p.TypeInto(p.messages.Find, "M5")
	check("those with m5", with5)
	if got := jsonLines(t, p.save(".jsonl"), "skipped"); len(got) != 0 {
		t.Error("what the filter leaves out is called skipped")
	}
	p.TypeInto(p.messages.Find, "")
	check("all again", all)
}

func TestSavingAfterClearWritesOnlyLaterRecords(t *testing.T) {
	p := open(t)
	p.log("before")
	p.awaitReceived("before")
	p.Click("Clear")
	p.log("after")
	if got := jsonLines(t, p.save(".jsonl"), "received"); len(got) != 1 || got[0] != "after" {
		t.Errorf("it wrote %q", got)
	}
	if got := jsonLines(t, p.save(".jsonl"), "skipped"); len(got) != 0 {
		t.Error("what was cleared is called skipped")
	}
}

func TestSavingWritesWholeMessages(t *testing.T) {
	p := open(t)
	long := "begin" + strings.Repeat("x", 5000) + "end"
	p.log(long)
	if got := jsonLines(t, p.save(".jsonl"), "received"); len(got) != 1 || got[0] != long {
		t.Errorf("it wrote %.100q", got)
	}
}

// growing is a writer that logs another message at every write.
type growing struct {
	bytes.Buffer
	j *journal.Journal
}

func (g *growing) Write(b []byte) (int, error) {
	for range logBatch {
		g.j.Message(noon, 0, []byte("late"), []byte("late"), 1, 0)
	}
	return g.Buffer.Write(b)
}

func TestSavingEndsAtTheLastRecordOfItsStart(t *testing.T) {
	j := journal.New(journal.Options{Records: 1 << 14, Bytes: 1 << 20, Events: 8})
	for range logBatch + 10 {
		j.Message(noon, 0, []byte("early"), nil, 0, 0)
	}
	to := &growing{j: j}
	if err := exportTo(to, j, 0, nil, ".jsonl"); err != nil {
		t.Fatal(err)
	}
	if got := jsonLines(t, to.Bytes(), "received"); len(got) != logBatch+10 || got[len(got)-1] != "early" {
		t.Errorf("it wrote %d messages, the last of them %q", len(got), got[len(got)-1])
	}
}

func TestAnUnknownFormatIsAnError(t *testing.T) {
	j := journal.New(journal.Options{Records: 8, Bytes: 8, Events: 8})
	j.Message(noon, 0, nil, nil, 0, 0)
	if err := exportTo(&bytes.Buffer{}, j, 0, nil, ".xml"); err == nil {
		t.Error("it wrote .xml")
	}
}

func TestTheSaveButtonWritesAFile(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("PATH", "") // Fyne would run xdg-user-dir and log its failure
	for form, ending := range map[string]string{"As JSON lines…": ".jsonl", "As a table (CSV)…": ".csv"} {
		p := open(t)
		p.log("hello")
		p.Click("Save…")
		p.Click(form)
		p.Click("Save")
		p.WaitForText("Saved to porchlight-")
		found, _ := filepath.Glob(filepath.Join(home, "porchlight-*"+ending))
		if len(found) != 1 {
			t.Fatalf("%s: files %q", form, found)
		}
		if b, err := os.ReadFile(found[0]); err != nil || !bytes.Contains(b, []byte("hello")) {
			t.Errorf("%s: %q, %v", form, b, err)
		}
	}
}
