package tomlkeys

import (
	"strings"
	"testing"
)

// Each text is TOML in which Z stands where a key is the fourth, or has up to three keys.
func TestFind(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "a = 1", "a = 1\nb = 2\nc = 3\n", "a.b.c = 1", "[a.b]\nc = 1", "a = 'b = 1\t'\n# c = 2\n# d = 3\n# e = 4", "a = [1, 2, 3, 4, 5]",
		"a = 1\nb = 2\nc = 3\nZ = 4\ne = 5",
		"a.b.c.Z.e = 1",
		"[a.b]\nc = 1\nZ = 2",
		"[a]\n[b]\n[c]\n[Z]\n[e]",
		"[[a]]\n[[a]]\n[[a]]\n[[Z.a]]",
		"[a.b.c.Z.e]",
		"a = {b = 1, c = 2, Z = 3, e = 4}",
		"a = [[{b = 1}, {c = 2}], [[{Z = {e = 1}}]]]",
		"a = {b.c = [{Z = 1}]}",
		"'a' = 1\n\"b\" = 2\n'' = 3\n'Z' = 4",
		"a = 1\nb = 2\nc = 3\nZ = 4\n= 5",
		"a = 1\nb = 2\n= 3\nc = 4\nd = 5", // the mistake comes first
		"a = [", "a = {", "[[", "\x00", "\xff",
	} {
		want := strings.IndexByte(text, 'Z')
		if want > 0 && text[want-1] == '\'' {
			want-- // the quotation mark
		}
		if got := Find([]byte(text), 3); got != want {
			t.Errorf("in %q the fourth key is found at %d, want %d", text, got, want)
		}
	}
	if got := Find([]byte("a = 1"), 0); got != 0 {
		t.Errorf("the first key is found at %d", got)
	}
}

func TestFindStopsAtDeepNesting(t *testing.T) {
	t.Parallel()
	for _, text := range []string{strings.Repeat("[", 1<<20), strings.Repeat("{a=", 1<<20)} {
		if got := Find([]byte("a = "+text), 3); got != -1 {
			t.Errorf("%.8q…: found at %d", text, got)
		}
	}
}
