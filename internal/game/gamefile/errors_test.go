package gamefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"porchlight/internal/framing"
	"porchlight/internal/game"
)

func TestAValueOfTheWrongTypeIsAnErrorWithTheCorrection(t *testing.T) {
	wrong := map[string]string{ // an invalid value for each key, and words of the error
		"name": `2 "hello"`, "about": `true "hello"`, "reply": `["a"] "hello"`, "name_reply": `1.5 "hello"`,
		"prefix": `2024-01-01 "hello"`, "announce_join": `{} "hello"`, "announce_leave": `[] "hello"`,
		"rule":    `1 echo, reply, swap, relay, broadcast`,
		"players": `"2" whole number from 0 to 100000`, "room": `2.0 whole number from 0 to 100000`,
		"buffer": `true whole number from 1 to 1048576`, "largest": `[1] whole number from 1 to 16777216`,
		"greeting": `[1] ["first", "second"]`, "greeting_files": `1 ["first", "second"]`,
		"state": `[["a"]] ["first", "second"]`, "state_files": `false ["first", "second"]`,
		"suffix": `1 "hello"`, "roster": `1 "hello"`, "greeting_raw": `1 true or false`, "gap": `20 from "0ms" to "1s", in quotes, as in "20ms"`,
		"greeting_hex": `["0g"] in hexadecimal`, "state_hex": `[["00"]] in hexadecimal`,
		"name_first": `"true" true or false`, "name_frame": `1 true or false`,
		"server": `"5556" "127.0.0.1:5556"`, "command": `"python3" ["python3", "server.py"]`, "folder": `1 "hello"`,
		"environment": `["PORT"] ["PORT=5556", "DEBUG=1"]`, "proxy_protocol": `1 true or false`, "restart": `"yes" true or false`,
		"framing.in": `1 "line"`, "framing.out": `["raw"] "line"`,
	}
	for _, k := range textKeys() {
		wrong[k.name+"_hex"], wrong[k.name+"_file"] = `"4b0" in hexadecimal`, `1 "hello"`
	}
	for _, name := range KeyNames() {
		value, right, _ := strings.Cut(wrong[name], " ")
		if name == "rule" {
			wantError(t, "\n# a game\nrule = "+value, name, 3, "my.toml, line 3: ", name, right)
			continue
		}
		wantError(t, "rule = 'swap'\n\n"+name+" = "+value, name, 3, "my.toml, line 3: "+name, right)
	}
}

func TestAValueOutOfRangeIsAnErrorWithTheRange(t *testing.T) {
	for _, c := range []struct {
		key            string
		lowest, beyond string
		highest, over  string
	}{
		{"players", "0", "-1", "100000", "100001"},
		{"room", "0", "-1", "100000", "100001"},
		{"buffer", "1", "0", "1048576", "1048577"},
		{"largest", "1", "0", "16777216", "16777217"},
	} {
		mustDecode(t, "rule = 'echo'\n"+c.key+" = "+c.lowest)
		mustDecode(t, "rule = 'echo'\n"+c.key+" = "+c.highest)
		for _, n := range []string{c.beyond, c.over, "9223372036854775807"} {
			wantError(t, "rule = 'echo'\n"+c.key+" = "+n, c.key, 2, "from "+c.lowest+" to "+c.highest)
		}
	}
	if game.MaxPlayers != 100_000 || framing.MaxBuffer != 1<<20 || game.MaxLargest != 16<<20 {
		t.Error("the ranges have changed: docs/games.md and this test give them")
	}
	wantError(t, "name = ' '\nrule = 'echo'", "name", 1, "not empty")
	wantError(t, "rule = 'echo'\nname = ''", "name", 2, "not empty")
}

func TestAnUnknownWordIsAnErrorWithTheNearestOne(t *testing.T) {
	for _, c := range []struct {
		content, key string
		line         int
		message      string
	}{
		{"rule = 'echo'\ngreetng = 'x'", "greetng", 2, `unknown key "greetng": did you mean "greeting"?`},
		{"rule = 'echo'\nPlayers = 2", "Players", 2, `did you mean "players"?`},
		{"rule = 'echo'\n\n[framing]\nim = 'raw'", "framing.im", 4, `did you mean "framing.in"?`},
		{"rule = 'echo'\nfrobnicate = 1", "frobnicate", 2, `unknown key "frobnicate": there are name, about, rule,`},
		{"rule = 'echo'\n[rooms]\nsize = 2", "rooms.size", 3, `unknown key "rooms.size"`},
		{"rule = 'echo'\n[rooms]", "rooms", 2, `unknown key "rooms": did you mean "room"?`},
		{"rule = 'echo'\n[[rooms]]\nsize = 2", "rooms", 2, `unknown key "rooms"`},
		{"rule = 'echo'\na.b.c = 1", "a.b", 2, `unknown key "a.b"`},
		{"rule = 'echo'\n[a.b.c]\nd = 1", "a.b", 2, `unknown key "a.b"`},
		{"rule = 'echo'\nframing = {in = 'raw',\n oops = 1}", "framing.oops", 3, `unknown key "framing.oops"`},
		{"rule = 'echo'\n'framing.in' = 'line'", `"framing.in"`, 2, "unknown key"},
		{"rule = 'echo'\n'' = 1", "", 2, "unknown key"},
		{"rule = 'echoo'", "rule", 1, `rule: unknown rule "echoo": did you mean "echo"? there are echo, reply, swap, relay, broadcast, forward`},
		{"rule = 'Relay'", "rule", 1, `did you mean "relay"?`},
		{"rule = 'x'", "rule", 1, `unknown rule "x": there are echo`},
		{"rule = 'echo'\n[framing]\nin = 'lines'", "framing.in", 3, `framing.in: unknown framing "lines": did you mean "line"?`},
		{"rule = 'echo'\n[framing]\nin = 'raw'\nout = 'header:65'", "framing.out", 4, `1 to 64`},
		{"rule = 'echo'\n[framing]\nin = 'end:'", "framing.in", 3, `as in "end:;"`},
		{"rule = 'echo'\n\nframing = 'line'", "framing", 3, `write [framing], and in = "raw" below it`},
		{"rule = 'echo'\n[[framing]]\nin = 'line'", "framing", 2, `write [framing], and in = "raw" below it`},
		{"rule = 'echo'\n[framing.in]\nx = 1", "framing.in", 2, `in quotes`},
	} {
		wantError(t, c.content, c.key, c.line, c.message)
	}
}

