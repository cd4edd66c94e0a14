package terminal

import (
	"io"
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
			file, err := os.Open(out) // which is still there when the disk has gone with the program
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = file.Close() }()
			y, rest := newTally(), ""
			count := func() {
				b, err := io.ReadAll(file) // what is new
				if err != nil {
					t.Fatal(err)
				}
				rest += string(b)
				rest = rest[y.addLines(t, rest, form == "--json"):]
			}
			p.WaitFor("the last join", func() bool {
				count()
				return y.present[last.Address()]
			})
			p.Stop()
			p.CheckErrorLine("standard output")
			count()
			if rest != "" {
				t.Errorf("it ends in %q", rest)
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
