package export

import (
	"net/netip"
	"time"
	"unicode"
	"unicode/utf8"

	"porchlight/internal/journal"
)

var (
	noon   = time.Date(2026, time.March, 1, 12, 0, 0, 120_000_000, time.UTC)
	player = netip.MustParseAddrPort("192.168.1.40:50123")
)

// echo records a message that is its own answer to one player.
func echo(j *journal.Journal, text string) {
	b := []byte(text)
	j.Message(noon, 0, b, b, 1, 0)
}

// readAll returns copies of all entries.
func readAll(j *journal.Journal) []journal.Entry {
	var all []journal.Entry
	for from, next := j.Range(); from < next; from = all[len(all)-1].Number + 1 {
		batch := make([]journal.Entry, next-from)
		all = append(all, batch[:j.Read(from, batch, 0)]...)
	}
	return all
}

// unsafeCharacter returns the first character of s that has an effect on a terminal or a spreadsheet, or
// "". It uses Unicode's tables and not the functions under test.
func unsafeCharacter(s string) string {
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

// seeds are payloads that have caused faults in other programs.
var seeds = []string{
	"", "50,50", "a\nb", "\x1b[31mred\x1b[0m", "\u202egnp.exe", "\xff\xfe", "half \xc3", "\x7f\u0085\u2028", "日本語 😀",
	"=1+1", "-5", "＝1", " @x", `"quoted",`, "\ufeffbom", "\U000e0041\U000f0000", "nul\x00", `\n`, "'",
}
