package ui

import (
	"net"
	"slices"
	"strconv"
	"strings"
	"testing"

	"porchlight/internal/ui/kit"
)

// occupied listens on a port of 127.0.0.1 whose next one is free, and gives it.
func occupied(t *testing.T) int {
	t.Helper()
	var last error
	for range 100 {
		l, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = l.Close() })
		at := l.Addr().(*net.TCPAddr).Port
		next, err := net.Listen("tcp4", "127.0.0.1:"+strconv.Itoa(at+1))
		if err == nil {
			_ = next.Close()
			return at
		}
		last = err
	}
	t.Fatal("no two free ports in a row: ", last)
	return 0
}

func TestAPortInUseIsNeverCalledHosting(t *testing.T) {
	taken := occupied(t)
	p := open(t, port(taken))
	p.AfterEach = func() {
		for _, text := range p.Texts() {
			if strings.HasPrefix(text, "Hosting") || text == "Stop hosting" {
				t.Errorf("it says %q", text)
			}
		}
		if p.header.lamp.State == kit.LampLit {
			t.Error("the lamp is lit")
		}
	}
	p.Click("Start hosting")
	p.WaitForText("Another Porchlight already uses port " + strconv.Itoa(taken) + ". Close it, or use another port.") // this very process
	p.WaitForText("Not hosting.")
	p.WaitForText("See below what to change.")
	if p.header.lamp.State != kit.LampTrouble {
		t.Errorf("the lamp is %d", p.header.lamp.State)
	}
	if p.header.port.Disabled() {
		t.Error("the port stays locked")
	}
}

func TestTheRemedyForAPortInUseHostsOnTheNextOne(t *testing.T) {
	taken := occupied(t)
	p := open(t, port(taken))
	p.Click("Start hosting")
	p.WaitForText("Another Porchlight already uses port")
	p.Click("Use " + strconv.Itoa(taken+1))
	p.awaitHosting()
	if got := int(p.Host.Addr().Port()); got != taken+1 {
		t.Errorf("it hosts on %d, not on %d", got, taken+1)
	}
	p.WaitForNoText("Another Porchlight")
	p.WaitForText("127.0.0.1:" + strconv.Itoa(taken+1))
	p.guest().echoes("hello")
}

func TestAStaleCopyDoesNotTakeThePlaceOfTrouble(t *testing.T) {
	taken := occupied(t)
	p := open(t, port(taken+1))
	p.Click("Copy")
	p.TypeInto(p.header.port, strconv.Itoa(taken))
	p.Click("Start hosting")
	p.WaitForText("Another Porchlight already uses port")
	if !p.Shows("Use "+strconv.Itoa(taken+1)) || p.header.lamp.State != kit.LampTrouble {
		t.Errorf("the lamp is %d, among %q", p.header.lamp.State, p.Texts())
	}
}

func TestTroubleEndsWhenItIsDismissedOrThePortChanges(t *testing.T) {
	taken := occupied(t)
	for name, end := range map[string]func(*person){
		"dismiss":      func(p *person) { p.Click("Dismiss") },
		"another port": func(p *person) { p.TypeInto(p.header.port, "5555") },
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, port(taken))
			p.Click("Start hosting")
			p.WaitForText("Another Porchlight already uses port")
			end(p)
			if texts := p.Texts(); slices.Contains(texts, "See below what to change.") || p.Shows("Another program") {
				t.Errorf("the trouble still stands in %q", texts)
			}
			if p.header.lamp.State != kit.LampOff {
				t.Errorf("the lamp is %d", p.header.lamp.State)
			}
		})
	}
}
