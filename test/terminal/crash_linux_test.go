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

// hostCrashing starts the program that crashes on demand, in the given way, without a window.
func hostCrashing(t *testing.T, config, way string, args ...string) *program.Program {
	t.Helper()
	cmd := exec.Command(built.Crash.Path(t), append([]string{"--headless", "--json", "--bind", "127.0.0.1", "--port", "0"}, args...)...)
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+config, "PORCHLIGHT_CRASH="+way)
	p := program.Launch(t, cmd)
	p.WaitForPort()
	return p
}

func TestAPanicSaysGoodbyeAndLeavesAReport(t *testing.T) {
	t.Parallel()
	config := t.TempDir()
	log := filepath.Join(config, "log.jsonl")
	p := hostCrashing(t, config, "goroutine", "--log", log)
	g := p.Connect()
	g.Echo("in")
	p.Signal(syscall.SIGUSR1)
	g.WaitForEnd()
	p.WaitForExit(3)
	path := program.CrashReport(t, config, "something of the type string")
	p.CheckErrorLine("A report is in " + path)
	if list := logged(t, log); count(list, "left") != 1 || count(list, "stopped") != 1 {
		t.Errorf("the log does not tell of the end: %v", list)
	}
}

func TestWhatNobodyCatchesLeavesAReportForTheNextStart(t *testing.T) {
	t.Parallel()
	for way, says := range map[string]string{"uncaught": "its text is left out", "fatal": "sync.fatal("} {
		t.Run(way, func(t *testing.T) {
			config := t.TempDir()
			p := hostCrashing(t, config, way)
			p.Signal(syscall.SIGUSR1)
			p.WaitForExit(2) // the runtime's
			hostCrashing(t, config, "").Stop()
			program.CrashReport(t, config, says)
		})
	}
}
