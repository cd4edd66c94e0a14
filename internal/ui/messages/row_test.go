package messages

import (
	"testing"

	"porchlight/internal/ui/kit"

	"pgregory.net/rapid"

	"porchlight/internal/printable"
)

func TestASentenceIsCutToItsColumn(t *testing.T) {
	r := newRow()
	rapid.Check(t, func(t *rapid.T) {
		s := printable.Escape(rapid.String().Draw(t, "sentence"))
		room := rapid.IntRange(1, 100).Draw(t, "room")
		got := r.fit(s, (float32(room)+0.5)*r.glyph)
		if n := kit.Columns(got); n > room {
			t.Errorf("%q takes %d columns of %d", got, n, room)
		}
		if kit.Columns(s) <= room && got != s {
			t.Fatalf("%q fits and became %q", s, got)
		}
	})
}
