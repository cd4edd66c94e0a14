package terminal

import (
	"net/netip"
	"os/exec"
	"path/filepath"
	"testing"

	"porchlight/internal/access/accessfile"
	"porchlight/test/process"
	"porchlight/test/program"
)

func TestTwoProgramsSayThatTheyShareTheirSettings(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	start := func() *program.Program {
		cmd := exec.Command(builtPath, "--headless", "--json", "--bind", "127.0.0.1", "--port", "0")
		cmd.Env = process.HomeEnv(home)
		p := program.Launch(t, cmd)
		p.WaitForPort()
		return p
	}
	first := start()
	second := start()
	second.CheckErrorLine("another Porchlight is running, and both use the same settings")
	if err := first.Cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	second.Stop()
	third := start()
	third.Stop()
	for _, p := range []*program.Program{first, third} {
		if p.Stderr.String() != "" {
			t.Errorf("standard error has %q", p.Stderr)
		}
	}
}

func TestABanOfAnotherProgramHoldsWithoutAWindow(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	cmd := exec.Command(builtPath, "--headless", "--json", "--bind", "127.0.0.1", "--port", "0")
	cmd.Env = process.HomeEnv(home)
	p := program.Launch(t, cmd)
	p.WaitForPort()
	client := p.Connect()
	client.Echo("in")
	list, err := accessfile.Open(filepath.Join(process.ConfigFolder(home), "porchlight", "access.toml")) // as a window does
	if err != nil {
		t.Fatal(err)
	}
	if err := list.Ban(netip.MustParseAddr("127.0.0.1")); err != nil {
		t.Fatal(err)
	}
	client.WaitForEnd()
	if left := p.WaitForEvents("left", 1)[0]; left["reason"] != "banned" {
		t.Errorf("the event is %v", left)
	}
	p.Stop()
}
