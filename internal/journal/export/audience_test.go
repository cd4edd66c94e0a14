package export

import (
	"strings"
	"testing"

	"porchlight/internal/journal"
)

func TestWhomAMessageIsForAndWhomItIsAboutAreDifferentKeys(t *testing.T) {
	for name, row := range map[string]struct {
		write func(j *journal.Journal)
		want  string
	}{
		"an answer to the sender": {
			func(j *journal.Journal) { j.Message(noon, 1, nil, []byte("x"), 1, journal.ToSeat) },
			`"sent","seat":1,"receiver":1,"to":1,`,
		},
		"a message that is passed on": {
			func(j *journal.Journal) { j.Message(noon, 1, nil, []byte("x"), 2, 0) },
			`"sent","seat":1,"about":1,"to":2,`,
		},
		"a greeting": {
			func(j *journal.Journal) { j.HostMessage(noon, 3, -1, []byte("x"), 1, journal.ToSeat) },
			`"sent","seat":3,"receiver":3,"to":1,`,
		},
		"an announcement": {
			func(j *journal.Journal) { j.HostMessage(noon, 3, 3, []byte("x"), 2, 0) },
			`"sent","seat":3,"about":3,"to":2,`,
		},
		"a line of the roster": {
			func(j *journal.Journal) { j.HostMessage(noon, 3, 0, []byte("x"), 1, journal.ToSeat) },
			`"sent","seat":3,"receiver":3,"about":0,"to":1,`,
		},
		"what a server sends": {
			func(j *journal.Journal) { j.FromServer(noon, 2, []byte("x"), 0) },
			`"sent","seat":2,"receiver":2,"to":1,"from":"server",`,
		},
	} {
		j := journal.New(journal.Options{Records: 8, Bytes: 256, Events: 8})
		row.write(j)
		if got := strings.ReplaceAll(jsonOf(t, j), `"time":"2026-03-01T12:00:00.12Z",`, ""); !strings.Contains(got, row.want) {
			t.Errorf("%s:\n%swant:\n%s", name, got, row.want)
		}
	}
}

func TestAMessageThatNobodyHeardSaysSo(t *testing.T) {
	j := journal.New(journal.Options{Records: 8, Bytes: 256, Events: 8})
	j.Message(noon, 1, []byte("hi"), []byte("hi"), 0, journal.Unheard)
	j.Message(noon, 1, []byte("a name"), nil, 0, 0)
	j.HostMessage(noon, 2, 2, []byte("+"), 0, 0)
	j.HostMessage(noon, 2, 2, []byte("-"), 1, 0)
	want := `{"event":"received","seat":1,"unheard":true,"length":2,"text":"hi"}
{"event":"received","seat":1,"length":6,"text":"a name"}
{"event":"sent","seat":2,"about":2,"to":0,"unheard":true,"length":1,"text":"+"}
{"event":"sent","seat":2,"about":2,"to":1,"length":1,"text":"-"}
`
	if got := strings.ReplaceAll(jsonOf(t, j), `"time":"2026-03-01T12:00:00.12Z",`, ""); got != want {
		t.Errorf("%swant:\n%s", got, want)
	}
}