// A TOML table extends to the end of the file, which beginners do not expect.
func TestAKeyOnTheWrongSideOfTheFramingTableIsAnErrorWithItsPlace(t *testing.T) {
	wantError(t, "rule = 'echo'\n[framing]\nin = 'raw'\nplayers = 4", "framing.players", 4, "players stands below [framing]: it belongs above that line")
	wantError(t, "rule = 'echo'\nin = 'raw'", "in", 2, "in stands alone: it belongs below a line [framing]")
}

func TestTheFirstWrongKeyIsReported(t *testing.T) {
	for range 20 {
		wantError(t, "rule = 'echo'\nzeta = 1\nalpha = 1", "zeta", 2, "zeta")
		wantError(t, "rule = 'echo'\nframing = {zeta = 1, alpha = 1}", "framing.alpha", 2, "alpha") // on one line, in alphabetical order
	}
}

func TestConflictingKeysAreErrors(t *testing.T) {
	for _, c := range []struct {
		content, key string
		line         int
		message      string
	}{
		{"", "", 0, "my.toml: there must be a rule: one of echo, reply, swap, relay, broadcast, forward"},
		{"players = 2", "", 0, "there must be a rule"},
		{"\nrule = 'reply'", "rule", 2, `reply = "Msg received"`},
		{"\nrule = 'reply'\nreply = ''", "rule", 2, `reply = "Msg received"`},
		{"rule = 'echo'\nreply = 'x'", "reply", 2, `rule = "reply"`},
		{"\nrule = 'forward'", "rule", 2, `server = "127.0.0.1:5556"`},
		{"rule = 'echo'\nserver = '127.0.0.1:5556'", "server", 2, `rule = "forward"`},
		{"rule = 'echo'\ncommand = ['a']", "command", 2, `rule = "forward"`},
		{"rule = 'forward'\nserver = '127.0.0.1:1'\nrestart = true", "restart", 3, "with a command only"},
		{"rule = 'forward'\nserver = '127.0.0.1:1'\ngreeting = 'x'", "greeting", 3, "your own server says"},
		{"rule = 'relay'\nstate = 'x'", "state", 2, `rule = "swap"`},
		{"rule = 'relay'\nstate_files = 'x'", "state_files", 2, `rule = "swap"`},
		{"rule = 'swap'\nstate = 'x'\nstate_files = 'x'", "state_files", 3, "one of the two"},
		{"rule = 'echo'\ngreeting = 'x'\ngreeting_files = 'x'", "greeting_files", 3, "one of the two"},
		{"rule = 'echo'\nprefix = 'x'", "prefix", 2, `"relay" or "broadcast"`},
		{"rule = 'echo'\nsuffix_hex = '00'", "suffix_hex", 2, `"relay" or "broadcast"`},
		{"rule = 'relay'\nprefix = 'x'\nprefix_hex = '00'", "prefix_hex", 3, "prefix_hex: cannot stand beside prefix: one of the two is enough"},
		{"rule = 'reply'\nreply_hex = '00'\nreply_file = 'x'", "reply_file", 3, "cannot stand beside reply_hex"},
		{"rule = 'echo'\ngreeting_hex = '00'\ngreeting = 'x'", "greeting_hex", 2, "cannot stand beside greeting"},
		{"rule = 'echo'\nroster = 'a'\nroster_file = 'x'", "roster_file", 3, "cannot stand beside roster"},
		{"rule = 'echo'\ngap = '20ms'\n[framing]\nin = 'line'", "gap", 2, `framing.out = "raw" only`},
		{"rule = 'echo'\ngap = '1001ms'", "gap", 2, `from "0ms" to "1s"`},
		{"rule = 'echo'\ngap = '-1ms'", "gap", 2, `from "0ms" to "1s"`},
		{"rule = 'echo'\ngap = '20'", "gap", 2, `as in "20ms"`},
		{"rule = 'relay'\nname_frame = true\ngap = '20ms'", "gap", 3, "use prefix"},
		{"rule = 'forward'\nserver = '127.0.0.1:1'\ngap = '20ms'", "gap", 3, "your own server"},
		{"rule = 'echo'\ngreeting_raw = true", "greeting_raw", 2, "with a greeting only"},
		{"rule = 'echo'\nname_reply_hex = '00'", "name_reply_hex", 2, "name_first = true"},
		{"rule = 'forward'\nserver = '127.0.0.1:1'\nroster_hex = '00'", "roster_hex", 3, "your own server says"},
		{"rule = 'swap'\nname_frame = true", "name_frame", 2, `"relay" or "broadcast"`},
		{"rule = 'echo'\nname_reply = 'x'", "name_reply", 2, "name_first = true"},
		{"rule = 'echo'\nname_first = false\nname_reply = 'x'", "name_reply", 3, "name_first = true"},
	} {
		wantError(t, c.content, c.key, c.line, c.message)
	}
	for _, fine := range []string{
		"rule = 'broadcast'\nprefix = 'x'\nname_frame = true",
		"rule = 'echo'\ngap = '1s'\n[framing]\nin = 'line'\nout = 'raw'",
		"rule = 'relay'\ngap = '0s'\nname_frame = true\n[framing]\nin = 'line'",
		"rule = 'echo'\nstate = []\nreply = ''\nprefix = ''\nname_frame = false\nname_reply = ''",
		"rule = 'reply'\nreply = 'x'\ngreeting = 'hello'\nname_first = true\nname_reply = 'x'",
	} {
		mustDecode(t, fine)
	}
}

