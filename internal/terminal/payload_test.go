package terminal

import (
	"strings"
	"testing"

	"porchlight/internal/journal"
)

func TestAMessageShortenedInsideARuneIsText(t *testing.T) {
	for shift := range 3 {
		b := []byte(strings.Repeat("x", shift) + strings.Repeat("語", 80)) // the first and last bytes, as the journal shortens messages
		got := payload(&journal.Entry{}, b[:240], 5000)
		if !strings.Contains(got, "語語") || !strings.Contains(got, "[5000 bytes]") {
			t.Errorf("shown as %q", got)
		}
	}
}
