package test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// logged are the events in a file, without a last line that has no end. Every other must be whole.
func logged(t *testing.T, path string) []event {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list []event
	for line := range strings.Lines(string(b)) {
		if strings.HasSuffix(line, "\n") {
			list = append(list, parse(t, line))
		}
	}
	return list
}

// count is how many events have a name.
func count(list []event, name string) int {
	n := 0
	for _, e := range list {
		if e["event"] == name {
			n++
		}
	}
	return n
}

func TestTheLogSaysWhatJSONSays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "log.jsonl")
	p := host(t, "--log", path)
	g := p.guest()
	for _, msg := range difficult() {
		g.echoes(msg)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	p.awaitEvents("left", 1)
	p.stop()
	p.await("everything printed", func() bool { return len(p.named("stopped")) == 1 })
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(b) != p.out.String() {
		t.Errorf("the log has\n%s\nand standard output\n%s", shortened(string(b)), shortened(p.out.String()))
	}
}

func TestTheLogIsKeptInThePlainFormToo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	p := hostPlainly(t, "--log", path)
	p.guest().echoes("50,50")
	p.stop()
	if list := logged(t, path); count(list, "received") != 1 || count(list, "stopped") != 1 {
		t.Errorf("the log has %v", list)
	}
}

func TestAProgramThatIsKilledLeavesWholeLines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.jsonl")
	p := host(t, "--log", path, "--players", "0")
	stop, ended := make(chan struct{}), make(chan error)
	for range 4 {
		go func() { ended <- flood(p.port, stop) }()
	}
	p.await("a log that grows", func() bool {
		info, err := os.Stat(path)
		return err == nil && info.Size() > 1<<20
	})
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-p.ended
	for range 4 {
		if err := <-ended; err == nil {
			t.Error("the flood ended before the program")
		}
	}
	if list := logged(t, path); count(list, "received") < 1000 {
		t.Errorf("the log has %d messages", count(list, "received"))
	}

	again := host(t, "--log", path)
	again.stop()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if list := logged(t, path); b[len(b)-1] != '\n' || count(list, "hosting") != 2 || count(list, "stopped") != 1 {
		t.Error("the log does not go on after the last whole line")
	}
}

func TestALogThatCannotBeWrittenAtTheStartIsToldAndNothingIsHosted(t *testing.T) {
	folder := t.TempDir()
	for _, args := range [][]string{{"--headless"}, {"--json"}, {"--start"}} {
		p := start(t, append(args, "--bind", "127.0.0.1", "--port", "0", "--log", folder)...)
		p.endsWith(1)
		p.saysInOneLine("the log cannot be written to "+folder, "nothing is hosted", "Choose another place")
	}
}
