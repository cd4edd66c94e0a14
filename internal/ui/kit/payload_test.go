package kit

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"porchlight/internal/ui/uitest"

	"pgregory.net/rapid"
)

func TestPayloadText(t *testing.T) {
	long := strings.Repeat("0123456789", 10)
	for _, c := range []struct {
		what    string
		in      string
		hex     bool
		columns int
		want    string
	}{
		{"empty", "", false, 20, ""},
		{"empty as hex", "", true, 20, ""},
		{"short", "50,50", false, 20, "50,50"},
		{"short as hex", "50,50", true, 20, "35 30 2c 35 30"},
		{"not UTF-8", "\xff\xfea", false, 20, "ff fe 61"},
		{"as long as the room", strings.Repeat("x", 20), false, 20, strings.Repeat("x", 20)},
		{"one longer", strings.Repeat("x", 21), false, 20, "xxxxxxxxx…xxxxx (21)"},
		{"long", long, false, 20, "01234567…56789 (100)"},
		{"long as hex", long, true, 30, "30 31 32 33 34 …37 38 39 (100)"},
		{"control characters", "a\x1b\nb", false, 20, `a\x1b\nb`},
		{"wide characters", "日本語日本語日本語日本語", false, 20, "日本語日…日本語 (36)"},
		{"combining characters", strings.Repeat("e\u0301", 20), false, 20, strings.Repeat("e\u0301", 20)},
	} {
		if got := PayloadText([]byte(c.in), uint32(len(c.in)), c.hex, c.columns); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

func TestPayloadTextOfACutMessage(t *testing.T) {
	for _, c := range []struct {
		what    string
		kept    string // its first and its last half
		columns int
		want    string
	}{
		{"text", "beginend", 60, "begi…nend (5000)"},
		{"a rune cut at the end of the first half", "abc\xe6def", 60, ""},
		{"room for less", "beginnin" + "theendof", 16, "begin…dof (5000)"},
		{"runes cut on both sides", "aaa\xe6\x97" + "\xa5bbbb", 60, "aaa…bbbb (5000)"},
		{"not UTF-8", "\xffab" + "cde", 60, "ff 61 62…63 64 65 (5000)"},
		{"not UTF-8 at the end", "abc" + "d\xffe", 60, "61 62 63…64 ff 65 (5000)"},
	} {
		if len(c.kept)%2 != 0 {
			c.kept += "."
		}
		got := PayloadText([]byte(c.kept), 5000, false, c.columns)
		if c.want != "" && got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
		checkShown(t, got, c.columns)
	}
}

// checkShown checks what must hold of every text in a row.
func checkShown(t interface{ Errorf(string, ...any) }, s string, columns int) {
	if n := Columns(s); n > columns {
		t.Errorf("%q takes %d columns of %d", s, n, columns)
	}
	if !utf8.ValidString(s) {
		t.Errorf("%q is not UTF-8", s)
	}
	if strings.IndexFunc(s, uitest.IsControl) >= 0 {
		t.Errorf("%q has a character that is obeyed", s)
	}
}

// message draws bytes as players send them: text of all sorts, broken text, anything.
func message() *rapid.Generator[[]byte] {
	return rapid.OneOf(
		rapid.Map(rapid.StringN(0, 1200, -1), func(s string) []byte { return []byte(s) }),
		rapid.Map(rapid.StringOfN(rapid.RuneFrom([]rune("a\x1b\n\u202e日é\u0301ﾊＷ🙂\u2028")), 0, 800, -1), func(s string) []byte { return []byte(s) }),
		rapid.SliceOfN(rapid.Byte(), 0, 1200),
		rapid.SliceOfN(rapid.SampledFrom([]byte("ab\xe6\x97\xa5\xf0\x9f\x99\x82\xff")), 0, 600),
	)
}

func TestAPayloadFitsItsColumnsAndIsEscaped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := message().Draw(t, "message")
		columns := rapid.IntRange(16, 700).Draw(t, "columns")
		hex := rapid.Bool().Draw(t, "hex")
		got := PayloadText(uitest.CutMiddle(whole, MaxPayloadBytes), uint32(len(whole)), hex, columns)
		checkShown(t, got, columns)
		if all := PayloadText(whole, uint32(len(whole)), hex, math.MaxInt); len(whole) <= MaxPayloadBytes && Columns(all) <= columns && got != all {
			t.Errorf("%q fits and became %q", all, got)
		}
	})
}

func TestAShortenedPayloadIsABeginningAndAnEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.SliceOfN(rapid.SampledFrom([]byte("abcdefgh")), 17, 1200).Draw(t, "message")
		columns := rapid.IntRange(16, 700).Draw(t, "columns")
		got := PayloadText(uitest.CutMiddle(whole, MaxPayloadBytes), uint32(len(whole)), false, columns)
		front, back, cut := strings.Cut(got, "…")
		if !cut {
			if got != string(whole) {
				t.Fatalf("%q became %q", whole, got)
			}
			return
		}
		back, ok := strings.CutSuffix(back, lengthSuffix(uint32(len(whole))))
		if !ok || !strings.HasPrefix(string(whole), front) || !strings.HasSuffix(string(whole), back) || len(front)+len(back) >= len(whole) {
			t.Fatalf("%q became %q", whole, got)
		}
	})
}

