package journal

import (
	"unicode"
	"unicode/utf8"
)

// unsafe returns the first character of s that a terminal or a spreadsheet would obey instead of show, or "".
// It goes by Unicode's own tables, so that it does not repeat what it checks.
func unsafe(s string) string {
	if !utf8.ValidString(s) {
		return "invalid UTF-8"
	}
	for _, r := range s {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			return string(r)
		}
	}
	return ""
}

// seeds are payloads that have troubled programs.
var seeds = []string{
	"", "50,50", "a\nb", "\x1b[31mred\x1b[0m", "\u202egnp.exe", "\xff\xfe", "half \xc3", "\x7f\u0085\u2028", "日本語 😀",
	"=1+1", "-5", "＝1", " @x", `"quoted",`, "\ufeffbom", "\U000e0041\U000f0000", "nul\x00", `\n`, "'",
}
