package framing

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseAcceptsEveryDocumentedName(t *testing.T) {
	filledIn := strings.NewReplacer("TEXT", `<EOF>\n`, ":N", ":64")
	for _, name := range Names() {
		name = filledIn.Replace(name)
		if got := mustParse(t, name).String(); got != name {
			t.Errorf("%q is called %q", name, got)
		}
	}
}

func TestStringReturnsTheNameForParse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := someFraming().Draw(t, "framing")
		got, err := Parse(f.String())
		if err != nil || got != f {
			t.Fatalf("%s is read as %s, %v", f, got, err)
		}
		for _, c := range f.String() {
			if c <= ' ' || c > '~' {
				t.Fatalf("%q has something that cannot be peeked", f)
			}
		}
	})
}

func TestParseDecodesEscapes(t *testing.T) {
	for _, c := range []struct{ name, end, called string }{
		{`end:\n`, "\n", `end:\n`},
		{`end:\r\n\r\n`, "\r\n\r\n", `end:\r\n\r\n`},
		{"end:\r\n\r\n", "\r\n\r\n", `end:\r\n\r\n`},
		{`end:\t`, "\t", `end:\t`},
		{`end:\\n`, `\n`, `end:\\n`},
		{`end:\x3b`, ";", "end:;"},
		{`end:\xfF\x0a`, "\xff\n", `end:\xff\n`},
		{`end:\0`, "\x00", "nul"},
		{`end:\x00`, "\x00", "nul"},
		{`end:\012`, "\x0012", `end:\012`},
		{`end::`, ":", "end::"},
		{`end: `, " ", `end:\x20`},
		{`end:§`, "\xc2\xa7", `end:\xc2\xa7`},
		{"end:12345678", "12345678", "end:12345678"},
	} {
		f := mustParse(t, c.name)
		if got := string(f.end[:f.width]); got != c.end || f.String() != c.called {
			t.Errorf("%s ends with %q and is called %s; want %q and %s", c.name, got, f, c.end, c.called)
		}
	}
}

func TestEquivalentFramingsAreEqual(t *testing.T) {
	for _, c := range [][2]string{{"nul", `end:\0`}, {"end:;", `end:\x3B`}, {`end:\r`, "end:\r"}} {
		if a, b := mustParse(t, c[0]), mustParse(t, c[1]); a != b {
			t.Errorf("%s and %s differ", c[0], c[1])
		}
	}
	if mustParse(t, "line") == mustParse(t, `end:\n`) { // only the first takes a CR away
		t.Error("line and a bare LF are taken for the same")
	}
}

func TestParseErrorsNameTheMistakeAndTheCorrection(t *testing.T) {
	all := "there are raw, line, crlf, nul, end:TEXT, u16be, u16le, u32be, u32le, header:N"
	for _, c := range []struct{ name, want string }{
		{"lines", `unknown framing "lines": did you mean "line"? ` + all},
		{"lien", `unknown framing "lien": did you mean "line"? ` + all},
		{"LINE", `unknown framing "LINE": did you mean "line"? ` + all},
		{"null", `unknown framing "null": did you mean "nul"? ` + all},
		{"raw ", `unknown framing "raw ": did you mean "raw"? ` + all},
		{"rwa", `unknown framing "rwa": did you mean "raw"? ` + all},
		{"u32", `unknown framing "u32": did you mean "u32be" or "u32le"? ` + all},
		{"u16bee", `unknown framing "u16bee": did you mean "u16be"? ` + all},
		{"header64", `unknown framing "header64": did you mean "header:64"? ` + all},
		{"heder:10", `unknown framing "heder:10": did you mean "header:10"? ` + all},
		{"Header", `unknown framing "Header": did you mean "header:64"? ` + all},
		{"ends:;", `unknown framing "ends:;": did you mean "end:;"? ` + all},
		{"json", `unknown framing "json": ` + all},
		{"outline", `unknown framing "outline": ` + all},
		{"none", `unknown framing "none": ` + all},
		{"", `unknown framing "": ` + all},
		{"li\x1bne", `unknown framing "li\x1bne": did you mean "line"? ` + all},
		{strings.Repeat("x", 999), `unknown framing "` + strings.Repeat("x", 40) + `...": ` + all},
		{"header", `framing "header": after "header:" comes its size in bytes, 1 to 64, as in "header:64"`},
		{"header:0", `framing "header:0": after "header:" comes its size in bytes, 1 to 64, as in "header:64"`},
		{"header:65", `framing "header:65": after "header:" comes its size in bytes, 1 to 64, as in "header:64"`},
		{"header:-1", `framing "header:-1": after "header:" comes its size in bytes, 1 to 64, as in "header:64"`},
		{"header:+4", `framing "header:+4": after "header:" comes its size in bytes, 1 to 64, as in "header:64"`},
		{"header:064", `framing "header:064": after "header:" comes its size in bytes, 1 to 64, as in "header:64"`},
		{"end", `framing "end": after "end:" comes what ends a message, as in "end:;" or "end:\n\n"`},
		{"end:", `framing "end:": after "end:" comes what ends a message, as in "end:;" or "end:\n\n"`},
		{"end:123456789", `framing "end:123456789": what ends a message has at most 8 bytes`},
		{`end:\q`, `framing "end:\q": unknown escape "\q": there are \n \r \t \0 \\ \xNN`},
		{`end:\`, `framing "end:\": unknown escape "\": there are \n \r \t \0 \\ \xNN`},
		{`end:\x4`, `framing "end:\x4": unknown escape "\x": there are \n \r \t \0 \\ \xNN`},
		{`end:\x+4`, `framing "end:\x+4": unknown escape "\x": there are \n \r \t \0 \\ \xNN`},
	} {
		f, err := Parse(c.name)
		if err == nil || err.Error() != c.want || f != (Framing{}) {
			t.Errorf("%q is %s:\n got %v\nwant %s", c.name, f, err, c.want)
		}
	}
}
