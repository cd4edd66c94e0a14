package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"porchlight/internal/journal"
	"porchlight/internal/printable"
	"porchlight/internal/printable/printabletest"
)

func FuzzJSONLines(f *testing.F) {
	payloads := printabletest.Payloads()
	for i, s := range payloads {
		f.Add([]byte(s), []byte(payloads[len(payloads)-1-i]), s)
	}
	f.Fuzz(func(t *testing.T, in, out []byte, detail string) {
		if len(in) > 1<<12 || len(out) > 1<<12 {
			return
		}
		j := journal.New(journal.Options{Records: 8, Bytes: 1 << 13, Events: 8})
		j.Event(noon, journal.Event{Kind: journal.Trouble, Seat: -1, Detail: detail})
		j.Message(noon, 0, in, out, 1, 0)
		j.Message(noon, 0, in, in, 1, 0)
		written := jsonOf(t, j)
		lines := strings.Split(strings.TrimSuffix(written, "\n"), "\n")
		if len(lines) != 5 {
			t.Fatalf("%d lines: %q", len(lines), written)
		}
		messages := [][]byte{nil, in, out, in, in}
		for i, line := range lines {
			if c := printabletest.UnsafeCharacter(line); c != "" {
				t.Errorf("%q in %q", c, line)
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
				t.Fatalf("want either text or base64: %q", line)
			}
			var back []byte
			if got.Text != nil {
				back = []byte(*got.Text)
			} else {
				back = *got.Base64
			}
			if !bytes.Equal(back, messages[i]) || *got.Length != len(messages[i]) {
				t.Errorf("%q came back as %q from %q", messages[i], back, line)
			}
		}
	})
}

// encodingJSON returns the string that encoding/json writes, with the characters escaped that it leaves
// and that affect a terminal.
func encodingJSON(t testing.TB, text string) string {
	t.Helper()
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		t.Fatal(err)
	}
	var escaped strings.Builder
	for _, r := range strings.TrimSuffix(out.String(), "\n") {
		switch {
		case !printable.Hidden(r):
			escaped.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&escaped, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&escaped, `\u%04x`, r)
		}
	}
	return escaped.String()
}

func TestTextIsEscapedAsEncodingJSONEscapesIt(t *testing.T) {
	var sample strings.Builder
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if sample.WriteRune(r); r > 0x3100 {
			r += 96 // a sample of the higher planes
		}
	}
	for _, text := range append([]string{sample.String()}, printabletest.Payloads()...) {
		text = strings.ToValidUTF8(text, "?")
		if got, want := `"`+string(appendEscaped(nil, []byte(text)))+`"`, encodingJSON(t, text); got != want {
			t.Errorf("%.40q is written differently from encoding/json", text)
		}
	}
}
