package printable

import (
	"encoding/hex"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"porchlight/internal/printable/printabletest"
)

func TestOrdinaryTextIsShownAsItIs(t *testing.T) {
	for _, s := range []string{
		"",
		"50,50",
		`C:\new "quoted" 'text' <b>&amp;`,
		"~!@#$%^&*()_+{}|:<>?[];',./`",
		"Grüße, ça va, señor, Ţară, Việt Nam, İstanbul",
		"Привет, Γειά σου, Բարեւ, გამარჯობა",
		"שלום עולם",
		"مرحبا بالعالم",
		"नमस्ते দুনিয়া வணக்கம் ಕನ್ನಡ ไทย ភាសាខ្មែរ မြန်မာ",
		"你好，世界 こんにちは　世界 안녕하세요",
		"e\u0301 decomposed",
		"10\u00a0000 €",
		"😀 👍🏽 🇨🇭 ❤️ 1️⃣",
		"∀x∈ℝ: ⌈x⌉ ≥ x ▁▂▅▇ ♞",
	} {
		if got := Text([]byte(s)); got != s {
			t.Errorf("%q is shown as %q", s, got)
		}
		if got := Escape(s); got != s {
			t.Errorf("%q is escaped as %q", s, got)
		}
	}
}

func TestWhatATerminalObeysIsShownAsAnEscapeSequence(t *testing.T) {
	for in, want := range map[string]string{
		"a\nb\r\n":              `a\nb\r\n`,
		"tab\tstop":             `tab\tstop`,
		"nul\x00":               `nul\x00`,
		"bell\a back\b":         `bell\a back\b`,
		"\x1b[2J\x1b]0;title\a": `\x1b[2J\x1b]0;title\a`,
		"del\x7f":               `del\x7f`,
		"C1 \u0085 \u009b31m":   `C1 \u0085 \u009b31m`,
		"evil\u202etxt.exe":     `evil\u202etxt.exe`,
		"\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069": `\u202a\u202b\u202c\u202d\u2066\u2067\u2068\u2069`,
		"marks \u200e\u200f\u061c":                         `marks \u200e\u200f\u061c`,
		"zero\u200bwidth\u2060\ufeff":                      `zero\u200bwidth\u2060\ufeff`,
		"join\u200c\u200der":                               `join\u200c\u200der`,
		"soft\u00adhyphen":                                 `soft\u00adhyphen`,
		"line\u2028 paragraph\u2029":                       `line\u2028 paragraph\u2029`,
		"em\u2003space":                                    `em\u2003space`,
		"private \ue000 \U000f0000":                        `private \ue000 \U000f0000`,
		"not a character \ufffd \uffff":                    `not a character \ufffd \uffff`,
		"tag \U000e0041":                                   `tag \U000e0041`,
		"unassigned \u0378":                                `unassigned \u0378`,
	} {
		if got := Text([]byte(in)); got != want {
			t.Errorf("%q is shown as %s, want %s", in, got, want)
		}
	}
	for r := range rune(unicode.MaxRune + 1) {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			if got := Escape(string(r)); strings.ContainsRune(got, r) && r != utf8.RuneError || !ascii(got) {
				t.Fatalf("%U is shown as %q", r, got)
			}
		}
	}
}

func TestWhatIsNotUTF8IsShownAsHex(t *testing.T) {
	for in, want := range map[string]string{
		"\xff":                   "ff",
		"\xff\x00\x7f":           "ff 00 7f",
		"half a rune \xc3":       "68 61 6c 66 20 61 20 72 75 6e 65 20 c3",
		"\xed\xa0\x80":           "ed a0 80", // a surrogate
		"\xc0\x80":               "c0 80",    // a long nul
		"\x00\x05hello\x9b[31m~": "00 05 68 65 6c 6c 6f 9b 5b 33 31 6d 7e",
	} {
		if got := Text([]byte(in)); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
	if got := Hex(nil); got != "" {
		t.Errorf("nothing is shown as %q", got)
	}
}

func TestEscapeLetsNoBrokenByteThrough(t *testing.T) {
	for in, want := range map[string]string{
		"words \x9b31m":      `words \x9b31m`,
		"r\xe9seau coup\xe9": `r\xe9seau coup\xe9`,
		"é\xc3\n":            `é\xc3\n`,
	} {
		if got := Escape(in); got != want {
			t.Errorf("%q is escaped as %q, want %q", in, got, want)
		}
	}
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

func FuzzText(f *testing.F) {
	for _, s := range printabletest.Payloads() {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got := Text(b)
		if wrong := printabletest.UnsafeCharacter(got); wrong != "" {
			t.Errorf("%q is shown as %q with %q", b, got, wrong)
		}
		if !utf8.Valid(b) {
			back, err := hex.DecodeString(strings.ReplaceAll(got, " ", ""))
			if err != nil || string(back) != string(b) {
				t.Errorf("%q is shown as %q", b, got)
			}
		}
		if escaped := Escape(string(b)); printabletest.UnsafeCharacter(escaped) != "" || ascii(string(b)) && escaped != string(b) {
			t.Errorf("%q is escaped as %q", b, escaped)
		}
	})
}
