package gamefile

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"porchlight/internal/game"
)

// bytesFiles is a game file with the keys of all forms that the other game files of these tests do not have. No game
// may have all of them.
const bytesFiles = `rule = "relay"
reply_hex = "80 04"
reply_file = "a.bin"
name_reply_hex = "80"
name_reply_file = "a.bin"
prefix_hex = "80"
prefix_file = "a.bin"
suffix = "\n"
suffix_hex = "80"
suffix_file = "a.bin"
roster = "{name}"
roster_hex = "80"
roster_file = "a.bin"
announce_join_hex = "80"
announce_join_file = "a.bin"
announce_leave_hex = "80"
announce_leave_file = "a.bin"
greeting_hex = ["80", ["81", "82"]]
greeting_files = "a.bin"
greeting_raw = true
state_hex = "80"
state_files = "a.bin"
`

// fits is the beginning of a game file in which a key may stand.
func fits(key string) string {
	switch name, _, _ := strings.Cut(key, "_"); name {
	case "reply":
		return "rule = 'reply'\n"
	case "state":
		return "rule = 'swap'\n"
	}
	return "rule = 'relay'\nname_first = true\n"
}

func TestEveryTextMayBeGivenAsHexOrAsAFile(t *testing.T) {
	folder := fstest.MapFS{"a.bin": {Data: []byte("{seat}\xff")}}
	for _, k := range textKeys() {
		for form, want := range map[string]game.Bytes{
			k.name + `_hex = "80 04\n4B002e"`: {Hex: "80 04\n4B002e"},
			k.name + `_file = "a.bin"`:        {File: "a.bin"},
		} {
			g, err := decode([]byte(fits(k.name)+form), "my.toml", folder)
			if err != nil {
				t.Errorf("%s: %v", form, err)
				continue
			}
			if got := *k.bytes(g); got != want || want.File != "" && !bytes.Equal(g.Files["a.bin"], folder["a.bin"].Data) {
				t.Errorf("%s is read as %+v", form, got)
			}
		}
		for _, wrong := range []string{"8", "8 0", "0x80", "80,04", "zz", " "} {
			wantError(t, fits(k.name)+k.name+"_hex = '"+wrong+"'", k.name+"_hex", 1+strings.Count(fits(k.name), "\n"), "in hexadecimal, two digits each")
		}
		_, err := decode([]byte(fits(k.name)+k.name+"_file = 'b.bin'"), "my.toml", folder)
		wantErrorAt(t, err, k.name+"_file", 1+strings.Count(fits(k.name), "\n"), `"b.bin" cannot be read`)
	}
}

func TestAListOfHexIsBySeat(t *testing.T) {
	g := mustDecode(t, "rule = 'swap'\nstate_hex = ['00', 'ff 0a']\ngreeting_hex = [['00', '01'], '02', []]")
	if want := []string{"00", "ff 0a"}; !reflect.DeepEqual(g.StateHex, want) {
		t.Errorf("the states are %q", g.StateHex)
	}
	if want := [][]string{{"00", "01"}, {"02"}, {}}; !reflect.DeepEqual(g.GreetingHex, want) {
		t.Errorf("the greetings are %q", g.GreetingHex)
	}
}

func TestAGreetingMayBeAListOfMessagesASeat(t *testing.T) {
	for value, want := range map[string][][]string{
		`[["a", "b"], ["c"]]`: {{"a", "b"}, {"c"}}, `[["a", "b"]]`: {{"a", "b"}}, `["a", ["b", "c"], []]`: {{"a"}, {"b", "c"}, {}},
	} {
		g := mustDecode(t, "rule = 'echo'\ngreeting = "+value)
		if !reflect.DeepEqual(g.Greeting, want) {
			t.Errorf("greeting = %s is read as %q", value, g.Greeting)
		}
		if again := mustDecode(t, string(Encode(g))); !equal(again, g) {
			t.Errorf("greeting = %s becomes\n%s", value, Encode(g))
		}
	}
	wantError(t, "rule = 'echo'\ngreeting = [[['a']]]", "greeting", 2, `as in [["a", "b"], ["c"]]`)
}

// TOML's "\x80" is the character U+0080, which would go out as two bytes.
func TestAByteInATextIsAnErrorThatNamesItsHexKey(t *testing.T) {
	for _, k := range sentKeys() {
		hexKey := k.name + "_hex"
		if !isKey(hexKey) {
			continue
		}
		line := 1 + strings.Count(fits(k.name), "\n")
		for text, found := range map[string]string{
			`"\x80\x04K\x00."`: `\x80`, `"\\x80\xFf"`: `\xFf`, `"""a` + "\n" + `\x9f"""`: `\x9f`, `"\u0080"`: "U+0080", "'a\u009f'": "U+009F",
		} {
			wantError(t, fits(k.name)+k.name+" = "+text, k.name, line, k.name+": ", found, fmt.Sprintf(`write bytes as %s = "80 04 4b"`, hexKey))
			if isList := k.name == "greeting" || k.name == "state"; isList {
				wantError(t, fits(k.name)+k.name+" = ['a', "+text+"]", k.name, line, found, hexKey)
			}
		}
		for _, fine := range []string{`"\x7f\x00\n"`, `"\\x80"`, `'\x80'`, `"\\\\xff"`, `"ü \u00ff \u00a0"`} {
			mustDecode(t, fits(k.name)+k.name+" = "+fine)
		}
	}
	wantError(t, "rule = 'echo'\ngreeting = [['a', 'b'], ['c', \"\\xe9\"]]", "greeting", 2, `\xe9`, "greeting_hex")
	mustDecode(t, `name = "\xe9"`+"\nrule = 'echo'\nabout = \"\u0085\"") // these are not sent
}