func TestInvalidTOMLIsAnErrorWithItsLine(t *testing.T) {
	for _, c := range []struct {
		content string
		line    int
		message string
	}{
		{"rule = 'echo'\n\nplayers = = 2", 3, "my.toml, line 3: not TOML: "},
		{"rule = 'echo'\n[framing]\nin = \"end:\\0\"", 3, `U+0030 '0'; put it in single quotes, as in 'end:\0'`},
		{"rule = 'echo'\nframing = {in = \"end:\\x3\"}", 2, `as in 'end:\0'`},
		{"rule = 'reply'\nreply = \"a\\0\"", 2, `the byte zero is \x00`},
		{"rule = 'forward'\nfolder = \"C:\\Users\"", 2, `in single quotes a backslash is itself`},
		{"rule = echo", 1, `a text stands in quotes, as in "hello"`},
		{"rule = 'echo'\nrule = 'swap'", 2, "already defined"},
		{"rule = 'echo'\n[framing\nin = 'raw'", 2, "]"},
		{"rule = 'echo'\nname = 'Bob's'", 2, "not TOML"},
		{"rule = 'echo'\nplayers = 99999999999999999999", 2, "too large"},
		{"rule = 'echo'\nname = \"\xff\"", 2, "UTF-8"},
		{"rule = 'echo'\x00", 1, "U+0000"},
		{"\xff\xfer\x00u\x00l\x00e\x00", 1, "not TOML"}, // UTF-16
		{"greeting = " + strings.Repeat("[", 1<<15), 1, "not TOML"},
	} {
		_, err := decode([]byte(c.content), "my.toml", fstest.MapFS{})
		wrong, ok := errors.AsType[*Error](err)
		if !ok || wrong.Line != c.line || !strings.Contains(err.Error(), c.message) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.60q: %.200v, want line %d and %q", c.content, err, c.line, c.message)
		}
	}
}

func TestAnUnreadableFileIsTheSystemsError(t *testing.T) {
	folder := t.TempDir()
	if _, err := Load(filepath.Join(folder, "none.toml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the error is %v, want that there is none", err)
	}
	if err := os.Mkdir(filepath.Join(folder, "folder.toml"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := Load(filepath.Join(folder, "folder.toml"))
	wantErrorAt(t, err, "", 0, "folder.toml", "a plain file")
}

func TestCheckReturnsTheErrorOfLoad(t *testing.T) {
	folder := t.TempDir()
	writeFile(t, folder, "hello.bin", "hi")
	g := game.Echo()
	if err := Check(g, folder); err != nil {
		t.Error(err)
	}
	g.GreetingFiles = [][]string{{"hello.bin"}}
	if err := Check(g, folder); err != nil {
		t.Error(err)
	}
	g.GreetingFiles = [][]string{{"goodbye.bin"}}
	wantErrorAt(t, Check(g, folder), "greeting_files", 4, `"goodbye.bin" cannot be read`)
	g = game.Echo()
	g.Name = ""
	wantErrorAt(t, Check(g, folder), "name", 1, "not empty")
	g = game.Echo()
	g.Players = -1
	wantErrorAt(t, Check(g, folder), "players", 3, "from 0")
	g = game.Echo()
	g.Prefix = "> "
	wantErrorAt(t, Check(g, folder), "prefix", 4, "relay")
}