// FuzzPayloadText is the property above for the fuzzer.
func FuzzPayloadText(f *testing.F) {
	f.Add([]byte("50,50"), uint16(20), false)
	f.Add([]byte("\x1b[31m\n\u202e"), uint16(16), false)
	f.Add([]byte(strings.Repeat("日本語", 100)), uint16(33), true)
	f.Add([]byte(strings.Repeat("\xe6", 500)), uint16(500), false)
	f.Fuzz(func(t *testing.T, whole []byte, columns uint16, hex bool) {
		room := max(int(columns), 16)
		checkShown(t, PayloadText(uitest.CutMiddle(whole, MaxPayloadBytes), uint32(len(whole)), hex, room), room)
	})
}

func TestMiddleCut(t *testing.T) {
	for _, c := range []struct {
		s       string
		columns int
		length  uint32
		want    string
	}{
		{"abcdefghijklmnopqrstuvwxyz", 16, 26, "abcdef…wxyz (26)"},
		{"abcdefghijklmnopqrstuvwxyz", 16, math.MaxUint32, "a…z (4294967295)"},
		{"abcdefghijklmnopqrstuvwxyz", 3, 26, "a…z (26)"}, // no room: the ends all the same
		{"日本語日本語日本語日本語", 16, 36, "日本語…本語 (36)"},
	} {
		if got := cutMiddle(c.s, c.s, c.columns, c.length); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.s, c.columns, got, c.want)
		}
	}
}

func TestWholeRunes(t *testing.T) {
	for _, c := range []struct{ head, tail, wantHead, wantTail string }{
		{"", "", "", ""},
		{"abc", "def", "abc", "def"},
		{"ab\xe6", "\x97\xa5cd", "ab", "cd"},
		{"ab\xe6\x97", "\xa5cd", "ab", "cd"},
		{"ab日", "本cd", "ab日", "本cd"},
		{"\xf0\x9f\x99", "\x82", "", ""},
		{"é", "é", "é", "é"},
		{"ab\xff", "\xffcd", "ab\xff", "\xffcd"},             // no part of a rune: stays
		{"ab\x80\x80\x80\x80", "", "ab\x80\x80\x80\x80", ""}, // more than any rune goes on for
	} {
		head, tail := wholeRunes([]byte(c.head), []byte(c.tail))
		if string(head) != c.wantHead || string(tail) != c.wantTail {
			t.Errorf("%q, %q: %q, %q, want %q, %q", c.head, c.tail, head, tail, c.wantHead, c.wantTail)
		}
	}
}

func TestACutTextIsStillUTF8(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(rapid.String().Draw(t, "text"))
		at := rapid.IntRange(0, len(text)).Draw(t, "cut before")
		end := rapid.IntRange(at, len(text)).Draw(t, "cut after")
		head, tail := wholeRunes(text[:at], text[end:])
		if !utf8.Valid(head) || !utf8.Valid(tail) || at-len(head) > 3 || len(text)-end-len(tail) > 3 {
			t.Fatalf("%q, %q became %q, %q", text[:at], text[end:], head, tail)
		}
	})
}

func TestColumnsOf(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "abc": 3, "é": 1, "e\u0301": 1, "日本": 4, "ＡＢ": 4, "ｱ": 1, "…": 1, "→": 1, "1\u2009000": 5, "🙂": 2, "ÿ": 1,
	} {
		if got := Columns(s); got != want {
			t.Errorf("%q takes %d columns, want %d", s, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[uint64]string{
		0: "0", 7: "7", 999: "999", 1000: "1\u2009000", 12345: "12\u2009345", 100_000: "100\u2009000",
		1_000_000: "1\u2009000\u2009000", math.MaxUint64: "18\u2009446\u2009744\u2009073\u2009709\u2009551\u2009615",
	} {
		if got := FormatCount(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[uint64]string{
		0: "0 B", 999: "999 B", 1000: "1.0 kB", 1050: "1.1 kB", 9949: "9.9 kB", 9951: "10.0 kB", 38_000: "38.0 kB",
		99_949: "99.9 kB", 99_951: "100 kB", 123_456: "123 kB", 999_499: "999 kB", 1_000_000: "1.0 MB",
		2_500_000_000: "2.5 GB", 7_000_000_000_000: "7.0 TB",
	} {
		if got := FormatSize(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

func TestASizeFitsItsFigure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Uint64Range(0, 9_999_000_000_000_000).Draw(t, "bytes")
		if got := FormatSize(n) + "/s"; len(got) > 9 {
			t.Fatalf("%d is %q", n, got)
		}
	})
}
