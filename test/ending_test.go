package test

import (
	"os"
	"strconv"
	"syscall"
	"testing"
)

func TestASignalSaysGoodbyeAndEndsWithStatusZero(t *testing.T) {
	for _, s := range []os.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(s.String(), func(t *testing.T) {
			p := host(t, "--players", "0")
			var guests []*guest
			for range 30 {
				g := p.guest()
				g.echoes("in")
				guests = append(guests, g)
			}
			p.interrupt(s)
			for _, g := range guests {
				g.hearsTheEnd()
			}
			p.endsWith(0)
			if p.err.String() != "" {
				t.Errorf("standard error has %q", p.err)
			}
			if e := p.events(); e[len(e)-1]["event"] != "stopped" {
				t.Errorf("the last event is %v", e[len(e)-1])
			}
			if n := len(p.named("left")); n != len(guests) {
				t.Errorf("%d left, want %d", n, len(guests))
			}
		})
	}
}

func TestAPortIsFreeAgainAtOnce(t *testing.T) {
	p := host(t)
	g := p.guest()
	g.echoes("in")
	port := p.port
	p.stop()
	g.hearsTheEnd()
	again := start(t, "--json", "--bind", "127.0.0.1", "--port", strconv.Itoa(port))
	again.awaitPort()
	if again.port != port {
		t.Errorf("it hosts on port %d, want %d", again.port, port)
	}
}
