package terminal

import (
	"encoding/json"
	"testing"

	"porchlight/test/program"
)

func TestEventsTellWhomAMessageIsForAndWhomItIsAbout(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath, "--game", gameFile(t, "rule = 'relay'\ngreeting = 'g{seat}'\nroster = 'r{seat}'\nannounce_join = '+'\nannounce_leave = '-'"))
	first := p.Connect()
	first.Receive("g0")
	first.Send("anybody?", false)
	p.WaitForEvents("received", 1)
	second := p.Connect()
	second.Receive("g1r0")
	first.Receive("+")
	second.Send("hi", false)
	first.Receive("hi")
	_ = first.Close()
	p.WaitForEvents("sent", 7)
	want := []string{
		`{"event":"sent","length":2,"receiver":0,"seat":0,"text":"g0","to":1}`,
		`{"about":0,"event":"sent","length":1,"seat":0,"text":"+","to":0,"unheard":true}`,
		`{"event":"received","length":8,"seat":0,"text":"anybody?","unheard":true}`,
		`{"event":"sent","length":2,"receiver":1,"seat":1,"text":"g1","to":1}`,
		`{"about":0,"event":"sent","length":2,"receiver":1,"seat":1,"text":"r0","to":1}`,
		`{"about":1,"event":"sent","length":1,"seat":1,"text":"+","to":1}`,
		`{"event":"received","length":2,"seat":1,"text":"hi"}`,
		`{"about":1,"event":"sent","length":2,"seat":1,"text":"hi","to":1}`,
		`{"about":0,"event":"sent","length":1,"seat":0,"text":"-","to":1}`,
	}
	var got []string
	for _, e := range p.Events() {
		if e["event"] != "sent" && e["event"] != "received" {
			continue
		}
		delete(e, "time")
		line, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(line))
	}
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || got[i] != want[i] {
			t.Fatalf("the events are %q, want %q", got, want)
		}
	}
}
