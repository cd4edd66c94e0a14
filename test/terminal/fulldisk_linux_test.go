package terminal

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"porchlight/test/need"
	"porchlight/test/program"
)

// hostIntoSmallDisk starts the program with its standard output in a file on a disk of a size in KiB, as startOnSmallDisk
// does with a log.
func hostIntoSmallDisk(t *testing.T, kib int, args ...string) (p *program.Program, disk string) {
	t.Helper()
	need.Root(t)
	folder, port := t.TempDir(), program.FreePort(t)
	script := `mount -t tmpfs -o size=` + strconv.Itoa(kib) + `k none "$0" && exec "$@" > "$0/out"`
	all := append([]string{"--mount", "--propagation", "private", "sh", "-c", script, folder, builtPath}, args...)
	all = append(all, "--bind", "127.0.0.1", "--port", strconv.Itoa(port), "--buffer", "1", "--messages-per-second", "0", "--players", "0")
	p = program.Launch(t, exec.Command("unshare", all...))
	p.Port = port
	p.WaitFor("the host", func() bool {
		conn, err := program.Dial(port)
		if err == nil {
			_ = conn.Close()
		}
		return err == nil
	})
	return p, filepath.Join("/proc", strconv.Itoa(p.Cmd.Process.Pid), "root", folder)
}

func TestAnOutputOnAFullDiskIsReportedAndGoesOnWhenThereIsRoom(t *testing.T) {
	t.Parallel()
	const kib, flood, visitors = 32 << 10, 100_000, 500 // more messages than the journal holds
	for _, form := range []string{"--json", "--headless"} {
		t.Run(form, func(t *testing.T) {
			p, disk := hostIntoSmallDisk(t, kib, form)
			filler, out := filepath.Join(disk, "filler"), filepath.Join(disk, "out")
			if err := os.WriteFile(filler, make([]byte, (kib-32)<<10), 0o600); err != nil {
				t.Fatal(err)
			}
			visit(t, p, visitors)
			p.WaitFor("the error message", func() bool { return p.Stderr.Contains("\n") })
			floodBytes(t, p, flood)
			p.CheckErrorLine("standard output", "no space left on device", "hosting goes on", "Make room")
			if err := os.Remove(filler); err != nil {
				t.Fatal(err)
			}
			last := p.Connect()
			last.Echo("!")
			printed := func() string {
				b, err := os.ReadFile(out)
				if err != nil {
					t.Fatal(err)
				}
				return string(b)
			}
			p.WaitFor("the last join", func() bool { return strings.Contains(printed(), last.Address()) })
			file, err := os.Open(out) // the disk is gone with the program
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = file.Close() }()
			p.Stop()
			p.CheckErrorLine("standard output")
			b, err := os.ReadFile(filepath.Join("/proc/self/fd", strconv.Itoa(int(file.Fd()))))
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.SplitAfter(string(b), "\n")
			if lines[len(lines)-1] != "" {
				t.Fatalf("it ends in %q", lines[len(lines)-1])
			}
			y := tallyPlain(lines)
			if form == "--json" {
				var list []program.Event
				for _, line := range lines[:len(lines)-1] {
					list = append(list, program.ParseEvent(t, line))
				}
				y = tallyJSON(list)
			}
			if y.joined+y.skippedJoined < visitors+2 || y.joined+y.skippedJoined != y.left+y.skippedLeft || y.strangers > 0 {
				t.Errorf("%+v, want %d joins and as many leaves", y, visitors+2)
			}
			if y.messages+y.skippedMessages != visitors+flood+1 || form == "--json" && y.skippedMessages == 0 {
				t.Errorf("%d messages and %d skipped, want %d", y.messages, y.skippedMessages, visitors+flood+1)
			}
		})
	}
}

func TestJoinIntoAFullDiskSaysSo(t *testing.T) {
	t.Parallel()
	host := program.Host(t, builtPath)
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = full.Close() }()
	cmd := exec.Command(builtPath, "join", address(host))
	cmd.Stdin, cmd.Stdout = strings.NewReader("hello\n"), full
	j := program.Launch(t, cmd)
	j.WaitForExit(1)
	if !j.Stderr.Contains("cannot be written to standard output: no space left on device. Make room") {
		t.Errorf("it says %q", j.Stderr)
	}
}
