package help

import (
	"slices"
	"strings"
	"testing"

	"porchlight/internal/diagnose"
)

var symptoms = []diagnose.Symptom{diagnose.TimesOut, diagnose.Refused, diagnose.CannotAssign, diagnose.Freezes}

func TestEveryCauseHasTextsOfItsOwn(t *testing.T) {
	linked := []PageID{SameNetwork, Firewall, TwoNetworks, Elsewhere}
	titles := map[string]diagnose.CauseID{}
	for id := diagnose.HostingNotStarted; id <= diagnose.ConnectionDied; id++ {
		for _, e := range []*diagnose.Evidence{{}, evidence(), evidence(longest)} {
			c := causeTexts(id, causeData(e))
			if other, taken := titles[c.title]; taken && other != id || c.title == "" {
				t.Errorf("causes %d and %d are both called %q", id, other, c.title)
			}
			titles[c.title] = id
			texts := []string{c.title, c.text}
			for _, w := range c.remedies {
				texts = append(texts, w.text)
			}
			for _, text := range texts {
				if text == "" || strings.Contains(text, "<no value>") || strings.Contains(text, "{{") {
					t.Errorf("%q says %q", c.title, text)
				}
			}
			for _, link := range c.links {
				if !slices.Contains(linked, link) {
					t.Errorf("%q links to %q", c.title, link)
				}
			}
		}
	}
}

func TestCausesKeepTheOrderOfTheDiagnosis(t *testing.T) {
	for _, s := range symptoms {
		var got, want []diagnose.CauseID
		for _, c := range causesOf(s, evidence(longest)) {
			got = append(got, c.id)
		}
		for _, c := range diagnose.Causes(s, evidence(longest)) {
			want = append(want, c.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("of symptom %d there are %v, want %v", s, got, want)
		}
	}
}

func TestTheTextsOfCausesContainAddressAndPort(t *testing.T) {
	data := causeData(evidence(longest))
	for id, want := range map[diagnose.CauseID]string{
		diagnose.WrongPortOrAddr:       "It must be 192.168.1.23 and 5555",
		diagnose.ConnectsToLocalhost:   "Put 192.168.1.23 there instead.",
		diagnose.TriedBeforeStart:      "Porchlight is listening since 12:00.",
		diagnose.BindsInsteadOfConnect: `s.connect(("192.168.1.23", 5555))`,
		diagnose.WasRejected:           "The last one, from 192.168.1.40, was told goodbye at once: the game is full.",
		diagnose.SeatsTaken:            "2 players may play",
	} {
		if c := causeTexts(id, data); !strings.Contains(c.text, want) {
			t.Errorf("%q says %q, not %q", c.title, c.text, want)
		}
	}
	if text := causeTexts(diagnose.ConnectsToLocalhost, causeData(&diagnose.Evidence{Hosting: true})).text; !strings.Contains(text, "Put the address that Porchlight shows there instead.") {
		t.Errorf("without an address it says %q", text)
	}
	remedies := causeTexts(diagnose.HostFirewall, data).remedies
	if !strings.Contains(remedies[2].text, "sudo ufw allow 5555/tcp") || !strings.Contains(remedies[2].text, "--add-port=5555/tcp") {
		t.Errorf("the firewall is opened by %q", remedies[2].text)
	}
}
