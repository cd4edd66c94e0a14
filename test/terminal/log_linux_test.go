package terminal

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/need"
	"porchlight/test/program"
)

// startOnSmallDisk starts the program with its log on a disk of a size in KiB. The disk is mounted in a mount
// namespace of the program; the returned path leads there from outside.
func startOnSmallDisk(t *testing.T, kib int, args ...string) (p *program.Program, disk string) {
	t.Helper()
	need.Root(t)
	folder := t.TempDir()
	script := `mount -t tmpfs -o size=` + strconv.Itoa(kib) + `k none "$0" && exec "$@" --log "$0/log.jsonl"`
	all := append([]string{"--mount", "--propagation", "private", "sh", "-c", script, folder, builtPath}, args...)
	p = program.Launch(t, exec.Command("unshare", all...))
	return p, filepath.Join("/proc", strconv.Itoa(p.Cmd.Process.Pid), "root", folder)
}

func TestAFullDiskIsReportedAndHostingGoesOn(t *testing.T) {
	t.Parallel()
	const kib = 4096
	p, disk := startOnSmallDisk(t, kib, "--headless", "--bind", "127.0.0.1", "--port", "0", "--quiet")
	p.WaitForPlainPort()
	filler, log := filepath.Join(disk, "filler"), filepath.Join(disk, "log.jsonl")
	if err := os.WriteFile(filler, make([]byte, (kib-64)<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	c := p.Connect()
	c.Echo("first")
	p.WaitFor("the first message in the log", func() bool { return count(readLog(t, log), "sent") == 1 })
	const most = 1000 // more than the disk has room for, fewer than the journal holds
	for n := range most {
		c.Echo(fmt.Sprintf("%s %d", strings.Repeat("x", 300), n))
	}
	p.WaitFor("the error message", func() bool { return p.Stderr.Contains("\n") })
	c.Echo("goes on")
	p.CheckErrorLine("the log could not be written", "no space left on device", "hosting goes on")
	if count(readLog(t, log), "received") == 0 {
		t.Error("the log lost its contents")
	}

	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	p.WaitFor("the last message in the log", func() bool { return count(readLog(t, log), "sent") == most+2 })
	n := 0
	for _, e := range readLog(t, log) { // in order
		if text, _ := e["text"].(string); e["event"] == "received" && strings.HasPrefix(text, "x") {
			if !strings.HasSuffix(text, fmt.Sprint(" ", n)) {
				t.Fatalf("message %d in the log is %q", n, text)
			}
			n++
		}
	}
	p.Stop()
	p.CheckErrorLine("the log")
}

func TestALogInAFolderThatGoesAwayIsReportedAndHostingGoesOn(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "stick")
	log := filepath.Join(dir, "log.jsonl")
	p := program.Host(t, builtPath, "--log", log)
	c := p.Connect()
	c.Echo("before")
	p.WaitFor("the log", func() bool { _, err := os.Stat(log); return err == nil })
	if err := errors.Join(os.RemoveAll(dir), os.WriteFile(dir, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	c.Echo("meanwhile")
	p.WaitFor("the error message", func() bool { return p.Stderr.Contains("\n") })
	p.CheckErrorLine("the log could not be written to "+log, "hosting goes on")
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	c.Echo("after")
	p.WaitFor("the log", func() bool { _, err := os.Stat(log); return err == nil })
	p.Stop()
	if count(readLog(t, log), "stopped") != 1 {
		t.Error("the log does not continue")
	}
	p.CheckErrorLine("the log")
}
