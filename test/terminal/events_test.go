package terminal

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/netip"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"porchlight/test/program"
)

func TestJSONReportsEventsInOrder(t *testing.T) {
	t.Parallel()
	began := time.Now().Add(-time.Second)
	p := program.Host(t, builtPath, "--players", "1")

	first := p.Connect()
	first.Echo("50,50")
	p.WaitForEvents("sent", 1) // a message is sent before it is recorded
	refused := p.Connect()
	refused.WaitForEnd()
	first.Echo("\x00\xff")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	p.WaitForEvents("left", 1)

	second := p.Connect()
	p.WaitForEvents("joined", 2)
	second.Reset()
	p.WaitForEvents("left", 2)

	third := p.Connect()
	third.Echo("tschüß")
	p.WaitForEvents("sent", 3)
	p.Signal(syscall.SIGTERM)
	third.WaitForEnd()
	p.WaitForExit(0)

	want := []string{
		fmt.Sprintf(`{"event":"hosting","address":"127.0.0.1","port":%d}`, p.Port),
		fmt.Sprintf(`{"event":"joined","seat":0,"address":%q}`, first.Address()),
		`{"event":"received","seat":0,"length":5,"text":"50,50"}`,
		`{"event":"sent","seat":0,"receiver":0,"to":1,"length":5,"text":"50,50"}`,
		fmt.Sprintf(`{"event":"refused","reason":"full","address":%q}`, refused.Address()),
		`{"event":"received","seat":0,"length":2,"base64":"AP8="}`,
		`{"event":"sent","seat":0,"receiver":0,"to":1,"length":2,"base64":"AP8="}`,
		fmt.Sprintf(`{"event":"left","seat":0,"reason":"left","address":%q}`, first.Address()),
		fmt.Sprintf(`{"event":"joined","seat":0,"address":%q}`, second.Address()),
		fmt.Sprintf(`{"event":"left","seat":0,"reason":"connection lost","address":%q}`, second.Address()),
		fmt.Sprintf(`{"event":"joined","seat":0,"address":%q}`, third.Address()),
		`{"event":"received","seat":0,"length":8,"text":"tschüß"}`,
		`{"event":"sent","seat":0,"receiver":0,"to":1,"length":8,"text":"tschüß"}`,
		fmt.Sprintf(`{"event":"left","seat":0,"reason":"host stopped","address":%q}`, third.Address()),
		`{"event":"stopped"}`,
	}
	got := p.Events()
	for i, line := range want {
		if i >= len(got) {
			t.Fatalf("no event %d, want %s", i, line)
		}
		checkTime(t, got[i], began)
		delete(got[i], "time")
		if got[i]["reason"] == "connection lost" {
			if detail, _ := got[i]["detail"].(string); detail == "" {
				t.Errorf("event %d is %v, want the system's error message as its detail", i, got[i])
			}
			delete(got[i], "detail")
		}
		if w := program.ParseEvent(t, line); !reflect.DeepEqual(got[i], w) {
			t.Errorf("event %d is %v, want %v", i, got[i], w)
		}
	}
	if len(got) > len(want) {
		t.Errorf("unexpected events: %v", got[len(want):])
	}
}

// checkTime checks that an event's time is in UTC and within the test.
func checkTime(t *testing.T, e program.Event, began time.Time) {
	t.Helper()
	s, _ := e["time"].(string)
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || !strings.HasSuffix(s, "Z") || at.Before(began) || at.After(time.Now().Add(time.Second)) {
		t.Errorf("the time of %v is not in UTC or not within the test (%v)", e, err)
	}
}

// difficultMessages returns messages that break terminals, JSON encoders or decoders.
func difficultMessages() []string {
	every := make([]byte, 256)
	for i := range every {
		every[i] = byte(i)
	}
	return []string{
		"50,50", "0:50,50\r\n", `quotes " and \ and </script>`, "grüße", "日本語", "🎮",
		"\x1b[2J\x1b[H\x1b]0;owned\a", "\x9b31m", "\u009b31m", "\x7f", "\u202egnp.exe\u202c", "\u2066x\u2069",
		"a\u2028b\u2029c", "\u200b\ufeff", "\ufffd", "\ue000", "tab\tbell\abackspace\b", string(every),
		"\xff\xfe", "cut \xe2\x82", "\xed\xa0\x80", strings.Repeat("x", 2048), "\x00",
	}
}

