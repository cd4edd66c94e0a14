package gamefile

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"porchlight/internal/game"
)

// Game files that together contain every key: swapFile those that a swap can have, relayFile those of forwarding rules,
// replyFile that of the rule reply.
const (
	swapFile = `name = "Ping"
about = "For nobody."
rule = "swap"
players = 6
room = 3
greeting = ["{seat}", "b"]
state = ["0:50,50", "1:100,100", "2:0,0"]
name_first = true
name_reply = "hello {name}"
announce_join = "{name} joined"
announce_leave = "{name} left"
buffer = 4096
largest = 65536

[framing]
in = "u16be"
out = "end:;"
`
	relayFile = `rule = "relay"
prefix = "{name}: "
name_frame = true
`
	forwardFile = `rule = "forward"
server = "127.0.0.1:5556"
command = ["python3", "server.py"]
folder = "code"
environment = ["PORT=5556"]
proxy_protocol = true
restart = true
`
	gapFile = `rule = "echo"
gap = "20ms"
`
	replyFile = `rule = "reply"
reply = "Msg received"
`
)

func TestEveryKeyIsDecoded(t *testing.T) {
	want := &game.Game{
		Name: "Ping", About: "For nobody.", Rule: "swap", Players: 6, Room: 3,
		Greeting: [][]string{{"{seat}"}, {"b"}}, State: []string{"0:50,50", "1:100,100", "2:0,0"},
		NameFirst: true, NameReply: "hello {name}",
		AnnounceJoin: "{name} joined", AnnounceLeave: "{name} left",
		Buffer: 4096, Largest: 65536, In: mustParse(t, "u16be"), Out: mustParse(t, "end:;"),
	}
	if g := mustDecode(t, swapFile); !equal(g, want) {
		t.Errorf("the game is %+v", g)
	}
	if g := mustDecode(t, relayFile); g.Rule != "relay" || g.Prefix != "{name}: " || !g.NameFrame {
		t.Errorf("the game is %+v", g)
	}
	if g := mustDecode(t, replyFile); g.Rule != "reply" || g.Reply != "Msg received" {
		t.Errorf("the game is %+v", g)
	}
	forward := game.Server{Address: "127.0.0.1:5556", Command: []string{"python3", "server.py"}, Folder: "code", Environment: []string{"PORT=5556"}, ProxyProtocol: true, Restart: true}
	if g := mustDecode(t, forwardFile); g.Rule != "forward" || !reflect.DeepEqual(g.Server, forward) {
		t.Errorf("the game is %+v", g)
	}
	given := swapFile + forwardFile + relayFile + replyFile + bytesFiles + gapFile
	if g := mustDecode(t, gapFile); g.Gap != 20*time.Millisecond {
		t.Errorf("the gap is %v", g.Gap)
	}
	for _, name := range KeyNames() {
		if _, key, _ := strings.Cut("."+name, "."); !strings.Contains(given, strings.TrimPrefix(key, "framing.")) {
			t.Errorf("no file of this test contains %s", name)
		}
	}
}

func TestDefaultsAreThoseOfTheTutorials(t *testing.T) {
	want := &game.Game{Name: "my", Rule: "echo", Players: 2, Buffer: 2048, Largest: 1 << 20}
	if g := mustDecode(t, `rule = "echo"`); !equal(g, want) {
		t.Errorf("the game is %+v, want %+v", g, want)
	}
	named := game.Echo()
	named.Name = "my"
	if g := mustDecode(t, `rule = "echo"`); !equal(g, named) {
		t.Errorf("the game is %+v, want Echo's values", g)
	}
}

func TestAGameWithoutANameHasThatOfItsFile(t *testing.T) {
	for file, want := range map[string]string{
		"my chess.toml": "my chess", "chess": "chess", "a.b.toml": "a.b", "größe.toml": "größe",
	} {
		g, err := decode([]byte(`rule = "echo"`), file, fstest.MapFS{})
		if err != nil || g.Name != want {
			t.Errorf("the game of %s is named %q (%v), want %q", file, g.Name, err, want)
		}
	}
	if g := mustDecode(t, "name = '  Chess\t'\nrule = 'echo'"); g.Name != "Chess" {
		t.Errorf("the name is %q, want it without the space around it", g.Name)
	}
}

func TestTheOutputFramingDefaultsToTheInputFraming(t *testing.T) {
	for in, out := range map[string]string{
		"":                                  "raw",
		"[framing]\nin = 'u32le'":           "u32le",
		"[framing]\nout = 'line'":           "line",
		"[framing]\nin='nul'\nout='raw'":    "raw",
		"[framing]":                         "raw",
		"framing = {}":                      "raw",
		"framing = {in='line', out='crlf'}": "crlf",
		"framing.in = 'header:10'":          "header:10",
	} {
		if g := mustDecode(t, "rule = 'echo'\n"+in); g.Out.String() != out {
			t.Errorf("%q answers in %s, want %s", in, g.Out, out)
		}
	}
}

