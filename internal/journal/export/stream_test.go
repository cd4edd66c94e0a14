package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
)

// longMessages are longer than a piece and than a chunk, and end pieces at every position in a rune.
func longMessages() map[string][]byte {
	return map[string][]byte{
		"zeros":      make([]byte, 200_000),
		"text":       bytes.Repeat([]byte("x, \"日本\" 😀"), 9000),
		"formula":    bytes.Repeat([]byte("=1"), 50_000),
		"spaces":     bytes.Repeat([]byte(" "), pieceSize+1),
		"plain":      bytes.Repeat([]byte("x"), pieceSize+1),
		"bytes":      bytes.Repeat([]byte("\xff\x00\x01x"), 50_001),
		"late bytes": append(bytes.Repeat([]byte("x"), 100_000), 0xff),
	}
}

func TestALongMessageIsExportedWhole(t *testing.T) {
	for name, msg := range longMessages() {
		j := journal.New(journal.Options{})
		j.Message(noon, 0, msg, msg, 1, 0)
		entries := readAll(j)
		var out bytes.Buffer
		if err := NewJSONWriter(&out, 0).Write(entries); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			var got struct {
				Text   string
				Base64 []byte
			}
			if err := json.Unmarshal([]byte(line), &got); err != nil || !bytes.Equal(append([]byte(got.Text), got.Base64...), msg) {
				t.Errorf("%s: the JSON line differs from the message: %v", name, err)
			}
		}
		out.Reset()
		if err := WriteCSV(&out, entries, false); err != nil {
			t.Fatal(err)
		}
		row, err := csv.NewReader(&out).Read()
		if err != nil || strings.TrimPrefix(row[5], "'") != printable.Text(msg) || row[8] != row[5] {
			t.Errorf("%s: the CSV row differs from the message: %v", name, err)
		}
		if strings.HasPrefix(row[5], "=") {
			t.Errorf("%s: a formula", name)
		}
	}
}

// largestWrite is a writer that records the size of its largest write.
type largestWrite int

func (l *largestWrite) Write(b []byte) (int, error) {
	*l = max(*l, largestWrite(len(b)))
	return len(b), nil
}

// The escaped form of 1 MiB of zeros is 6 MiB as JSON and 4 MiB as CSV.
func TestAnExportBuffersABoundedNumberOfBytes(t *testing.T) {
	j := journal.New(journal.Options{})
	for range 2 {
		b := make([]byte, 1<<20)
		j.Message(noon, 0, b, b, 1, 0)
	}
	entries := readAll(j)
	for name, export := range map[string]func(w *largestWrite) error{
		"JSON": func(w *largestWrite) error { return NewJSONWriter(w, 0).Write(entries) },
		"CSV":  func(w *largestWrite) error { return WriteCSV(w, entries, true) },
	} {
		var largest largestWrite
		if err := export(&largest); err != nil {
			t.Fatal(err)
		}
		if bound := largestWrite(writeSize + 6*pieceSize); largest > bound {
			t.Errorf("%s: %d bytes in one write, more than %d", name, largest, bound)
		}
	}
}
