package suggest

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var keys = []string{"name", "rule", "players", "room", "reply", "greeting", "greeting_files", "name_first", "name_frame", "line", "nul"}

func TestSimilarWordsAreFound(t *testing.T) {
	for _, c := range []struct {
		misspelt string
		want     []string
	}{
		{"greetng", []string{"greeting"}},                       // a missing letter
		{"greetting", []string{"greeting"}},                     // an additional letter
		{"greeting_fikes", []string{"greeting_files"}},          // a replaced letter
		{"palyers", []string{"players"}},                        // swapped letters
		{"plyaesr", []string{"players"}},                        // swapped twice
		{"PLAYERS", []string{"players"}},                        // another case
		{"nam", []string{"name", "name_first", "name_frame"}},   // a prefix
		{"play", []string{"players"}},                           // a prefixer
		{"name_", []string{"name_first", "name_frame", "name"}}, // in any order
		{"name_f", []string{"name_first", "name_frame"}},
		{"liine", []string{"line"}},
		{"players", []string{"players"}},
		{"nil", []string{"nul"}}, // short words allow one edit
		{"nal", []string{"nul"}},
		{"nli", nil},
		{"xyz", nil},
		{"", nil},
		{"n", nil}, // too short
		{"na", nil},
		{"configuration", nil},
		{strings.Repeat("players", 100), nil},
	} {
		got := Nearest(c.misspelt, keys)
		if len(c.want) > 1 {
			for _, w := range c.want {
				if !slices.Contains(got, w) {
					t.Errorf("%q is near %q, want %q among them", c.misspelt, got, w)
				}
			}
			continue
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q is near %q, want %q", c.misspelt, got, c.want)
		}
	}
}

func TestOnlyTheNearestAreFound(t *testing.T) {
	if got := Nearest("replay", []string{"relays", "relay", "replay", "reply"}); !reflect.DeepEqual(got, []string{"replay"}) {
		t.Errorf("found %q", got)
	}
}

func TestTheDistanceCountsEdits(t *testing.T) {
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
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("%q and %q have distance %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestTheDistanceIsAMetric(t *testing.T) {
	word := rapid.StringMatching(`[abc]{0,7}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		d := distance(a, b)
		if d != distance(b, a) || (d == 0) != (a == b) || d > max(len(a), len(b)) || d < max(len(a), len(b))-min(len(a), len(b)) {
			t.Fatalf("%q and %q have distance %d, and %d in reverse", a, b, d, distance(b, a))
		}
	})
}

func TestAWordWithOneEditIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		correct := rapid.SampledFrom([]string{"players", "greeting", "broadcast", "announce_leave"}).Draw(t, "correct")
		at := rapid.IntRange(0, len(correct)-1).Draw(t, "at")
		misspelt := rapid.SampledFrom([]string{
			correct[:at] + correct[at+1:], correct[:at] + "x" + correct[at:], correct[:at] + "x" + correct[at+1:],
		}).Draw(t, "misspelt")
		if got := Nearest(misspelt, []string{"players", "greeting", "broadcast", "announce_leave", "announce_join"}); !reflect.DeepEqual(got, []string{correct}) {
			t.Fatalf("%q is near %q, want %q", misspelt, got, correct)
		}
	})
}

func TestAnyBytesAreAccepted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		misspelt := string(rapid.SliceOf(rapid.Byte()).Draw(t, "misspelt"))
		for _, found := range Nearest(misspelt, keys) {
			if !slices.Contains(keys, found) {
				t.Fatalf("%q is near %q, which is not one of the words", misspelt, found)
			}
		}
	})
}
