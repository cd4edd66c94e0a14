// Package printabletest has what tests need to check that text from the network is safe to show.
package printabletest

import (
	"unicode"
	"unicode/utf8"
)

// UnsafeCharacter returns the first character of s that has an effect on a terminal or a window, "invalid UTF-8" if s
// is not UTF-8, or "" if s is safe. It uses Unicode's tables, and not the functions under test.
func UnsafeCharacter(s string) string {
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

// Payloads returns payloads that have caused faults in other programs, as seeds of fuzz targets.
func Payloads() []string {
	return []string{
		"", "50,50", "a\nb", "\x1b[31mred\x1b[0m", "\u202egnp.exe", "\xff\xfe", "half \xc3", "\x7f\u0085\u2028", "日本語 😀",
		"=1+1", "-5", "＝1", " @x", `"quoted",`, "\ufeffbom", "\U000e0041\U000f0000", "nul\x00", `\n`, "'",
	}
}
