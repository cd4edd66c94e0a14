package terminal

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"porchlight/test/program"
)

// readLog returns the events in a log file. It ignores a last line without an end; all others must be complete.
func readLog(t *testing.T, path string) []program.Event {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list []program.Event
	for line := range strings.Lines(string(b)) {
		if strings.HasSuffix(line, "\n") {
			list = append(list, program.ParseEvent(t, line))
		}
	}
	return list
}

// count returns the number of events of a name.
func count(list []program.Event, name string) int {
	n := 0
	for _, e := range list {
		if e["event"] == name {
			n++
		}
	}
	return n
}

func TestTheLogEqualsTheJSONOutput(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "log.jsonl")
	p := program.Host(t, builtPath, "--log", path)
	c := p.Connect()
	for _, msg := range difficultMessages() {
		c.Echo(msg)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	p.WaitForEvents("left", 1)
	p.Stop()
	p.WaitFor("the whole output", func() bool { return len(p.EventsNamed("stopped")) == 1 })
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(b) != p.Stdout.String() {
		t.Errorf("the log has\n%s\nand standard output\n%s", program.Shorten(string(b)), program.Shorten(p.Stdout.String()))
	}
}

func TestTheLogIsKeptInThePlainFormToo(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log.jsonl")
	p := hostPlain(t, "--log", path)
	p.Connect().Echo("50,50")
	p.Stop()
	if list := readLog(t, path); count(list, "received") != 1 || count(list, "stopped") != 1 {
		t.Errorf("the log has %v", list)
	}
}

func TestAProgramThatIsKilledLeavesWholeLines(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log.jsonl")
	p := program.Host(t, builtPath, "--log", path, "--players", "0")
	const flooders = 4
	ended := make(chan error, flooders) // buffered, since a test that fails receives none
	for range flooders {
		go func() { ended <- program.Flood(p.Port, nil) }()
	}
	p.WaitFor("a log that grows", func() bool {
		info, err := os.Stat(path)
		return err == nil && info.Size() > 1<<20
	})
	if err := p.Cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	p.WaitForExit(-1) // by a signal
	for range flooders {
		if err := <-ended; err == nil {
			t.Error("the flood ended before the program")
		}
	}
	if list := readLog(t, path); count(list, "received") < 1000 {
		t.Errorf("the log has %d messages", count(list, "received"))
	}

	again := program.Host(t, builtPath, "--log", path)
	again.Stop()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if list := readLog(t, path); b[len(b)-1] != '\n' || count(list, "hosting") != 2 || count(list, "stopped") != 1 {
		t.Error("the log does not continue after the last whole line")
	}
}

func TestALogThatCannotBeWrittenAtTheStartIsReportedAndNothingIsHosted(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for _, args := range [][]string{{"--headless"}, {"--json"}, {"--start"}} {
		p := program.Start(t, builtPath, append(args, "--bind", "127.0.0.1", "--port", "0", "--log", folder)...)
		p.WaitForExit(1)
		p.CheckErrorLine("the log cannot be written to "+folder, "nothing is hosted", "Choose another place")
	}
}

func TestALogThatIsRefusedLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"x/../y/z", filepath.Join("new", "folder", strings.Repeat("n", 300))} {
		cmd := exec.Command(builtPath, "--headless", "--bind", "127.0.0.1", "--port", "0", "--log", path)
		cmd.Dir = t.TempDir()
		p := program.Launch(t, cmd)
		p.WaitForExit(1)
		p.CheckErrorLine("the log cannot be written to", "nothing is hosted")
		left, err := os.ReadDir(cmd.Dir)
		if err != nil || len(left) > 0 {
			t.Errorf("--log %s leaves %v behind (%v)", path, left, err)
		}
	}
}
