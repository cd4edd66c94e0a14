package suggest

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var keys = []string{"name", "rule", "players", "room", "reply", "greeting", "greeting_files", "name_first", "name_frame", "line", "nul"}

func TestTheWordThatWasMeantIsFound(t *testing.T) {
	for _, c := range []struct {
		wrong string
		want  []string
	}{
		{"greetng", []string{"greeting"}},                       // a letter left out
		{"greetting", []string{"greeting"}},                     // one too many
		{"greeting_fikes", []string{"greeting_files"}},          // another one
		{"palyers", []string{"players"}},                        // two of them swapped
		{"plyaesr", []string{"players"}},                        // twice
		{"PLAYERS", []string{"players"}},                        // shouted
		{"nam", []string{"name", "name_first", "name_frame"}},   // cut short
		{"play", []string{"players"}},                           // cut shorter
		{"name_", []string{"name_first", "name_frame", "name"}}, // any of them
		{"name_f", []string{"name_first", "name_frame"}},
		{"liine", []string{"line"}},
		{"players", []string{"players"}},
		{"nil", []string{"nul"}}, // short words take one slip
		{"nal", []string{"nul"}},
		{"nli", nil},
		{"xyz", nil},
		{"", nil},
		{"n", nil}, // too short to tell
		{"na", nil},
		{"configuration", nil},
		{strings.Repeat("players", 100), nil},
	} {
		got := Nearest(c.wrong, keys)
		if len(c.want) > 1 {
			for _, w := range c.want {
				if !slices.Contains(got, w) {
					t.Errorf("%q is near %q, want %q among them", c.wrong, got, w)
				}
			}
			continue
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q is near %q, want %q", c.wrong, got, c.want)
		}
	}
}

func TestOnlyTheNearestAreFound(t *testing.T) {
	if got := Nearest("replay", []string{"relays", "relay", "replay", "reply"}); !reflect.DeepEqual(got, []string{"replay"}) {
		t.Errorf("found %q", got)
	}
}

func TestSlipsAreCounted(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"a", "", 1},
		{"", "abc", 3},
		{"abc", "abc", 0},
		{"abc", "abd", 1},
		{"abc", "ab", 1},
		{"ab", "abc", 1},
		{"ab", "ba", 1},
		{"abcd", "badc", 2},
		{"ca", "abc", 3},
		{"kitten", "sitting", 3},
		{"relay", "replay", 1},
	} {
		if got := slips(c.a, c.b); got != c.want {
			t.Errorf("%q and %q are %d slips apart, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestSlipsAreADistance(t *testing.T) {
	word := rapid.StringMatching(`[abc]{0,7}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		d := slips(a, b)
		if d != slips(b, a) || (d == 0) != (a == b) || d > max(len(a), len(b)) || d < max(len(a), len(b))-min(len(a), len(b)) {
			t.Fatalf("%q and %q are %d slips apart, the other way %d", a, b, d, slips(b, a))
		}
	})
}

func TestAWordWithOneSlipIsFoundAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		meant := rapid.SampledFrom([]string{"players", "greeting", "broadcast", "announce_leave"}).Draw(t, "meant")
		at := rapid.IntRange(0, len(meant)-1).Draw(t, "at")
		wrong := rapid.SampledFrom([]string{
			meant[:at] + meant[at+1:], meant[:at] + "x" + meant[at:], meant[:at] + "x" + meant[at+1:],
		}).Draw(t, "wrong")
		if got := Nearest(wrong, []string{"players", "greeting", "broadcast", "announce_leave", "announce_join"}); !reflect.DeepEqual(got, []string{meant}) {
			t.Fatalf("%q is near %q, want %q", wrong, got, meant)
		}
	})
}

func TestAnyBytesMayBeAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wrong := string(rapid.SliceOf(rapid.Byte()).Draw(t, "wrong"))
		for _, found := range Nearest(wrong, keys) {
			if !slices.Contains(keys, found) {
				t.Fatalf("%q is near %q, which is none of the words", wrong, found)
			}
		}
	})
}
