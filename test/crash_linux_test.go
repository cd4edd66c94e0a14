package test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"porchlight/test/desktop"
)

// fragile gives the program built so that it crashes on demand: as PORCHLIGHT_CRASH says, at SIGUSR1.
var fragile = sync.OnceValues(func() (string, error) {
	return build(filepath.Dir(built), "porchlight-fragile", "crashtest")
})

// secret is in what the fragile program panics with.
const secret = "a player's message"

// report is the one report in a folder of settings, which must say some things and hold no message.
func report(t *testing.T, config string, says ...string) (path string) {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(config, "porchlight", "crashes", "crash-*.txt"))
	if err != nil || len(list) != 1 {
		t.Fatalf("there are the reports %q (%v), want one", list, err)
	}
	b, err := os.ReadFile(list[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range append(says, "Porchlight 0.1.0", "linux/", "go1.", "main.provoke") {
		if !strings.Contains(string(b), want) {
			t.Errorf("the report does not have %q:\n%s", want, b)
		}
	}
	if strings.Contains(string(b), secret) {
		t.Errorf("the report has the message:\n%s", b)
	}
	return list[0]
}

// hostFragile starts the fragile program without a window.
func hostFragile(t *testing.T, config, way string, args ...string) *program {
	t.Helper()
	built, err := fragile()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(built, append([]string{"--headless", "--json", "--bind", "127.0.0.1", "--port", "0"}, args...)...)
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+config, "PORCHLIGHT_CRASH="+way)
	p := launch(t, cmd)
	p.awaitPort()
	return p
}

func TestAPanicSaysGoodbyeAndLeavesAReport(t *testing.T) {
	config := t.TempDir()
	log := filepath.Join(config, "log.jsonl")
	p := hostFragile(t, config, "goroutine", "--log", log)
	g := p.guest()
	g.echoes("in")
	p.interrupt(syscall.SIGUSR1)
	g.hearsTheEnd()
	p.endsWith(3)
	path := report(t, config, "something of the type string")
	p.saysInOneLine("A report is in " + path)
	if list := logged(t, log); count(list, "left") != 1 || count(list, "stopped") != 1 {
		t.Errorf("the log does not tell of the end: %v", list)
	}
}

func TestWhatNobodyCatchesLeavesAReportForTheNextStart(t *testing.T) {
	for way, says := range map[string]string{"uncaught": "its text is left out", "fatal": "sync.fatal("} {
		t.Run(way, func(t *testing.T) {
			config := t.TempDir()
			p := hostFragile(t, config, way)
			p.interrupt(syscall.SIGUSR1)
			p.endsWith(2) // the runtime's
			hostFragile(t, config, "").stop()
			report(t, config, says)
		})
	}
}

func TestAPanicInTheWindowSaysGoodbyeAndIsToldAtTheNextStart(t *testing.T) {
	t.Parallel()
	built, err := fragile()
	if err != nil {
		t.Fatal(err)
	}
	home, port := t.TempDir(), freePort(t)
	d := openDesktop(t)
	command := []string{"env", "PORCHLIGHT_CRASH=window", built, "--port", strconv.Itoa(port)}
	w := startOn(t, d, desktop.Start{Command: append(command, "--start"), Home: home})
	w.says("Waiting for players")
	player := visit(t, port)
	player.echoes("in")
	w.does(w.program.Signal(syscall.SIGUSR1))
	player.tells("end")
	status, err := w.program.Wait()
	w.does(err)
	path := report(t, filepath.Join(home, ".config"), "index out of range")
	if said := w.program.Output(); status != 3 || !strings.Contains(said, "A report is in "+path) {
		t.Errorf("it ended with status %d and said %q", status, said)
	}

	again := startOn(t, d, desktop.Start{Command: command, Home: home})
	again.says("ended unexpectedly last time")
	again.clicksOn("Dismiss")
	again.saysNoMore("ended unexpectedly last time")
	again.closes(title)
	again.endsWell()

	third := startOn(t, d, desktop.Start{Command: command, Home: home})
	third.says("Start hosting")
	if third.Page().Find("ended unexpectedly") != nil {
		t.Error("it is told a second time")
	}
}
