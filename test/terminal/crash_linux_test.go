package terminal

import (
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"porchlight/test/built"
	"porchlight/test/process"
	"porchlight/test/program"
)

// hostCrashing starts the variant that crashes on demand, without a window. The way is how it crashes.
func hostCrashing(t *testing.T, home, way string, args ...string) *program.Program {
	t.Helper()
	cmd := exec.Command(built.Crash.Path(t), append([]string{"--headless", "--json", "--bind", "127.0.0.1", "--port", "0"}, args...)...)
	cmd.Env = append(process.HomeEnv(home), program.CrashEnv(way))
	p := program.Launch(t, cmd)
	p.WaitForPort()
	return p
}

func TestAPanicClosesConnectionsAndLeavesAReport(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	log := filepath.Join(home, "log.jsonl")
	p := hostCrashing(t, home, "goroutine", "--log", log)
	c := p.Connect()
	c.Echo("in")
	p.Signal(syscall.SIGUSR1)
	c.WaitForEnd()
	p.WaitForExit(3)
	path := program.CrashReport(t, process.ConfigFolder(home), "something of the type string")
	p.CheckErrorLine("A report is in " + path)
	if list := readLog(t, log); count(list, "left") != 1 || count(list, "stopped") != 1 {
		t.Errorf("the log lacks the end: %v", list)
	}
}

func TestAnUncaughtPanicLeavesAReportForTheNextStart(t *testing.T) {
	t.Parallel()
	for way, text := range map[string]string{"uncaught": "its text is left out", "fatal": "sync.fatal("} {
		t.Run(way, func(t *testing.T) {
			home := t.TempDir()
			p := hostCrashing(t, home, way)
			p.Signal(syscall.SIGUSR1)
			p.WaitForExit(2) // the exit status of Go's runtime
			if way == "uncaught" && !p.Stderr.Contains(program.CrashSecret) {
				t.Errorf("the panic is without the secret, so its report proves nothing:\n%s", p.Stderr)
			}
			hostCrashing(t, home, "").Stop()
			program.CrashReport(t, process.ConfigFolder(home), text)
		})
	}
}
