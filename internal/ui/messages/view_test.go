package messages

import (
	"strings"
	"testing"

	"porchlight/internal/journal"
)

func TestTimesHaveMilliseconds(t *testing.T) {
	p := open(t)
	p.log("now")
	p.awaitRow("12:00:00.123|0|now|→ the same")
}

func TestAnAnswerShowsTheNumberOfItsReceivers(t *testing.T) {
	p := open(t)
	in, out := []byte("ping"), []byte("pong")
	for to := range 4 {
		p.Journal.Message(noon, to, in, out, to, 0)
		p.Journal.Message(noon, to, in, in, to, 0)
	}
	for _, row := range []string{
		"|0|ping|no answer",
		"|1|ping|→ pong", "|1|ping|→ the same",
		"|2|ping|→ pong to 2", "|2|ping|→ the same to 2",
		"|3|ping|→ pong to 3", "|3|ping|→ the same to 3",
	} {
		p.awaitRow(row)
	}
}

func TestEveryReasonToLeaveHasAText(t *testing.T) {
	seen := map[string]journal.Reason{}
	for _, r := range []journal.Reason{journal.ByPlayer, journal.ConnectionLost, journal.Kicked, journal.TooSlow, journal.HostStopped, journal.Fault} {
		e := &journal.Entry{Record: journal.Record{Kind: journal.Left, Reason: r}, Detail: "index out of range\n"}
		text := eventText(e)
		if before, twice := seen[text]; twice || text == "" {
			t.Errorf("reasons %v and %v both say %q", before, r, text)
		}
		seen[text] = r
		if strings.Contains(text, "\n") || strings.Contains(text, "index") != (r == journal.Fault) {
			t.Errorf("reason %v says %q", r, text)
		}
	}
	if got := eventText(&journal.Entry{Record: journal.Record{Kind: journal.Trouble}, Detail: "too many\x1b[31m"}); got != `too many\x1b[31m` {
		t.Errorf("trouble says %q", got)
	}
}

func TestEscapedCharactersAreVisible(t *testing.T) {
	p := open(t)
	p.log("\x1b[31mred\nend", "abc\u202edcba", "\u200b")
	p.awaitRow(`|0|\x1b[31mred\nend|→ the same`)
	p.awaitRow(`|0|abc\u202edcba|→ the same`)
	p.awaitRow(`|0|\u200b|→ the same`)
}

func TestALongMessageShowsItsEndsAndItsLength(t *testing.T) {
	p := open(t)
	p.log("BEGIN" + strings.Repeat("-", 2000) + "END")
	p.WaitFor("the row", func() bool { return len(p.rows()) == 1 })
	got := p.received()[0]
	if !strings.HasPrefix(got, "BEGIN") || !strings.HasSuffix(got, "END (2008)") || !strings.Contains(got, "…") {
		t.Errorf("it shows %q", got)
	}
}

func TestAnOverwrittenMessageSaysSo(t *testing.T) {
	p := open(t, func(p *Params) { p.Journal = journal.New(journal.Options{Records: 64, Bytes: 64, Events: 8}) })
	p.log(strings.Repeat("x", 65))
	p.awaitRow("|0|65 bytes, no longer kept|→ the same")
}

func TestAnEmptyListSaysWhatToExpect(t *testing.T) {
	p := open(t)
	p.WaitForText("What players send, and what they are answered, shows up here.")
	p.log("hello")
	p.awaitRow("|0|hello|→ the same")
	if p.Shows("shows up here.") {
		t.Error("a message and the words for an empty list stand over each other")
	}
	p.TypeInto(p.messages.Find, "nothing like it")
	if !p.Shows("No message matches.") {
		t.Errorf("a search without a match leaves %q", p.Texts())
	}
	p.TypeInto(p.messages.Find, "")
	if p.Shows("No message matches.") {
		t.Error("“No message matches.” stands over messages")
	}
	p.Click("Clear")
	if !p.Shows("What players send, and what they are answered, shows up here.") {
		t.Errorf("cleared, it shows %q", p.Texts())
	}
	p.Click("Undo")
	if p.Shows("shows up here.") {
		t.Error("after Undo the words for an empty list stand over the messages")
	}
}
