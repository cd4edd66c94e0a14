package ui

import (
	"net"
	"slices"
	"strconv"
	"strings"
	"testing"

	"porchlight/internal/ui/kit"
)

// occupiedPort listens on a port of 127.0.0.1, and returns it. The next port is free.
func occupiedPort(t *testing.T) int {
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

func TestAPortInUseIsNeverShownAsHosting(t *testing.T) {
	taken := occupiedPort(t)
	h := open(t, withPort(taken))
	h.AfterEach = func() {
		for _, text := range h.Texts() {
			if strings.HasPrefix(text, "Hosting") || text == "Stop hosting" {
				t.Errorf("it says %q", text)
			}
		}
		if h.header.lamp.State == kit.LampLit {
			t.Error("the lamp is lit")
		}
	}
	h.Click("Start hosting")
	h.WaitForText("Another Porchlight already uses port " + strconv.Itoa(taken) + ". Close it, or use another port.") // this very process
	h.WaitForText("Not hosting.")
	h.WaitForText("See below what to change.")
	if h.header.lamp.State != kit.LampTrouble {
		t.Errorf("the lamp is %d", h.header.lamp.State)
	}
	if h.header.port.Disabled() {
		t.Error("the port stays locked")
	}
}

func TestTheActionForAPortInUseHostsOnTheNextOne(t *testing.T) {
	taken := occupiedPort(t)
	h := open(t, withPort(taken))
	h.Click("Start hosting")
	h.WaitForText("Another Porchlight already uses port")
	h.Click("Use " + strconv.Itoa(taken+1))
	h.awaitHosting()
	if got := int(h.Host.Addr().Port()); got != taken+1 {
		t.Errorf("it hosts on %d, not on %d", got, taken+1)
	}
	h.WaitForNoText("Another Porchlight")
	h.WaitForText("127.0.0.1:" + strconv.Itoa(taken+1))
	h.connect().Echo("hello")
}

func TestACopiedAddressThatChangedDoesNotReplaceTrouble(t *testing.T) {
	taken := occupiedPort(t)
	h := open(t, withPort(taken+1))
	h.Click("Copy")
	h.TypeInto(h.header.port, strconv.Itoa(taken))
	h.Click("Start hosting")
	h.WaitForText("Another Porchlight already uses port")
	if !h.Shows("Use "+strconv.Itoa(taken+1)) || h.header.lamp.State != kit.LampTrouble {
		t.Errorf("the lamp is %d, among %q", h.header.lamp.State, h.Texts())
	}
}

func TestAPortInUseIsShownUntilItIsDismissedOrThePortChanges(t *testing.T) {
	taken := occupiedPort(t)
	for name, end := range map[string]func(*windowHarness){
		"dismiss":      func(h *windowHarness) { h.Click("Dismiss") },
		"another port": func(h *windowHarness) { h.TypeInto(h.header.port, "5555") },
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t, withPort(taken))
			h.Click("Start hosting")
			h.WaitForText("Another Porchlight already uses port")
			end(h)
			if texts := h.Texts(); slices.Contains(texts, "See below what to change.") || h.Shows("Another program") {
				t.Errorf("the trouble still stands in %q", texts)
			}
			if h.header.lamp.State != kit.LampOff {
				t.Errorf("the lamp is %d", h.header.lamp.State)
			}
		})
	}
}
