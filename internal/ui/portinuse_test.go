package ui

import (
	"net"
	"slices"
	"strconv"
	"strings"
	"testing"
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
	p.always = func() {
		for _, text := range p.texts() {
			if strings.HasPrefix(text, "Hosting") || text == "Stop hosting" {
				t.Errorf("it says %q", text)
			}
		}
		if p.header.lamp.state == lampLit {
			t.Error("the lamp is lit")
		}
	}
	p.press("Start hosting")
	p.sees("Another Porchlight already uses port " + strconv.Itoa(taken) + ". Close it, or use another port.") // this very process
	p.sees("Not hosting.")
	p.sees("See below what to change.")
	if p.header.lamp.state != lampTrouble {
		t.Errorf("the lamp is %d", p.header.lamp.state)
	}
	if p.header.port.Disabled() {
		t.Error("the port stays locked")
	}
}

func TestTheRemedyForAPortInUseHostsOnTheNextOne(t *testing.T) {
	taken := occupied(t)
	p := open(t, port(taken))
	p.press("Start hosting")
	p.sees("Another Porchlight already uses port")
	p.press("Use " + strconv.Itoa(taken+1))
	p.awaitHosting()
	if got := int(p.Host.Addr().Port()); got != taken+1 {
		t.Errorf("it hosts on %d, not on %d", got, taken+1)
	}
	p.seesNo("Another Porchlight")
	p.sees("127.0.0.1:" + strconv.Itoa(taken+1))
	p.guest().echoes("hello")
}

func TestAStaleCopyDoesNotTakeThePlaceOfTrouble(t *testing.T) {
	taken := occupied(t)
	p := open(t, port(taken+1))
	p.press("Copy")
	p.types(p.header.port, strconv.Itoa(taken))
	p.press("Start hosting")
	p.sees("Another Porchlight already uses port")
	if !p.shows("Use "+strconv.Itoa(taken+1)) || p.header.lamp.state != lampTrouble {
		t.Errorf("the lamp is %d, among %q", p.header.lamp.state, p.texts())
	}
}

func TestTroubleEndsWhenItIsDismissedOrThePortChanges(t *testing.T) {
	taken := occupied(t)
	for name, end := range map[string]func(*person){
		"dismiss":      func(p *person) { p.press("Dismiss") },
		"another port": func(p *person) { p.types(p.header.port, "5555") },
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, port(taken))
			p.press("Start hosting")
			p.sees("Another Porchlight already uses port")
			end(p)
			if texts := p.texts(); slices.Contains(texts, "See below what to change.") || p.shows("Another program") {
				t.Errorf("the trouble still stands in %q", texts)
			}
			if p.header.lamp.state != lampOff {
				t.Errorf("the lamp is %d", p.header.lamp.state)
			}
		})
	}
}