func TestATextMayBeSingleOrAListBySeat(t *testing.T) {
	for value, want := range map[string][]string{
		`"{seat}"`: {"{seat}"}, `["a"]`: {"a"}, `["a", "b"]`: {"a", "b"}, `""`: {""}, `[]`: {}, `["", "b"]`: {"", "b"},
	} {
		if g := mustDecode(t, "rule = 'swap'\ngreeting = "+value); !reflect.DeepEqual(g.Greeting, bySeat(want)) {
			t.Errorf("greeting = %s is read as %q", value, g.Greeting)
		}
		if g := mustDecode(t, "rule = 'swap'\nstate = "+value); !reflect.DeepEqual(g.State, want) {
			t.Errorf("state = %s is read as %q", value, g.State)
		}
	}
}

func TestFilesOfWindowsEditorsAreDecoded(t *testing.T) {
	if g := mustDecode(t, "\ufeffname = \"Chess\"\r\nrule = \"echo\"\r\n\r\n[framing]\r\nin = \"line\"\r\n"); g.Name != "Chess" || g.In.String() != "line" {
		t.Errorf("the game is %+v", g)
	}
	wantError(t, "\ufeffrule = \"echo\"\r\n\r\nplayer = 2\r\n", "player", 3, "players")
}

// Decoding takes time in proportion to the square of the number of keys, so a file with too many of them is not
// decoded: its error is not the mistake at the end.
func TestTooManyKeysAreAnErrorWithoutDecoding(t *testing.T) {
	numbered := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	const mistake = "\n= 1"
	for content, want := range map[string]struct {
		key   string
		line  int
		words string
	}{
		"rule = 'echo'\n" + numbered("k%d = 1\n", maxKeys):                                                                   {"k0", 2, "unknown key"},
		numbered("[t%d]\n", maxKeys+1):                                                                                       {"t0", 1, "unknown key"},
		numbered("[[t.u%d]]\n", maxKeys/2+1):                                                                                 {"t.u0", 1, "unknown key"},
		"rule = 'echo'\n[framing]\n" + numbered("k%d = 1\n", maxKeys):                                                        {"framing.k0", 3, "unknown key"},
		"rule = 'echo'\nname = {" + numbered("k%d = 1,\n", maxKeys) + "}":                                                    {"name.k0", 2, "unknown key"},
		"rule = 'swap'\nstate = [" + numbered("{k%d = 1},\n", maxKeys-2) + "\n{a = 1}]":                                      {"", maxKeys + 1, "more than 100 keys"},
		"rule = 'swap'\nstate = " + strings.Repeat("[", 50) + numbered("{a.b = %d},\n", maxKeys/2) + strings.Repeat("]", 50): {"", 51, "more than 100 keys"},
		numbered("room = %d\n", maxKeys+1):                                                                                   {"", maxKeys + 1, "more than 100 keys"},
	} {
		wantError(t, content+mistake, want.key, want.line, want.words)
	}
	for content, line := range map[string]int{
		numbered("k%d = 1\n", maxKeys):                          maxKeys + 2,
		"a = '" + numbered("k%d = 1 ", maxKeys+1) + "'\n":       3,
		"state = [" + numbered("'k%d = 1',\n", maxKeys+1) + "]": maxKeys + 3,
		numbered("#k%d = 1\n", maxKeys+1):                       maxKeys + 3,
	} {
		wantError(t, content+mistake, "", line, "not TOML")
	}
}

func TestALongWordIsQuotedInPart(t *testing.T) {
	long := strings.Repeat("a", 10_000)
	for content, line := range map[string]int{long + " = 1": 1, "rule = '" + long + "'": 1, "rule = 'echo'\n[framing]\n" + long + " = 1": 3} {
		_, err := decode([]byte(content), "my.toml", fstest.MapFS{})
		fileError, ok := errors.AsType[*Error](err)
		if !ok || fileError.Line != line || len(err.Error()) > 500 || !strings.Contains(err.Error(), "aaa...\"") {
			t.Errorf("the error is %.1000v", err)
		}
	}
}

func TestALargeFileIsAnErrorInBoundedTimeAndMemory(t *testing.T) {
	var many strings.Builder
	for i := 0; many.Len() < maxGameFile-20; i++ {
		fmt.Fprintf(&many, "k%d = 1\n", i)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	wantError(t, many.String(), "k0", 1, "unknown key")
	wantError(t, strings.Repeat("a.", maxGameFile/2-10)+"a = 1", "a.a", 1, "unknown key")
	if took := time.Since(began); took > timeout {
		t.Errorf("decoding took %v", took)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 200<<20 {
		t.Errorf("decoding allocated %d bytes", took)
	}

	longest := "rule = 'echo'\n#" + strings.Repeat(" ", maxGameFile-15)
	if _, err := Load(writeFile(t, t.TempDir(), "longest.toml", longest)); err != nil {
		t.Error("a file of 64 KiB:", err)
	}
	_, err := Load(writeFile(t, t.TempDir(), "large.toml", longest+" "))
	wantErrorAt(t, err, "", 0, "large.toml", "64 KiB")
	g := game.Echo()
	g.Greeting = [][]string{{strings.Repeat("x", maxGameFile)}}
	wantErrorAt(t, Check(g, t.TempDir()), "", 0, "64 KiB", "files that it names")
}
