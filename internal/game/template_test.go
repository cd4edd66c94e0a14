package game

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var ada = PlayerInfo{Seat: 1, Room: 7, Name: "Ada", Players: 3, Address: "127.0.0.1:50000"}

func TestOnlyPlaceholdersAreReplaced(t *testing.T) {
	for text, want := range map[string]string{
		"":                                       "",
		"50,50":                                  "50,50",
		"{seat}":                                 "1",
		"{seat}{room}{players}":                  "173",
		"[{name}] ":                              "[Ada] ",
		"{address}: ":                            "127.0.0.1:50000: ",
		"{seat} {seat}":                          "1 1",
		"{number} {number|json}":                 "2 2",
		"{seat|json}{room|json}{players|json}":   "173",
		`{"n": "{name|json}", "{address|json}"}`: `{"n": "Ada", "127.0.0.1:50000"}`,
		"{name|JSON} {name |json} {|json} {x|json}": "{name|JSON} {name |json} {|json} {x|json}",
		"{name|json":                             "{name|json",
		`{"seat": {seat}, "name": "{name}"}`:     `{"seat": 1, "name": "Ada"}`,
		"{{seat}}":                               "{1}",
		"{Seat} {seat } {colour} {} { { } }":     "{Seat} {seat } {colour} {} { { } }",
		"{seat":                                  "{seat",
		"seat}":                                  "seat}",
		"{sea{seat}t}":                           "{sea1t}",
		"\x00\xff{seat}\r\n":                     "\x00\xff1\r\n",
		"%d %s %v \\{seat}":                      "%d %s %v \\1",
		"{name}{name}":                           "AdaAda",
		"{room}:{seat}/{players} {address}":      "7:1/3 127.0.0.1:50000",
		"日本{seat}語":                              "日本1語",
		`{"positions":{"0":{"x":50,"y":50}}}`:    `{"positions":{"0":{"x":50,"y":50}}}`,
		`{"players":{players},"{name}":{"a":1}}`: `{"players":3,"Ada":{"a":1}}`,
	} {
		if got := string(newTemplate(text).append(nil, &ada)); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestAPlayersNameIsNotATemplate(t *testing.T) {
	player := PlayerInfo{Seat: 1, Name: "{address}{name}", Address: "secret"}
	if got := string(newTemplate("{name} joined").append(nil, &player)); got != "{address}{name} joined" {
		t.Errorf("it becomes %q", got)
	}
}

func TestAPlayerWithoutANameIsNamedAfterItsSeat(t *testing.T) {
	if got := string(newTemplate("{name}!").append([]byte("> "), &PlayerInfo{Seat: 12})); got != "> Player 12!" {
		t.Errorf("it becomes %q", got)
	}
}

func TestATextWithoutPlaceholdersIsUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.SampledFrom([]byte("{}seatromn\x00\xff "))).Draw(t, "text"))
		for _, p := range placeholders {
			if strings.Contains(text, p) {
				t.Skip("the text has a placeholder")
			}
		}
		if got := string(newTemplate(text).append(nil, &ada)); got != text {
			t.Fatalf("%q becomes %q", text, got)
		}
	})
}

func TestNoTextIsLongerThanItsMaximum(t *testing.T) {
	t.Parallel()
	longest := PlayerInfo{
		Seat: 99_999, Room: 99_999, Players: 100_000, Name: strings.Repeat("\x01", MaxName), Address: "255.255.255.255:65535",
	}
	for _, text := range []string{"", "plain", "{name}", allPlaceholders, strings.Repeat("{name}x", 1000), strings.Repeat("{name|json}x", 1000)} {
		tm := newTemplate(text)
		if got, most := len(tm.append(nil, &longest)), tm.maxLength(); got > most || most > got+6*20 {
			t.Errorf("%.20q: a text of %d bytes, of at most %d", text, got, most)
		}
	}
}

func TestAPlaceholderForJSONIsTheContentOfAString(t *testing.T) {
	for name, want := range map[string]string{
		`Ada "the" first`: `Ada "the" first`, `C:\x`: `C:\x`, "a\nb\x00\x1f": "a\nb\x00\x1f", "日本\u2028": "日本\u2028",
		"half\xe6\x97": "half\ufffd\ufffd", "": "Player 1",
	} {
		text := newTemplate(`{"name":"{name|json}"}`).append(nil, &PlayerInfo{Seat: 1, Name: name})
		var got struct{ Name string }
		if err := json.Unmarshal(text, &got); err != nil || got.Name != want {
			t.Errorf("%q becomes %s: %q (%v)", name, text, got.Name, err)
		}
	}
}