func TestBytesAreTextOrBase64NeverBoth(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath)
	c := p.Connect()
	for _, msg := range difficultMessages() {
		c.Echo(msg)
	}
	p.WaitForEvents("sent", len(difficultMessages()))
	for _, name := range []string{"received", "sent"} {
		for i, e := range p.EventsNamed(name) {
			text, isText := e["text"].(string)
			b64, isBase64 := e["base64"].(string)
			want := difficultMessages()[i]
			switch {
			case isText == isBase64 || isText != utf8.ValidString(want):
				t.Errorf("%q was %s as %v", want, name, e)
			case isText && text != want:
				t.Errorf("%q was %s as the text %q", want, name, text)
			case isBase64:
				if b, err := base64.StdEncoding.DecodeString(b64); err != nil || string(b) != want {
					t.Errorf("%q was %s as the base64 of %q (%v)", want, name, b, err)
				}
			}
			if n, _ := e["length"].(float64); int(n) != len(want) {
				t.Errorf("%q was %s with the length %v, want %d", want, name, e["length"], len(want))
			}
		}
	}
	checkHarmless(t, p.Stdout.String())
}

// checkHarmless checks that output contains no control or formatting characters, which a terminal would obey.
func checkHarmless(t *testing.T, output string) {
	t.Helper()
	if !utf8.ValidString(output) {
		t.Error("the output is not UTF-8")
	}
	for _, r := range output {
		if r != '\n' && (unicode.Is(unicode.C, r) || r == '\u2028' || r == '\u2029') {
			t.Errorf("the output contains %U", r)
		}
	}
}

func TestANameKeepsEveryByte(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--game", gameFile(t, "name = \"Mine\"\nrule = \"relay\"\nname_first = true\nname_reply = \"ok\"\n[framing]\nin = \"line\"\n"))
	for i, name := range []string{"Ada", "Ad\xff\xfe"} {
		c := p.Connect()
		c.Send(name+"\n", false)
		c.Receive("ok\n")
		e := p.WaitForEvents("named", i+1)[i]
		text, isText := e["name"].(string)
		b64, isBase64 := e["base64"].(string)
		b, err := base64.StdEncoding.DecodeString(b64)
		if isText == isBase64 || isText != utf8.ValidString(name) || text+string(b) != name || err != nil {
			t.Errorf("%q is named as %v (%v)", name, e, err)
		}
	}
}

func TestQuietJSONHasNoMessages(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--quiet")
	c := p.Connect()
	c.Echo("50,50")
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	p.WaitForEvents("left", 1)
	p.Stop()
	var names []string
	for _, e := range p.Events() {
		name, _ := e["event"].(string)
		names = append(names, name)
	}
	if want := []string{"hosting", "joined", "left", "stopped"}; !reflect.DeepEqual(names, want) {
		t.Errorf("the events are %v, want %v", names, want)
	}
}

func TestHostingNamesTheAddressesThatFriendsCanType(t *testing.T) {
	t.Parallel()
	p := program.Start(t, builtPath, "--headless", "--json", "--port", "0")
	p.WaitForPort()
	first := p.Events()[0]
	if first["address"] != "0.0.0.0" {
		t.Errorf("it listens on %v, want all addresses", first["address"])
	}
	raw, err := json.Marshal(first["addresses"])
	if err != nil {
		t.Fatal(err)
	}
	var list []netip.Addr
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatalf("addresses is %s: %v", raw, err)
	}
	for _, a := range list {
		if !a.Is4() || a.IsLoopback() || a.IsUnspecified() {
			t.Errorf("%v is no address that a friend can type", a)
		}
	}
}
