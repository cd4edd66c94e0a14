package terminal

import (
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"porchlight/test/program"
)

func TestASignalClosesConnectionsAndEndsWithStatusZero(t *testing.T) {
	t.Parallel()
	for _, s := range []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(s.String(), func(t *testing.T) {
			log := filepath.Join(t.TempDir(), "log.jsonl")
			p := program.Host(t, builtPath, "--players", "0", "--log", log)
			var clients []*program.Client
			for range 30 {
				c := p.Connect()
				c.Echo("in")
				clients = append(clients, c)
			}
			p.Signal(s)
			for _, c := range clients {
				c.WaitForEnd()
			}
			p.WaitForExit(0)
			if p.Stderr.String() != "" {
				t.Errorf("standard error has %q", p.Stderr)
			}
			if e := p.Events(); e[len(e)-1]["event"] != "stopped" {
				t.Errorf("the last event is %v", e[len(e)-1])
			}
			if list := readLog(t, log); list[len(list)-1]["event"] != "stopped" || count(list, "received") != len(clients) {
				t.Errorf("the log ends with %v and has %d messages", list[len(list)-1], count(list, "received"))
			}
			if n := len(p.EventsNamed("left")); n != len(clients) {
				t.Errorf("%d left, want %d", n, len(clients))
			}
		})
	}
}

func TestAPortIsFreeAgainAtOnce(t *testing.T) {
	t.Parallel()
	p := program.Host(t, builtPath)
	c := p.Connect()
	c.Echo("in")
	port := p.Port
	p.Stop()
	c.WaitForEnd()
	again := program.Start(t, builtPath, "--json", "--bind", "127.0.0.1", "--port", strconv.Itoa(port))
	again.WaitForPort()
	if again.Port != port {
		t.Errorf("it hosts on port %d, want %d", again.Port, port)
	}
}
