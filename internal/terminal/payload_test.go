package terminal

import (
	"strings"
	"testing"

	"porchlight/internal/journal"
)

func TestALongMessageThatIsCutInsideACharacterIsStillText(t *testing.T) {
	for shift := range 3 {
		b := []byte(strings.Repeat("x", shift) + strings.Repeat("語", 80)) // as the journal cuts: its first and last bytes, joined
		got := payload(&journal.Entry{}, b[:240], 5000)
		if !strings.Contains(got, "語語") || !strings.Contains(got, "[5000 bytes]") {
			t.Errorf("shown as %q", got)
		}
	}
}
