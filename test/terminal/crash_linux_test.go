package terminal

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"porchlight/test/built"
	"porchlight/test/program"
)

// hostCrashing starts the variant that crashes on demand, without a window. The kind is how it crashes.
func hostCrashing(t *testing.T, config, kind string, args ...string) *program.Program {
	t.Helper()
	cmd := exec.Command(built.Crash.Path(t), append([]string{"--headless", "--json", "--bind", "127.0.0.1", "--port", "0"}, args...)...)
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+config, "PORCHLIGHT_CRASH="+kind)
	p := program.Launch(t, cmd)
	p.WaitForPort()
	return p
}

func TestAPanicClosesConnectionsAndLeavesAReport(t *testing.T) {
	t.Parallel()
	config := t.TempDir()
	log := filepath.Join(config, "log.jsonl")
	p := hostCrashing(t, config, "goroutine", "--log", log)
	c := p.Connect()
	c.Echo("in")
	p.Signal(syscall.SIGUSR1)
	c.WaitForEnd()
	p.WaitForExit(3)
	path := program.CrashReport(t, config, "something of the type string")
	p.CheckErrorLine("A report is in " + path)
	if list := readLog(t, log); count(list, "left") != 1 || count(list, "stopped") != 1 {
		t.Errorf("the log lacks the end: %v", list)
	}
}

func TestAnUncaughtPanicLeavesAReportForTheNextStart(t *testing.T) {
	t.Parallel()
	for kind, text := range map[string]string{"uncaught": "its text is left out", "fatal": "sync.fatal("} {
		t.Run(kind, func(t *testing.T) {
			config := t.TempDir()
			p := hostCrashing(t, config, kind)
			p.Signal(syscall.SIGUSR1)
			p.WaitForExit(2) // the exit status of Go's runtime
			hostCrashing(t, config, "").Stop()
			program.CrashReport(t, config, text)
		})
	}
}
